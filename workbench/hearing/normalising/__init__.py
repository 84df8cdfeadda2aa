"""A model's text as courts write it: Simplified Chinese, punctuation, numbers.

Every rewriting but that of the script tells its changes with their places.
"""

from workbench.hearing.normalising.script import simplified, simplified_heard
from workbench.hearing.normalising.writing import WritingOptions, written

__all__ = ["WritingOptions", "simplified", "simplified_heard", "written"]
