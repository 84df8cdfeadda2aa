"""The place in a page: what comes back when the page is opened again, also after a crash.

A page that has a place offers two methods, without a base class::

    def place(self) -> Place: ...
    def go_to(self, place: Place) -> None: ...

``place`` is asked about once a second while the page is in front, so it must be quick and must not
read the store. It returns what is JSON-ready: page number, zoom, chosen article, what was typed
and is not saved. ``go_to`` gets what ``place`` once returned, perhaps from an older version of the
program or with what it names gone: it takes what makes sense (:func:`number` and :func:`words`
help) and passes over the rest. It is called right after the page was made, before it is shown.
"""

from typing import Any, Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

Place = dict[str, Any]
"""JSON-ready values by name."""


@runtime_checkable
class Placed(Protocol):
    """A page that has a place."""

    def place(self) -> Place:
        """Return where the page is."""

    def go_to(self, place: Place) -> None:
        """Go where the page was."""


def place_of(page: QWidget | None) -> Place:
    """Return the place of a page; empty where it has none."""
    return page.place() if isinstance(page, Placed) else {}


def send(page: QWidget, place: Place) -> None:
    """Bring a page to a place, if it knows places and there is one."""
    if place and isinstance(page, Placed):
        page.go_to(place)


def number(place: Place, name: str, default: float = 0) -> float:
    """Return a number of a place; ``default`` where it is missing or none."""
    value = place.get(name)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else default


def words(place: Place, name: str) -> str:
    """Return a text of a place; empty where it is missing or none."""
    value = place.get(name)
    return value if isinstance(value, str) else ""
