"""The Judge's Workbench without its window: every job also runs from a terminal."""

__version__ = "0.1.0"
