"""A case and its papers (卷宗)."""
