"""The window (PySide6). It calls ``workbench`` and holds no rule of law."""
