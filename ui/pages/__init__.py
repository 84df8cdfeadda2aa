"""The pages of the window, one module per kind of work."""
