"""Times of a hearing as people read them."""


def clock(seconds: float) -> str:
    """Return seconds as ``01:02:03``; what is below a second is left out."""
    whole = max(0, int(seconds))
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"
