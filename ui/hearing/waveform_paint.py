"""How the waveform is painted."""

from dataclasses import dataclass

from PySide6.QtCore import QLine, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen

from ui import theme
from ui.hearing.feed import ALL
from ui.hearing.outline import Outline
from workbench.hearing.timeline import Timeline, clock

STEPS = (0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200)
"""Seconds that may lie between two marks of the ruler."""
LANES = 4
"""Channels that are drawn below one another; more are drawn as one."""


@dataclass(frozen=True)
class Sight:
    """What is seen: seconds of the hearing, and how large.

    Attributes:
        left, across: second at the left edge, seconds across.
        width, height: pixels.
        font: of the words.
    """

    left: float
    across: float
    width: int
    height: int
    font: QFont

    def x(self, second: float) -> int:
        """Return the pixel of a second."""
        return round((second - self.left) / self.across * self.width)

    @property
    def small(self) -> QFont:
        """The font of ruler and remarks."""
        font = QFont(self.font)
        font.setPointSizeF(self.font.pointSizeF() * 0.85)
        return font

    @property
    def ruler(self) -> int:
        """Pixels of the ruler's height."""
        return QFontMetrics(self.small).height() + 2


@dataclass(frozen=True)
class Picture:
    """What stands still.

    Attributes:
        timeline, outlines: the sound.
        channel: the channel that is shown alone, or :data:`ui.hearing.feed.ALL`.
    """

    timeline: Timeline
    outlines: tuple[Outline, ...]
    channel: int


def paint_still(painter: QPainter, sight: Sight, picture: Picture) -> None:
    """Paint ground, ruler, sound, gaps and damaged places."""
    colours = theme.current()
    painter.fillRect(QRect(0, 0, sight.width, sight.height), QColor(colours.base))
    painter.fillRect(QRect(0, 0, sight.width, sight.ruler), QColor(colours.raised))
    painter.setFont(sight.small)
    for outline in picture.outlines:
        _sound(painter, sight, outline, picture.channel)
    for start, end in picture.timeline.gaps():
        _remark(painter, sight, start, end, f"间隔 {clock(end - start)}")
    for span in picture.timeline.spans:
        for damage in span.recording.damages:
            start, end = span.start + damage.start, span.start + damage.end
            _remark(painter, sight, start, end, f"损坏：{damage.words}")
        _name(painter, sight, span.start, span.recording.name, len(picture.timeline.spans))
    _ruler(painter, sight)


@dataclass(frozen=True)
class Over:
    """What moves.

    Attributes:
        turn: times of the current turn.
        position: second that is heard.
        stretch: the stretch that a person marked.
        focused: the keyboard is here.
    """

    turn: tuple[float, float] | None
    position: float
    stretch: tuple[float, float] | None
    focused: bool


def stretch_words(stretch: tuple[float, float]) -> str:
    """Say which stretch is marked."""
    start, end = (clock(second, tenths=True) for second in stretch)
    return f"时段 {start}—{end}"


def paint_over(painter: QPainter, sight: Sight, over: Over) -> None:
    """Paint the current turn, the marked stretch and the place that is heard."""
    colours = theme.current()
    if over.turn is not None:
        left, right = sight.x(over.turn[0]), sight.x(over.turn[1])
        ground = QColor(colours.mark)
        ground.setAlpha(110)
        area = QRect(left, sight.ruler, max(2, right - left), sight.height - sight.ruler)
        painter.fillRect(area, ground)
        painter.setPen(QPen(QColor(colours.accent), 2))
        for x in (left, right):
            painter.drawLine(x, sight.ruler, x, sight.height)
    if over.stretch is not None:
        _stretch(painter, sight, over.stretch)
    x = sight.x(over.position)
    painter.setPen(QPen(QColor(colours.text), 1))
    painter.drawLine(x, 0, x, sight.height)
    painter.setBrush(QBrush(QColor(colours.text)))
    painter.drawRect(QRect(x - 3, 0, 6, 5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    width = 2 if over.focused else 1
    painter.setPen(QPen(QColor(colours.accent if over.focused else colours.line), width))
    painter.drawRect(QRect(0, 0, sight.width - 1, sight.height - 1))


def _stretch(painter: QPainter, sight: Sight, stretch: tuple[float, float]) -> None:
    """Mark a stretch by a bracket of dashes over the ruler and down its sides, and by words."""
    colours = theme.current()
    left, right = sight.x(stretch[0]), sight.x(stretch[1])
    if right < 0 or left > sight.width:
        return
    painter.setPen(QPen(QColor(colours.text), 2, Qt.PenStyle.DashLine))
    painter.drawRect(QRect(left, 1, max(2, right - left), sight.height - 3))
    painter.setFont(sight.small)
    words = stretch_words(stretch)
    wide = painter.fontMetrics().horizontalAdvance(words) + 8
    at = min(max(2, left + 2), max(0, sight.width - wide - 2))
    box = QRect(at, sight.height - sight.ruler - 2, wide, sight.ruler)
    painter.fillRect(box, QColor(colours.raised))
    painter.setPen(QPen(QColor(colours.text)))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _lanes(channels: int, chosen: int) -> list[list[int]]:
    """Return the channels that are drawn together, lane by lane."""
    if chosen != ALL:
        return [[chosen]]
    if channels <= LANES:
        return [[channel] for channel in range(channels)]
    return [list(range(channels))]


def _sound(painter: QPainter, sight: Sight, outline: Outline, channel: int) -> None:
    colours = theme.current()
    lanes = _lanes(outline.channels, channel)
    room = (sight.height - sight.ruler) / max(1, len(lanes))
    first = max(0, sight.x(outline.span.start))
    last = min(sight.width, sight.x(outline.span.end))
    if last <= first:
        return
    end = sight.left + sight.across
    for number, together in enumerate(lanes):
        middle = sight.ruler + room * (number + 0.5)
        low, high = outline.columns(sight.left, end, sight.width, together)
        scale = room * 0.47 / 127
        tops = (middle - high[first:last] * scale).astype(int).tolist()
        bottoms = (middle - low[first:last] * scale).astype(int).tolist()
        lines = [
            QLine(first + n, top, first + n, bottom)
            for n, (top, bottom) in enumerate(zip(tops, bottoms, strict=True))
        ]
        painter.setPen(QPen(QColor(colours.muted), 1))
        painter.drawLines(lines)


def _remark(painter: QPainter, sight: Sight, start: float, end: float, words: str) -> None:
    """Hatch a stretch without sound and say what it is; words never leave the picture."""
    colours = theme.current()
    left, right = sight.x(start), sight.x(end)
    if right < 0 or left > sight.width:
        return
    area = QRect(left, sight.ruler, max(3, right - left), sight.height - sight.ruler)
    painter.fillRect(area, QColor(colours.soft))
    painter.fillRect(area, QBrush(QColor(colours.edge), Qt.BrushStyle.BDiagPattern))
    wide = painter.fontMetrics().horizontalAdvance(words) + 8
    at = min(max(0, left), max(0, sight.width - wide))
    box = QRect(at, sight.height - sight.ruler, wide, sight.ruler)
    painter.fillRect(box, QColor(colours.raised))
    painter.setPen(QPen(QColor(colours.text)))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _name(painter: QPainter, sight: Sight, start: float, name: str, count: int) -> None:
    """Write the name of a recording where it begins, if there are several."""
    x = sight.x(start)
    if count < 2 or x < -1 or x > sight.width:
        return
    colours = theme.current()
    painter.setPen(QPen(QColor(colours.accent), 1, Qt.PenStyle.DashLine))
    painter.drawLine(x, sight.ruler, x, sight.height)
    painter.setPen(QPen(QColor(colours.text)))
    painter.drawText(x + 4, sight.ruler + painter.fontMetrics().ascent() + 1, name)


def _ruler(painter: QPainter, sight: Sight) -> None:
    colours, metrics = theme.current(), painter.fontMetrics()
    least = metrics.horizontalAdvance("00:00:00.0") + 16
    step = next((s for s in STEPS if s / sight.across * sight.width >= least), STEPS[-1])
    second = int(sight.left / step) * step
    while second <= sight.left + sight.across:
        x = sight.x(second)
        painter.setPen(QPen(QColor(colours.line)))
        painter.drawLine(x, sight.ruler - 4, x, sight.ruler)
        painter.setPen(QPen(QColor(colours.muted)))
        painter.drawText(x + 3, metrics.ascent() + 1, clock(second, tenths=step < 1))
        second += step
