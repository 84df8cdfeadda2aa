"""How the edits of a transcript become steps in the store that can be undone."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from workbench.hearing.acts import Act, in_parts
from workbench.hearing.history import History
from workbench.hearing.model import Layer, Turn
from workbench.hearing.repository import HearingRepository, RecordingRepository
from workbench.hearing.timeline import Timeline, clock
from workbench.hearing.turn_rows import TurnRepository
from workbench.kernel.changes import ChangeBus, Changes
from workbench.kernel.errors import UserError
from workbench.kernel.journal import Journal
from workbench.kernel.store import Store

Cleaner = Callable[[Turn], str]
"""Returns a turn's cleaned text as the page shows it."""


def one_each(_turn: Turn) -> int:
    """Count turns."""
    return 1


class Steps:
    """Steps of one sitting at the transcript of a hearing.

    Attributes:
        hearing: id of the hearing.
        touched: ids of the turns that the last edit (also an undo) changed, made or took away.
    """

    def __init__(
        self,
        hearing: str,
        store: Store,
        journal: Journal,
        changes: ChangeBus,
        cleaned: Cleaner,
    ) -> None:
        self.hearing = hearing
        self.touched: frozenset[str] = frozenset()
        self._store = store
        self._journal = journal
        self._changes = changes
        self._cleaned = cleaned
        self._case = HearingRepository(store).get(hearing).case
        self._recordings = RecordingRepository(store)
        self._turns = TurnRepository(store)
        self._history = History(store, self._turns)
        self._sitting = ""
        self.settle()

    def settle(self) -> None:
        """End the merging of typed text: what is typed from now on is a step of its own."""
        self._sitting = secrets.token_hex(4)

    # Undo

    @property
    def undoable(self) -> str:
        """What would be undone, in words; empty if there is nothing."""
        return self.ends()[0][0]

    @property
    def redoable(self) -> str:
        """What would be done again, in words; empty if there is nothing."""
        return self.ends()[1][0]

    def ends(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """Return what would be undone and done again, each with its time; empty where nothing."""
        return self._history.ends(self.hearing)

    def undoing(self) -> Act:
        """Return the act that takes the last step back, with all parts of its act.

        Raises:
            UserError: on acting, there is nothing to undo.
        """
        return self._act(lambda act: self._walk(act, undo=True))

    def redoing(self) -> Act:
        """Return the act that makes the step again that was undone last.

        Raises:
            UserError: on acting, there is nothing to do again.
        """
        return self._act(lambda act: self._walk(act, undo=False))

    def undo(self) -> str:
        """Take the last step back, and return it in words.

        Raises:
            UserError: there is nothing to undo.
        """
        act = self.undoing()
        self._all(act)
        return act.words

    def redo(self) -> str:
        """Make the step again that was undone last, and return it in words.

        Raises:
            UserError: there is nothing to do again.
        """
        act = self.redoing()
        self._all(act)
        return act.words

    # Inside

    def _act(self, parts: Callable[[Act], Iterator[None]], *more: str) -> Act:
        return Act(parts, lambda: self._tell(*more), self._store.transaction)

    def _all(self, act: Act) -> int:
        """Do an act at once, and return how much it did."""
        act.at_once()
        self.touched = act.touched
        return act.count

    def _change(
        self,
        act: Act,
        name: str,
        ids: Sequence[str],
        change: Callable[[Turn], Turn],
        count: Callable[[Turn], int] = one_each,
        also: Callable[[int], object] | None = None,
    ) -> Iterator[None]:
        """Change turns part by part; those that are gone or stay as they are are left alone."""
        act.words, key = name, secrets.token_hex(8)
        for number, part in enumerate(in_parts(ids)):
            if number:
                yield
            before = self._turns.present(part)
            pairs = [(old, new) for old in before if (new := change(old)) != old]
            if not pairs:
                continue
            olds, news = [old for old, _ in pairs], [new for _, new in pairs]
            with self._store.transaction():
                self._write(name, olds, news, merging=key, more=True)
                done = sum(map(count, olds))
                if also is not None:
                    also(done)
            act.count += done
            act.touched |= self.touched

    def _delete(self, act: Act, name: str, ids: Sequence[str]) -> Iterator[None]:
        act.words, key = name, secrets.token_hex(8)
        for number, part in enumerate(in_parts(ids)):
            if number:
                yield
            with self._store.transaction():
                self._write(name, self._full(part), [], True, key, more=True)
            act.count += len(part)
            act.touched |= self.touched

    def _walk(self, act: Act, undo: bool) -> Iterator[None]:
        """Undo, or redo, the parts of one act."""
        history = self._history
        find, walk = (history.last, history.undo) if undo else (history.next, history.redo)
        step = find(self.hearing)
        if step is None:
            raise UserError(f"没有可以{'撤销' if undo else '重做'}的操作。")
        act.words, key = step.words, step.act
        while step is not None:
            with self._store.transaction():
                walk(step)
            self.touched = step.touched
            act.count += 1
            act.touched |= step.touched
            if not key:
                break
            following = find(self.hearing)
            if following is None or following.act != key:
                break
            yield
            # What was found before may be another one by now.
            step = find(self.hearing)
            if step is None or step.act != key:
                break
        self.settle()

    def _text(self, turn: Turn, layer: Layer) -> str:
        return turn.verbatim if layer is Layer.VERBATIM else self._cleaned(turn)

    def _with_text(self, turn: Turn, layer: Layer, text: str) -> Turn:
        if layer is Layer.VERBATIM:
            return turn if text == turn.verbatim else replace(turn, verbatim=text, corrected=True)
        if text == self._cleaned(turn):
            return turn
        of_rules = self._cleaned(replace(turn, cleaned=""))
        return replace(turn, cleaned="" if text == of_rules else text, corrected=True)

    def _wanted(self, ids: Sequence[str]) -> list[str]:
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            raise UserError("没有选中发言，没有修改。", "请先选中发言。")
        return wanted

    def _full(self, ids: Sequence[str]) -> list[Turn]:
        return self._turns.with_words(self._turns.some(ids))

    def _at(self, turn: Turn) -> str:
        """Return the time of the hearing at which a turn begins, in words."""
        timeline = Timeline.of(self._recordings.of_hearing(self.hearing))
        return clock(timeline.second(turn.recording, turn.start))

    def _do(
        self,
        name: str,
        before: Sequence[Turn],
        after: Sequence[Turn],
        with_words: bool = False,
        merging: str = "",
    ) -> None:
        with self._store.transaction():
            self._write(name, before, after, with_words, merging)
        self._tell()

    def _write(
        self,
        name: str,
        before: Sequence[Turn],
        after: Sequence[Turn],
        with_words: bool = False,
        merging: str = "",
        more: bool = False,
    ) -> None:
        self.touched = frozenset(turn.id for turn in (*before, *after))
        self._history.do(self.hearing, name, before, after, with_words, merging, more)

    def _tell(self, *more: str) -> None:
        self._changes.publish(Changes.of("hearing", *more, case=self._case))
