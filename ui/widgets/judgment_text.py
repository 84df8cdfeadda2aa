"""A judgment to read: the names of its parts stand in the margin where there is room."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from ui import theme
from ui.widgets.law_text import LawText
from ui.widgets.passages import LaidOut, Passage
from workbench.law.precedents.model import Section

_GAP = 18


class JudgmentText(LawText):
    """Shows the text of a precedent paragraph by paragraph; places count in its own text."""

    def __init__(self) -> None:
        super().__init__()
        self._names: Mapping[int, str] = {}
        self.setAccessibleName("裁判正文")

    def show_text(self, text: str, sections: Sequence[Section] = ()) -> None:
        """Show a text from its beginning."""
        self.show_passages([Passage("", line) for line in text.split("\n")])
        self._names = {self.row_of(s.start): str(s.part) for s in reversed(sections)}

    def _draw_beside(self, painter: QPainter, row: int, y: float, laid: LaidOut) -> None:
        name = self._names.get(row, "")
        if not name:
            return
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.88)
        metrics = QFontMetricsF(font)
        room = self._left() - _GAP
        if metrics.horizontalAdvance(name) > room - 4:
            return
        painter.save()
        painter.setFont(font)
        painter.setPen(QColor(theme.current().muted))
        line = QRectF(0, y, room, laid.layout.lineAt(0).height() + 6)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()
