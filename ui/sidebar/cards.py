"""A list of cards that makes them as they are looked at, so that hundreds cost no wait."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.bridge import Bridge
from ui.sidebar.card import AdviceCard
from ui.sidebar.kinds import card_of
from ui.sidebar.text import button, column
from ui.sidebar.values import ValueFacts
from workbench.kernel.advice import Advice

PORTION = 8
"""Cards shown at first, and more of them at a time."""
SLICE = 1
"""Cards made in one go; the rest of a portion follows while the window answers in between."""

WAIT_MS = 10
"""A list whose turn it is not asks again after so long."""


class CardList(QWidget):
    """Cards of some advice, in its order; the first portion at once, more on demand.

    Signals:
        decided: the advice that a person just decided or reopened.
        beyond: -1 or +1, when the arrows lead out of the list.
        again: what the run is to be made by instead.

    Args:
        bridge: the open workbench.
        turn: says whether cards may be made now; other lists may come first.
    """

    decided = Signal(object)
    beyond = Signal(int)
    again = Signal(str)

    def __init__(self, bridge: Bridge, turn: Callable[[], bool] | None = None) -> None:
        super().__init__()
        self._bridge = bridge
        self._turn = turn
        self._items: tuple[Advice, ...] = ()
        self._facts: Mapping[str, ValueFacts] = {}
        self._wanted = PORTION
        self._cards: dict[str, AdviceCard] = {}
        self._drafts: dict[tuple[str, str], str] = {}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(0)
        self._rest.timeout.connect(self._fill)
        self._layout = column(self, spacing=8)
        self.more = button("")
        self.more.clicked.connect(self.show_more)
        self._layout.addWidget(self.more)
        self.more.hide()

    def set_items(self, items: Sequence[Advice], facts: Mapping[str, ValueFacts]) -> None:
        """Show some advice; cards whose advice did not change stay as they are."""
        self._items, self._facts = tuple(items), facts
        kept = {item.id: item for item in items}
        self._layout.setEnabled(False)  # each card that goes would lay out all the others anew
        for key, card in list(self._cards.items()):
            if kept.get(key) != card.advice or self._facts_of(card.advice) != card.facts:
                self._remove(key)
        self._layout.setEnabled(True)
        self._fill()

    def cards(self) -> list[AdviceCard]:
        """Return the cards made so far, from the top."""
        return [self._cards[item.id] for item in self._shown() if item.id in self._cards]

    @property
    def filling(self) -> bool:
        """Whether cards that are to be shown are still being made."""
        return self._rest.isActive()

    def show_more(self) -> None:
        """Make the next portion."""
        first = len(self.cards())
        self._wanted += PORTION
        self._fill()
        if self.more.hasFocus() or not self.more.isVisible():
            self.focus(first)

    def more_wanted(self) -> bool:
        """Say whether there is advice without a card yet."""
        return self._wanted < len(self._items)

    def focus(self, place: int) -> bool:
        """Give a card the focus (-1: the last made); say whether there is one."""
        cards = self.cards()
        if not cards:
            return False
        cards[min(place, len(cards) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def drafts(self) -> bool:
        """Say whether any card holds words that were written and not adopted."""
        return any(card.draft() for card in self._cards.values())

    def _shown(self) -> tuple[Advice, ...]:
        return self._items[: self._wanted]

    def _facts_of(self, item: Advice) -> ValueFacts:
        return self._facts.get(item.subject, ValueFacts())

    def _fill(self) -> None:
        if self._turn is not None and not self._turn():
            self._layout.invalidate()
            self._rest.start(WAIT_MS)
            return
        self._rest.setInterval(0)
        shown = self._shown()
        # Each card that is shown would lay out all the others anew; once at the end is enough.
        self._layout.setEnabled(False)
        self._place(shown)
        self._layout.setEnabled(True)
        self._layout.invalidate()
        left = len(self._items) - len(shown)
        self.more.setVisible(left > 0)
        self.more.setText(f"再显示 {min(left, PORTION)} 条（还有 {left} 条）")
        self.more.setAccessibleName(self.more.text())

    def _place(self, shown: Sequence[Advice]) -> None:
        """Put the cards in order, and make a few of those that lack."""
        lacking = [item for item in shown if item.id not in self._cards]
        for item in lacking[:SLICE]:
            self._cards[item.id] = self._make(item)
        for place, card in enumerate(self.cards()):
            if self._layout.indexOf(card) != place:
                self._layout.insertWidget(place, card)
                card.show()  # a card that stays hidden would be left out of the height
        for key in set(self._cards) - {item.id for item in shown}:
            self._remove(key)
        if len(lacking) > SLICE:
            self._rest.start(0)

    def _make(self, item: Advice) -> AdviceCard:
        card = card_of(item, self._bridge, self._facts_of(item))
        card.step.connect(lambda step: self._step(card, step))
        card.decided.connect(self.decided)
        card.again.connect(self.again)
        if draft := self._drafts.pop((item.title, item.body), ""):
            card.take_draft(draft)
        return card

    def _remove(self, key: str) -> None:
        card = self._cards.pop(key)
        if draft := card.draft():
            self._drafts[card.advice.title, card.advice.body] = draft
        self._layout.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _step(self, card: AdviceCard, step: int) -> None:
        cards = self.cards()
        place = cards.index(card) + step
        if place >= len(cards) and len(cards) < len(self._shown()):
            self._fill()
            cards = self.cards()
        if place >= len(cards) and self.more_wanted():
            self.show_more()
            cards = self.cards()
        if 0 <= place < len(cards):
            cards[place].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.beyond.emit(step)
