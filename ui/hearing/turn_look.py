"""How a row of the transcript is laid out and painted."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from ui import icons, theme
from ui.hearing.turn_rows import PAD
from ui.hearing.turn_text import ALIGN_LEFT, LaidText, TextMark
from workbench.hearing.model import RoleBasis, Turn
from workbench.hearing.timeline import clock

HEAD, LEAST_HEAD = 10, 8
"""Characters of width for time and role, and where there is little room."""
GUTTER = 18
BETWEEN = 16
NOBODY = "未定"
UNCHECKED, CORRECTED, CHECKED, WRITTEN = "未核对", "已更正", "已核对", "人工"


@dataclass(frozen=True)
class Cells:
    """Where the parts of a row stand, in pixels from the left.

    Attributes:
        head, head_width: time and role.
        text, width: the verbatim text.
        other: the cleaned text; -1 where only one layer is shown.
    """

    head: int
    head_width: int
    text: int
    width: int
    other: int

    @classmethod
    def of(cls, width: int, em: int, both: bool) -> "Cells":
        """Divide a width."""
        head = min(HEAD * em, max(LEAST_HEAD * em, width // 5))
        text = GUTTER + head + BETWEEN // 2
        room = max(4 * em, width - text - BETWEEN // 2)
        if not both:
            return cls(GUTTER, head, text, room, -1)
        half = (room - BETWEEN) // 2
        return cls(GUTTER, head, text, half, text + half + BETWEEN)


@dataclass(frozen=True)
class RowLook:
    """What a row shows.

    Attributes:
        turn: the turn.
        start: second of the hearing.
        number: key of its role, 1 to 9; 0 for a role without one.
        current, chosen, played: the cursor is in it; it belongs to the stretch; it sounds now.
        unchecked: nobody has checked it.
    """

    turn: Turn
    start: float
    number: int = 0
    current: bool = False
    chosen: bool = False
    played: bool = False
    unchecked: bool = False


def state_words(turn: Turn, unchecked: bool) -> str:
    """Say in a word whose text it is, and whether somebody checked it."""
    if unchecked:
        return UNCHECKED
    if not turn.engine and not turn.heard:
        return WRITTEN
    return CORRECTED if turn.corrected else CHECKED


def role_words(turn: Turn, number: int) -> str:
    """Return who spoke, with the key that says so; a suggestion says that it is one."""
    role = turn.role or NOBODY
    if turn.role and turn.basis is RoleBasis.PROMPT:
        return f"{role}？"
    return f"{number} {role}" if number else role


def spoken(look: RowLook, place: int, count: int) -> str:
    """Return what a screen reader says of a row."""
    suggested = look.turn.role and look.turn.basis is RoleBasis.PROMPT
    role = f"建议角色：{look.turn.role}，待确认" if suggested else role_words(look.turn, 0)
    words = [f"第 {place + 1} 段，共 {count} 段", role, clock(look.start)]
    words.append("机器转写，未经核对" if look.unchecked else state_words(look.turn, False))
    if look.turn.overlap:
        words.append("与他人同时发言")
    return "，".join(words)


class RowPainter:
    """Paints rows with one painter.

    Args:
        painter: of the viewport.
        font: of the text.
        cells: where the parts stand.
    """

    def __init__(self, painter: QPainter, font: QFont, cells: Cells) -> None:
        self._painter = painter
        self._font = font
        self._small = QFont(font)
        self._small.setPointSizeF(font.pointSizeF() * 0.88)
        self._bold = QFont(font)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._cells = cells
        self._colours = theme.current()

    def ground(self, look: RowLook, area: QRect) -> None:
        """Paint what the row stands on, and its mark in the gutter."""
        colours, painter = self._colours, self._painter
        if look.chosen or look.current:
            painter.fillRect(area, QColor(colours.soft if look.chosen else colours.raised))
        if look.current:
            painter.fillRect(
                QRect(area.left(), area.top(), 3, area.height()), QColor(colours.accent)
            )
        painter.setPen(QPen(QColor(colours.line)))
        painter.drawLine(area.left(), area.bottom(), area.right(), area.bottom())
        if look.played:
            size = GUTTER - 5
            picture = icons.pixmap("play", size, QColor(colours.accent))
            painter.drawPixmap(area.left() + 4, area.top() + PAD + 1, size, size, picture)

    def head(self, look: RowLook, area: QRect) -> None:
        """Paint role, time and state."""
        cells, painter, colours = self._cells, self._painter, self._colours
        metrics = QFontMetrics(self._bold)
        left, high = area.left() + cells.head, metrics.height()
        box = QRect(left, area.top() + PAD, cells.head_width, high)
        words = role_words(look.turn, look.number)
        if look.turn.role and look.turn.basis is RoleBasis.PROMPT:
            self._suggestion(box, metrics.horizontalAdvance(words))
        painter.setFont(self._bold)
        ink = colours.text if look.turn.role else colours.muted
        painter.setPen(QColor(ink))
        cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, cells.head_width - 6)
        painter.drawText(box.adjusted(2, 0, 0, 0), ALIGN_LEFT, cut)
        painter.setFont(self._small)
        painter.setPen(QColor(colours.muted))
        below = box.translated(2, high)
        room = cells.head_width - 2
        small = QFontMetrics(self._small)
        state = small.elidedText(self._second_line(look), Qt.TextElideMode.ElideRight, room)
        painter.drawText(below, ALIGN_LEFT, state)

    def text(self, laid: LaidText, x: int, area: QRect, marks: list[TextMark]) -> None:
        """Paint a text in its cell."""
        self._painter.setFont(self._font)
        self._painter.setPen(QColor(self._colours.text))
        laid.draw(self._painter, area.left() + x, area.top() + PAD, marks)

    def divide(self, area: QRect) -> None:
        """Paint the line between the two layers."""
        x = area.left() + self._cells.other - BETWEEN // 2
        self._painter.setPen(QPen(QColor(self._colours.line)))
        self._painter.drawLine(x, area.top(), x, area.bottom())

    def _suggestion(self, box: QRect, width: int) -> None:
        """Put the tint of machine suggestions below a role that awaits its confirmation."""
        colours, painter = self._colours, self._painter
        around = QRect(box.left() - 2, box.top() - 1, min(width + 8, box.width()), box.height() + 2)
        painter.fillRect(around, QColor(colours.ai))
        painter.setPen(QPen(QColor(colours.ai_edge), 1, Qt.PenStyle.DashLine))
        painter.drawRect(around)

    def _second_line(self, look: RowLook) -> str:
        words = [f"{clock(look.start)} {state_words(look.turn, look.unchecked)}"]
        if look.turn.role and look.turn.basis is RoleBasis.PROMPT:
            words.append("建议")
        if look.turn.overlap:
            words.append("重叠")
        return "·".join(words)
