"""The picture of the parties: who asks at the left, who is asked at the right, others below.

Agents hang below whom they act for. Every party is a button of its own, so that the picture can be
walked with Tab and read by a screen reader.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets.party_node import PartyNode
from workbench.papers.model import Party
from workbench.papers.roles import Side, side_of

SPACE = theme.RHYTHM
NARROW = 24
"""Width in characters below which the sides stand one above the other."""
WIDEST = 16


@dataclass(frozen=True)
class Place:
    """Where a card stands: its left edge and width."""

    x: int
    width: int


class RelationPicture(QWidget):
    """The parties of a case.

    Signals:
        chosen: key of a party.
        review_wanted: a party that nobody has confirmed was chosen.
    """

    chosen = Signal(str)
    review_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("当事人关系图")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.nodes: list[PartyNode] = []
        self._sides: dict[Side, list[PartyNode]] = {}
        self._agents: dict[PartyNode, list[PartyNode]] = {}
        self._shown: tuple[tuple[Party, ...], tuple[Party, ...]] = ((), ())
        self._stacked = False

    def show_parties(self, parties: Sequence[Party], proposed: Sequence[Party]) -> None:
        """Draw parties, and those that nobody has confirmed yet."""
        wanted = (tuple(parties), tuple(proposed))
        if wanted == self._shown:
            return
        self._shown = wanted
        focused = next((node.party.key for node in self.nodes if node.hasFocus()), None)
        for node in self.nodes:
            node.hide()
            node.deleteLater()
        made = [PartyNode(party, False, self) for party in parties]
        made += [PartyNode(party, True, self) for party in proposed]
        self._sort(made)
        for node in self.nodes:
            node.clicked.connect(lambda _=False, one=node: self._choose(one))
            node.show()
            if focused is not None and node.party.key == focused:
                node.setFocus()
        self._arrange()

    def mark(self, key: str) -> None:
        """Show which party is open."""
        for node in self.nodes:
            node.chosen = bool(key) and node.party.key == key
            node.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the cards in the new width."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines between the cards."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.current()
        painter.setPen(QPen(QColor(colours.muted), 1))
        for node, agents in self._agents.items():
            for agent in agents:
                self._elbow(painter, node, agent)
        left, right = self._sides.get(Side.LEFT, []), self._sides.get(Side.RIGHT, [])
        if left and right:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(QColor(colours.accent))
            if self._stacked:
                self._down(painter, left, right)
            else:
                self._across(painter, left, right)

    def _sort(self, made: Sequence[PartyNode]) -> None:
        by_side: dict[Side, list[PartyNode]] = {side: [] for side in Side}
        for node in made:
            by_side[side_of(node.party.role, node.party.agent_of)].append(node)
        heads = [*by_side[Side.LEFT], *by_side[Side.RIGHT], *by_side[Side.BELOW]]
        self._agents = {}
        alone = []
        for agent in by_side[Side.AGENT]:
            head = next((n for n in heads if n.party.name == agent.party.agent_of), None)
            if head is None:
                alone.append(agent)
            else:
                self._agents.setdefault(head, []).append(agent)
        by_side[Side.BELOW].extend(alone)
        self._sides = by_side
        self.nodes = []
        for head in (*by_side[Side.LEFT], *by_side[Side.RIGHT], *by_side[Side.BELOW]):
            self.nodes += [head, *self._agents.get(head, [])]
        for before, after in zip(self.nodes, self.nodes[1:], strict=False):
            QWidget.setTabOrder(before, after)

    def _arrange(self) -> None:
        em = self.fontMetrics().horizontalAdvance("国")
        width = self.width()
        self._stacked = width < NARROW * em
        gap = 5 * em
        if self._stacked:
            columns = (Place(0, width), Place(0, width))
        else:
            room = min((width - gap) // 2, WIDEST * em)
            columns = (Place(0, room), Place(room + gap, room))
        left = self._column(self._sides.get(Side.LEFT, []), columns[0], 0)
        top = left + 4 * SPACE if self._stacked and left else 0
        right = self._column(self._sides.get(Side.RIGHT, []), columns[1], top)
        bottom = max(left, right)
        height = self._row(columns, bottom + (2 * SPACE if bottom else 0))
        if height != self.height():
            self.setFixedHeight(height)
        self.update()

    def _column(self, heads: Sequence[PartyNode], place: Place, top: int) -> int:
        """Put cards below each other; return where they end."""
        for head in heads:
            for depth, node in enumerate([head, *self._agents.get(head, [])]):
                shift = 3 * SPACE if depth else 0
                width = place.width - shift
                node.setGeometry(place.x + shift, top, width, node.height_for(width))
                top += node.height() + SPACE
            top += SPACE // 2
        return top - SPACE - SPACE // 2 if heads else top

    def _row(self, columns: tuple[Place, Place], top: int) -> int:
        """Put the others below, side by side; return where they end."""
        below = self._sides.get(Side.BELOW, [])
        if not below:
            return max(0, top - 2 * SPACE)
        halves = (below[::2], below[1::2]) if not self._stacked else (below, [])
        ends = [self._column(half, place, top) for half, place in zip(halves, columns, strict=True)]
        return max(ends)

    def _elbow(self, painter: QPainter, node: PartyNode, agent: PartyNode) -> None:
        x = node.x() + SPACE + SPACE // 2
        y = agent.y() + agent.height() // 2
        painter.drawLine(x, node.y() + node.height(), x, y)
        painter.drawLine(x, y, agent.x(), y)

    def _across(
        self, painter: QPainter, left: Sequence[PartyNode], right: Sequence[PartyNode]
    ) -> None:
        begin, end = left[0].x() + left[0].width(), right[0].x()
        first, second = begin + (end - begin) // 3, end - (end - begin) // 3
        centre = _middle(left[0])
        for node in left:
            painter.drawLine(begin, _middle(node), first, _middle(node))
        painter.drawLine(first, _middle(left[0]), first, _middle(left[-1]))
        painter.drawLine(first, centre, second, centre)
        ends = [_middle(node) for node in right]
        painter.drawLine(second, min([centre, *ends]), second, max([centre, *ends]))
        for y in ends:
            painter.drawLine(second, y, end - 2, y)
            _arrow(painter, QPoint(end - 1, y), (-7, -4), (-7, 4))

    def _down(
        self, painter: QPainter, left: Sequence[PartyNode], right: Sequence[PartyNode]
    ) -> None:
        tail = [left[-1], *self._agents.get(left[-1], [])][-1]
        x = self.width() // 2
        painter.drawLine(x, tail.y() + tail.height() + 2, x, right[0].y() - 3)
        _arrow(painter, QPoint(x, right[0].y() - 2), (-4, -7), (4, -7))

    def _choose(self, node: PartyNode) -> None:
        if node.pending:
            self.review_wanted.emit()
        else:
            self.chosen.emit(node.party.key or node.party.name)


def _middle(node: PartyNode) -> int:
    return node.y() + min(node.height() // 2, 3 * SPACE)


def _arrow(painter: QPainter, tip: QPoint, first: tuple[int, int], second: tuple[int, int]) -> None:
    corners = [tip, tip + QPoint(*first), tip + QPoint(*second)]
    painter.drawPolygon(QPolygonF([QPointF(corner) for corner in corners]))
