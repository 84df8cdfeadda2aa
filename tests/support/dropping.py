"""Drags of files onto widgets, as a file manager sends them."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

COPY = Qt.DropAction.CopyAction


def drop(target: QWidget, paths: list[Path]) -> None:
    """Drop files on a widget."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    send_drop(target, mime)


def send_drop(target: QWidget, mime: QMimeData, wanted: Qt.DropAction = COPY) -> None:
    """Drag something onto a widget and drop it; whatever is wanted, it must stay a copy.

    Args:
        target: where it is dropped.
        mime: what is dropped.
        wanted: what the file manager proposes; a move while Shift is held.
    """
    shift, none = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
    both = COPY | Qt.DropAction.MoveAction
    held = (mime, Qt.MouseButton.LeftButton, none if wanted == COPY else shift)
    place = QPoint(200, 200)
    enter, move = QDragEnterEvent(place, both, *held), QDragMoveEvent(place, both, *held)
    for event in (enter, move, QDropEvent(QPointF(place), both, *held)):
        event.setDropAction(wanted)
        QApplication.sendEvent(target, event)
        assert event.isAccepted()
        assert event.dropAction() == COPY
