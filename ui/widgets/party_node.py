"""One party in the picture of the parties: a button that is drawn as a card."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui import theme
from workbench.papers.model import Party

PENDING = "待核对"
FLAGS = Qt.TextFlag.TextWrapAnywhere


@dataclass(frozen=True)
class NodeWords:
    """What a card shows: the role above, the name, and lines below."""

    role: str
    name: str
    below: str


def words_of(party: Party, pending: bool) -> NodeWords:
    """Return what the card of a party shows."""
    role = f"{party.role or '身份未填'}（{party.note}）" if party.note else party.role or "身份未填"
    if pending:
        role = f"{role} · {PENDING}"
    more = [
        f"法定代表人 {party.representative}" if party.representative else "",
        party.authority,
        party.firm,
    ]
    return NodeWords(role, party.name, " · ".join(part for part in more if part))


class PartyNode(QAbstractButton):
    """A party; Enter, Space and a click choose it.

    Args:
        party: the party or agent.
        pending: nobody has confirmed it; drawn dashed in the tint of suggestions.
    """

    def __init__(self, party: Party, pending: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.party = party
        self.pending = pending
        self.chosen = False
        self._hovered = False
        self._words = words_of(party, pending)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{self._words.role} {party.name}")
        whom = f"代理{party.agent_of}。" if party.agent_of else ""
        what = "打开核对" if pending else "修改其信息"
        self.setAccessibleDescription(f"{whom}{self._words.below}")
        self.setToolTip(f"{self._words.role} {party.name}\n{whom}按 Enter {what}")

    def height_for(self, width: int) -> int:
        """Return the height that the words need at a width."""
        small, strong = self._fonts()
        pad = theme.RHYTHM
        room = max(20, width - 2 * pad)
        height = 2 * pad
        for font, text in zip((small, strong, small), self._lines(), strict=True):
            if text:
                height += _wrapped(font, text, room)
        return height

    def sizeHint(self) -> QSize:
        """Return the size at a width of twelve characters."""
        width = 12 * self.fontMetrics().horizontalAdvance("国")
        return QSize(width, self.height_for(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card."""
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        edge = colours.ai_edge if self.pending else colours.line
        if focused or self.chosen:
            edge = colours.accent
        pen = QPen(QColor(edge), 2 if focused or self.chosen else 1)
        if self.pending:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        plain = colours.soft if self._hovered or self.chosen else colours.raised
        painter.setBrush(QColor(colours.ai if self.pending else plain))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 5, 5)
        if focused and self.chosen:  # told apart from one that is only chosen
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(4, 4, -4, -4), 3, 3)
        self._write(painter, colours)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose on Enter too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up under the pointer."""
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Go back to the plain look."""
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def _write(self, painter: QPainter, colours: theme.Colours) -> None:
        small, strong = self._fonts()
        pad = theme.RHYTHM
        room = QRect(pad, pad, self.width() - 2 * pad, self.height() - 2 * pad)
        shades = (colours.muted, colours.text, colours.muted)
        for font, text, shade in zip((small, strong, small), self._lines(), shades, strict=True):
            if not text:
                continue
            painter.setFont(font)
            painter.setPen(QColor(shade))
            painter.drawText(room, int(FLAGS), text)
            room.setTop(room.top() + _wrapped(font, text, room.width()))

    def _lines(self) -> tuple[str, str, str]:
        return self._words.role, self._words.name, self._words.below

    def _fonts(self) -> tuple[QFont, QFont]:
        small, strong = QFont(self.font()), QFont(self.font())
        small.setPointSizeF(self.font().pointSizeF() * 0.9)
        strong.setWeight(QFont.Weight.DemiBold)
        return small, strong


def _wrapped(font: QFont, text: str, width: int) -> int:
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, 10000), int(FLAGS), text).height()
