"""Cards under the heads of the form's sections: a short list that unfolds where it is wanted."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from ui import icons
from ui.bridge import Bridge
from ui.sidebar.card import AdviceCard
from ui.sidebar.cards import PORTION, CardList
from ui.sidebar.text import column
from ui.sidebar.values import ValueFacts
from workbench.kernel.advice import Advice

_REST = "其他"
"""Section of values that the form has no place for."""


class SectionHead(QToolButton):
    """The name of a section with its count; it folds and unfolds.

    Signals:
        step: -1 or +1, to what stands above or below.
    """

    step = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.toggled.connect(lambda _: self._draw())
        self._draw()

    def tell(self, title: str, count: int) -> None:
        """Show the name and how much waits."""
        self.setText(f"{title}（{count}）")
        self.setToolTip(f"{title}：待核对 {count} 项")
        self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↑ ↓ walk, Enter folds as Space does."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _draw(self) -> None:
        icons.put(self, "down" if self.isChecked() else "forward")
        self.setAccessibleName(f"{'收起' if self.isChecked() else '展开'}{self.text()}")


class SectionedCards(QWidget):
    """Cards by section, with the interface of :class:`CardList`.

    A few cards are all shown; many are folded away under the names of their sections, and made
    only where a section is unfolded. What has no section stands without a head, always in sight.

    Attributes:
        heads, lists: of the sections, by title; the section without a head has the empty one.

    Signals:
        decided: the advice that a person just decided or reopened.
        beyond: -1 or +1, when the arrows lead out of the list.
        again: what the run is to be made by instead.

    Args:
        bridge: the open workbench.
        unfolded: sections stand unfolded, however many cards there are.
    """

    decided = Signal(object)
    beyond = Signal(int)
    again = Signal(str)

    def __init__(self, bridge: Bridge, unfolded: bool = False) -> None:
        super().__init__()
        self._bridge = bridge
        self._unfold = unfolded
        self.heads: dict[str, SectionHead] = {}
        self.lists: dict[str, CardList] = {}
        self._items: dict[str, list[Advice]] = {}
        self._facts: Mapping[str, ValueFacts] = {}
        self._open: dict[str, bool] = {}
        self._layout = column(self, spacing=4)

    def set_items(self, items: Sequence[Advice], facts: Mapping[str, ValueFacts]) -> None:
        """Show some advice in the order of the form."""
        self._facts = facts
        order = {subject: place for place, subject in enumerate(facts)}
        groups: dict[str, list[Advice]] = {}
        for item in sorted(items, key=lambda item: order.get(item.subject, len(order))):
            known = facts.get(item.subject, ValueFacts())
            section = known.section or item.section or (_REST if item.kind == "value" else "")
            groups.setdefault(section, []).append(item)
        self._items = groups
        for title in [title for title in self.heads if title not in groups]:
            self._drop(title)
        for place, (title, group) in enumerate(groups.items()):
            self._head(title, place).tell(title, len(group))
        for title, head in self.heads.items():
            few = self._unfold or len(items) <= PORTION
            head.setChecked(not title or self._open.get(title, few))
            head.setVisible(bool(title))
        for title in groups:
            self._fill(title)

    def cards(self) -> list[AdviceCard]:
        """Return the cards made so far in unfolded sections, from the top."""
        return [card for title in self._unfolded() for card in self.lists[title].cards()]

    def more_wanted(self) -> bool:
        """Say whether the last section has advice without a card yet, and is unfolded."""
        last = next(reversed(self._items), "")
        return last in self._unfolded() and self.lists[last].more_wanted()

    def show_more(self) -> None:
        """Make the next portion of the last section."""
        if self.more_wanted():
            self.lists[next(reversed(self._items))].show_more()

    def unfold(self, title: str, on: bool = True) -> None:
        """Unfold a section, or fold it; it stays so while the case is shown."""
        self._open[title] = on
        self.heads[title].setChecked(on)

    def focus(self, place: int) -> bool:
        """Give a card or a head the focus (-1: the last); say whether there is one."""
        stops = self._stops()
        cards = self.cards()
        if place >= 0 and cards:
            cards[min(place, len(cards) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        elif stops:
            stops[0 if place >= 0 else -1].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(stops)

    def drafts(self) -> bool:
        """Say whether any card holds words that were written and not adopted."""
        return any(cards.drafts() for cards in self.lists.values())

    def _unfolded(self) -> list[str]:
        return [t for t in self._items if self.heads[t].isChecked() and t in self.lists]

    def _stops(self) -> list[QWidget]:
        stops: list[QWidget] = []
        for title in self._items:
            if title:
                stops.append(self.heads[title])
            if title in self._unfolded():
                stops.extend(self.lists[title].cards())
        return stops

    def _head(self, title: str, place: int) -> SectionHead:
        if title not in self.heads:
            head = self.heads[title] = SectionHead()
            head.setChecked(False)
            head.clicked.connect(lambda on: self.unfold(title, on))
            head.toggled.connect(lambda _: self._fill(title))
            head.step.connect(lambda step: self._walk(head, step))
        head = self.heads[title]
        if self._layout.indexOf(head) != 2 * place:
            self._layout.insertWidget(2 * place, head)
            self._layout.insertWidget(2 * place + 1, self._list(title))
        return head

    def _list(self, title: str) -> CardList:
        if title not in self.lists:
            cards = self.lists[title] = CardList(self._bridge, lambda: self._first(title))
            cards.decided.connect(self.decided)
            cards.again.connect(self.again)
            cards.beyond.connect(lambda step: self._leave(title, step))
            cards.hide()
        return self.lists[title]

    def _first(self, title: str) -> bool:
        """Say whether no section above is still making cards, so that one comes at a time."""
        above = list(self._items)
        above = above[: above.index(title)] if title in above else []
        return not any(self.lists[t].filling for t in above if t in self.lists)

    def _fill(self, title: str) -> None:
        open_ = self.heads[title].isChecked()
        if open_ or self.lists[title].drafts():
            self.lists[title].set_items(self._items.get(title, []), self._facts)
        self.lists[title].setVisible(open_)

    def _drop(self, title: str) -> None:
        for widget in (self.heads.pop(title), self.lists.pop(title)):
            self._layout.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _leave(self, title: str, step: int) -> None:
        """Go from the cards of a section to its head, or to what stands below them."""
        if step < 0 and title:
            self.heads[title].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        later = list(self._items)[list(self._items).index(title) + 1 :] if step > 0 else []
        if later:
            self.heads[later[0]].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.beyond.emit(step)

    def _walk(self, head: SectionHead, step: int) -> None:
        stops = self._stops()
        place = stops.index(head) + step
        if 0 <= place < len(stops):
            stops[place].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.beyond.emit(step)
