"""Files dropped on a page go to that page, not to where the window would put them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.drop_veil import DropVeil
from ui.widgets.dropping import dropped_paths, take_copy


class FileDrop(QObject):
    """Takes what is dropped on a page, and says before where it goes.

    Args:
        page: where files may be dropped; tabs that are dragged over it are left to the window.
        words: what is said while something is dragged over it.
        take: is given the paths.
    """

    def __init__(self, page: QWidget, words: str, take: Callable[[list[Path]], object]) -> None:
        super().__init__(page)
        self._page, self._words, self._take = page, words, take
        self._veil = DropVeil(page)
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer what is dragged over the page and dropped on it."""
        del watched
        # An entering is a move to Qt, and a move a drop: the narrowest is asked first.
        if isinstance(event, QDragEnterEvent):
            if not event.mimeData().hasUrls():
                return False
            take_copy(event)
            self._veil.show_over(self._page.rect(), self._words)
        elif isinstance(event, QDragMoveEvent):
            take_copy(event)
        elif event.type() == QEvent.Type.DragLeave:
            self._veil.hide()
        elif isinstance(event, QDropEvent):
            self._veil.hide()
            take_copy(event)
            self._take(dropped_paths(event))
        else:
            return False
        return True
