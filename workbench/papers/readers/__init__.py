"""Readers: one module per family of file formats, chosen by content."""
