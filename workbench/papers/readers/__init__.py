"""Readers: one module per family of file formats, chosen by content.

``detect`` names the format, ``read`` gives a whole file, ``read_pages`` streams its pages,
``render_page`` and ``page_count`` draw them, ``expand`` walks files, folders and archives.
"""

from workbench.papers.readers.detecting import detect
from workbench.papers.readers.reading import read, read_pages
from workbench.papers.readers.rendering import page_count, render_page
from workbench.papers.readers.walk import Incoming, expand

__all__ = ["Incoming", "detect", "expand", "page_count", "read", "read_pages", "render_page"]
