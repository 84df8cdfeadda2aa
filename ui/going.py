"""Places inside pages: sections of the settings, chapters of the manual; what F1 means."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui import routes

TOPIC = "helpTopic"
"""Property of a widget: the chapter of the manual that is about it."""


def go(open_key: Callable[[str], QWidget | None], key: str) -> None:
    """Open a page, and the place in it that the key names.

    Args:
        open_key: opens a page by its key.
        key: of a page; ``settings:keys``, ``help:journal`` and ``knowledge:盗窃罪`` name a place
            in a page.
    """
    room, place = routes.split(key)
    if room not in (routes.SETTINGS, routes.HELP, routes.KNOWLEDGE):
        open_key(key)
        return
    page = open_key(room)
    for name in ("open_section", "open_topic", "open_cause"):
        show = getattr(page, name, None)
        if place and show is not None:
            show(place)


def topic_at(*widgets: QWidget | None) -> str:
    """Return the topic of the first widget that has one, itself or through a parent; else empty.

    Args:
        widgets: where the person is, the nearest first: the focus, the page in front.
    """
    for widget in widgets:
        at = widget
        while at is not None:
            if topic := at.property(TOPIC):
                return str(topic)
            at = at.parentWidget()
    return ""


def help_key(*widgets: QWidget | None) -> str:
    """Return the key of the chapter on where the person is; of the manual where there is none."""
    topic = topic_at(*widgets)
    return f"{routes.HELP}:{topic}" if topic not in ("", routes.HELP) else routes.HELP
