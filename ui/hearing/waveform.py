"""The waveform: where one is, the current turn with its edges, gaps and damaged places in words."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.hearing.feed import ALL
from ui.hearing.outline import Outline
from ui.hearing.waveform_paint import (
    Over,
    Picture,
    Sight,
    paint_over,
    paint_still,
    stretch_words,
)
from workbench.hearing.timeline import Timeline, clock

NEAREST = 2.0
"""Seconds across at the closest look."""
FIRST = 60.0
GRIP = 5
"""Pixels around an edge of a turn in which the mouse takes hold of it."""
SHORTEST = 0.1
HIGHEST = 112
"""Pixels: where letters are large, the text needs the room."""
ZOOM = 1.6
_KEY_STEPS = {Qt.Key.Key_Left: -1.0, Qt.Key.Key_Right: 1.0}


class Waveform(QWidget):
    """Shows the sound of a hearing.

    Signals:
        second_wanted: second of the hearing to go to.
        times_wanted: beginning and end, in seconds of the hearing, that the current turn is to
            have.

        stretch_changed: another stretch is marked, or none.
        stretch_wanted: beginning and end of the marked stretch, which is to be heard.

    Attributes:
        left, across: second of the hearing at the left edge, and seconds across.
        stretch: the seconds of the hearing that a person marked; ``None`` for none.
    """

    second_wanted = Signal(float)
    times_wanted = Signal(float, float)
    stretch_changed = Signal()
    stretch_wanted = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left, self.across = 0.0, FIRST
        self._timeline = Timeline()
        self._outlines: tuple[Outline, ...] = ()
        self._channel = ALL
        self._position = 0.0
        self._turn: tuple[float, float] | None = None
        self.stretch: tuple[float, float] | None = None
        self._held = ""
        self._pressed: int | None = None
        self._still: QPixmap | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(
            "波形：点击或按左右键移动位置，加减号缩放，方括号选定时段的起点和终点，Enter 播放时段"
        )
        self.setToolTip(
            "点击：到该处；拖动：选定一段时间；拖动本段两端：改时间；Ctrl+滚轮或加减号：缩放\n"
            "左右键：移动；[ 和 ]：时段的起点、终点；Enter：播放时段；Esc：取消时段"
        )

    # What is shown

    def show_sound(self, timeline: Timeline, outlines: Sequence[Outline]) -> None:
        """Show recordings; those without an outline are a line."""
        self._timeline, self._outlines = timeline, tuple(outlines)
        self.left = min(self.left, max(0.0, timeline.seconds - self.across))
        if self.stretch is not None and self.stretch[1] > timeline.seconds:
            self.mark(None)
        self.updateGeometry()
        self._renew()

    def show_channel(self, channel: int) -> None:
        """Show one channel alone, or all below one another."""
        self._channel = channel
        self._renew()

    def show_turn(self, times: tuple[float, float] | None) -> None:
        """Mark the current turn, by its times in the hearing."""
        if times != self._turn and not self._held:
            self._turn = times
            self.update()

    def mark(self, stretch: tuple[float, float] | None) -> None:
        """Mark a stretch of time, or none."""
        if stretch != self.stretch:
            self.stretch = stretch
            self.update()
            self._describe()
            self.stretch_changed.emit()

    def mark_edge(self, start: bool) -> None:
        """Let the marked stretch begin, or end, at the place that is heard."""
        here, (first, last) = self._position, self.stretch or (0.0, self._timeline.seconds)
        edges = (here, max(last, here)) if start else (min(first, here), here)
        # An edge beyond the other one begins a new stretch there.
        if start and self.stretch is not None and here >= last:
            edges = (here, self._timeline.seconds)
        if not start and self.stretch is not None and here <= first:
            edges = (0.0, here)
        if edges[1] - edges[0] >= SHORTEST:
            self.mark(edges)

    def show_position(self, second: float, follow: bool = True) -> None:
        """Show where one is; with ``follow`` the view turns its page when that leaves it."""
        old, self._position = self._position, second
        if follow and not self.left <= second < self.left + self.across:
            self._look_at(second - self.across * 0.08)
            return
        for x in (self._x(old), self._x(second)):
            self.update(QRect(x - 6, 0, 13, self.height()))

    def zoom(self, factor: float, around: float | None = None) -> None:
        """Look closer (above 1) or from farther away, around a second of the hearing."""
        centre = self._position if around is None else around
        most = max(NEAREST, self._timeline.seconds, FIRST)
        across = min(most, max(NEAREST, self.across / factor))
        share = min(1.0, max(0.0, (centre - self.left) / self.across))
        self.across = across
        self._look_at(centre - share * across)

    def show_all(self) -> None:
        """Look at the whole hearing."""
        self.across = max(NEAREST, self._timeline.seconds)
        self._look_at(0.0)

    # Qt

    def sizeHint(self) -> QSize:
        """Ask for a lane for each of up to four channels, and a ruler."""
        high = self.fontMetrics().height()
        channels = max((one.channels for one in self._outlines), default=1)
        wanted = round(high * (3.6 + 0.7 * min(3, channels - 1)))
        return QSize(400, min(wanted, HIGHEST))

    def minimumSizeHint(self) -> QSize:
        """Be content with less width."""
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Put what stands still from its picture, and over it what moves."""
        if self._still is None or self._still.deviceIndependentSize().toSize() != self.size():
            self._still = self._draw_still()
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        painter.drawPixmap(0, 0, self._still)
        over = Over(self._turn, self._position, self.stretch, self.hasFocus())
        paint_over(painter, self._sight(), over)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw for another width."""
        super().resizeEvent(event)
        self._renew()

    def changeEvent(self, event: QEvent) -> None:
        """Draw in other colours and letters."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.updateGeometry()
            self._renew()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an edge of the turn, or go where the mouse is and begin a stretch there."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position().toPoint()
        self._held = self._edge_at(at)
        if not self._held:
            self._pressed = at.x()
            self.second_wanted.emit(self._second(at.x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the edge that is held; show where one could be taken."""
        at = event.position().toPoint()
        if self._held and self._turn is not None:
            start, end = self._turn
            second = min(max(0.0, self._second(at.x())), self._timeline.seconds)
            if self._held == "start":
                start = min(second, end - SHORTEST)
            else:
                end = max(second, start + SHORTEST)
            self._turn = (start, end)
            self.update()
            return
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            if abs(at.x() - self._pressed) > GRIP:
                start, end = sorted((self._second(self._pressed), self._second(at.x())))
                self.mark((start, end) if end - start >= SHORTEST else None)
            return
        over = Qt.CursorShape.SizeHorCursor if self._edge_at(at) else Qt.CursorShape.ArrowCursor
        self.setCursor(over)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the edge go: the turn is to have these times. A mere click ends the stretch."""
        event.accept()
        x, pressed, self._pressed = event.position().toPoint().x(), self._pressed, None
        if pressed is not None and abs(x - pressed) <= GRIP and self.stretch is not None:
            start, end = self.stretch
            if not start <= self._second(x) <= end:
                self.mark(None)
        if self._held and self._turn is not None:
            self._held = ""
            self.times_wanted.emit(*self._turn)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Move along; with Ctrl zoom around the mouse."""
        steps = (event.angleDelta().y() or event.angleDelta().x()) / 120
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM**steps, self._second(event.position().toPoint().x()))
        else:
            self._look_at(self.left - steps * self.across / 8)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and zoom by keys."""
        key = Qt.Key(event.key())
        far = 5.0 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
        if key in _KEY_STEPS:
            self.second_wanted.emit(max(0.0, self._position + far * _KEY_STEPS[key]))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(ZOOM)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / ZOOM)
        elif key in (Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight):
            self.mark_edge(key == Qt.Key.Key_BracketLeft)
        elif key == Qt.Key.Key_Escape and self.stretch is not None:
            self.mark(None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.stretch is not None:
            self.stretch_wanted.emit(*self.stretch)
        elif key == Qt.Key.Key_Home:
            self.second_wanted.emit(0.0)
        elif key == Qt.Key.Key_End:
            self.second_wanted.emit(self._timeline.seconds)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.update()

    # Inside

    def _sight(self) -> Sight:
        return Sight(self.left, self.across, self.width(), self.height(), self.font())

    def _x(self, second: float) -> int:
        return self._sight().x(second)

    def _second(self, x: int) -> float:
        second = self.left + x / max(1, self.width()) * self.across
        return min(max(0.0, second), self._timeline.seconds)

    def _edge_at(self, at: QPoint) -> str:
        if self._turn is None:
            return ""
        for name, second in zip(("end", "start"), reversed(self._turn), strict=True):
            if abs(self._x(second) - at.x()) <= GRIP:
                return name
        return ""

    def _look_at(self, left: float) -> None:
        most = max(0.0, self._timeline.seconds - self.across)
        self.left = min(max(0.0, left), most)
        self._describe()
        self._renew()

    def _describe(self) -> None:
        words = f"波形，{clock(self.left)} 至 {clock(self.left + self.across)}"
        if self.stretch is not None:
            words += f"，{stretch_words(self.stretch)}"
        self.setAccessibleDescription(words)

    def _renew(self) -> None:
        self._still = None
        self.update()

    def _draw_still(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        paint_still(painter, self._sight(), Picture(self._timeline, self._outlines, self._channel))
        painter.end()
        return picture
