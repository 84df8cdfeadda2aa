"""The text of the record as it stands, with what nobody has checked marked in words."""

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser

from ui import theme
from ui.hearing.record.matter import Matter
from ui.slicing import Slicer
from workbench.hearing.record.draft import Line
from workbench.hearing.timeline import clock

UNCHECKED = "〔未核对〕"
AT_A_TIME = 20
PARAGRAPH = 12
"""Pixels above and below a paragraph, as Qt gives one of HTML."""


class RecordText(QTextBrowser):
    """Reads like the record; a click on a time goes to the transcript.

    Signals:
        turn_wanted: id of a turn.
    """

    turn_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setProperty("readingFont", True)
        self.setAccessibleName("笔录全文")
        self.document().setDocumentMargin(16)
        self._slicer = Slicer(self)
        self.anchorClicked.connect(self._follow)

    @property
    def busy(self) -> bool:
        """Whether text is still to come."""
        return self._slicer.busy

    def show_matter(self, matter: Matter) -> None:
        """Show a record; a long one comes in pieces, and the place is kept."""
        place = self.verticalScrollBar().value()
        self.clear()
        cursor = QTextCursor(self.document())
        self._slicer.start(
            _pieces(matter),
            lambda piece: self._add(cursor, piece),
            lambda: self.verticalScrollBar().setValue(place),
        )

    def _add(self, cursor: QTextCursor, piece: str) -> None:
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if not self.document().isEmpty():
            # A new block would stand as the one above it does: the title is centred.
            block = QTextBlockFormat()
            block.setTopMargin(PARAGRAPH)
            block.setBottomMargin(PARAGRAPH)
            cursor.insertBlock(block)
        cursor.insertHtml(piece)

    def _follow(self, url: QUrl) -> None:
        self.turn_wanted.emit(url.toString().removeprefix("turn:"))


def _pieces(matter: Matter) -> Iterator[str]:
    """Yield the record in pieces of some lines."""
    draft = matter.draft
    court, title = escape(draft.court), escape(draft.title)
    yield f"<p align='center'><b>{court}</b><br><b>{title}</b></p>"
    rows = [f"{escape(row.label)}：{escape(row.value or '（未填写）')}" for row in draft.head]
    yield f"<p>{'<br>'.join(rows)}</p>"
    people = [f"{p.role}　{p.name}　{p.present or '（是否到庭未填写）'}" for p in draft.persons]
    yield f"<p>{'<br>'.join(map(escape, people))}</p>"
    for section in draft.sections:
        if section.title:
            yield f"<p><b>{escape(section.title)}</b></p>"
        for first in range(0, len(section.lines), AT_A_TIME):
            part = section.lines[first : first + AT_A_TIME]
            yield "".join(map(_line, part))


def _line(line: Line) -> str:
    muted = theme.current().muted
    mark = f"<b>{UNCHECKED}</b>" if line.unchecked else ""
    link = f"<a href='turn:{line.turns[0]}' style='color:{muted}'>{clock(line.at)}</a>"
    return f"<p>{link}　{escape(line.speaker or '？')}：{mark}{escape(line.text)}</p>"
