"""Edits of a hearing's transcript: each one step that can be undone, also after a restart.

An :class:`Editing` is one sitting at one hearing. What is typed in one turn within a sitting is one
step, so that autosave at every pause does not make an undo of single characters.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace

from workbench.hearing import cutting
from workbench.hearing.history import History, Step
from workbench.hearing.model import Layer, RoleBasis, Turn
from workbench.hearing.profiles import MIXED
from workbench.hearing.repository import HearingRepository, RecordingRepository
from workbench.hearing.timeline import Timeline, clock
from workbench.hearing.turn_rows import TurnRepository
from workbench.kernel.changes import ChangeBus, Changes
from workbench.kernel.errors import UserError
from workbench.kernel.journal import Journal
from workbench.kernel.store import Store

Cleaner = Callable[[Turn], str]
"""Returns a turn's cleaned text as the page shows it."""
LAYER_WORDS = {Layer.VERBATIM: "逐字", Layer.CLEANED: "整理"}
SLACK = 1.0
"""Seconds by which a turn may end after its recording; a decoder's length is not exact."""


class Editing:
    """One sitting at the transcript of a hearing. Keep it while the page is open.

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

    # Texts

    def set_text(self, turn_id: str, layer: Layer, text: str) -> Turn:
        """Give a layer of a turn another text; typing in the same turn makes one step.

        A cleaned text that says what the rules say is kept as theirs.

        Raises:
            UserError: the verbatim text would be empty, or the turn is gone.
        """
        (before,) = self._turns.some([turn_id])
        if layer is Layer.VERBATIM and not text.strip():
            raise UserError("逐字文字不能为空，没有修改。", "如这段话不存在，请删除这条发言。")
        after = self._with_text(before, layer, text)
        if after != before:
            name = f"修改 {self._at(before)} 的{LAYER_WORDS[layer]}文字"
            self._do(name, [before], [after], merging=f"{self._sitting}:{turn_id}:{layer}")
        return after

    def skip_change(self, turn_id: str, key: str, skip: bool = True) -> Turn:
        """Take one change of the rules back in the cleaned layer, or let it be made again."""
        (before,) = self._turns.some([turn_id])
        others = tuple(held for held in before.skipped if held != key)
        after = replace(before, skipped=(*others, key) if skip else others)
        if after != before:
            name = "还原一处整理" if skip else "恢复一处整理"
            self._do(f"{name}（{self._at(before)}）", [before], [after])
        return after

    def replace_all(
        self, find: str, put: str, layer: Layer, ids: Sequence[str] | None = None
    ) -> int:
        """Replace a text in all turns, or in some; one step.

        Returns:
            how many places were replaced.

        Raises:
            UserError: there is nothing to find, or a turn's verbatim text would be empty.
        """
        if not find:
            raise UserError("没有填写要查找的文字，没有替换。", "请填写要查找的文字。")
        chosen = self._turns.of_hearing(self.hearing) if ids is None else self._turns.some(ids)
        before, after, places = [], [], 0
        for turn in chosen:
            text = turn.verbatim if layer is Layer.VERBATIM else self._cleaned(turn)
            if find not in text or find == put:
                continue
            changed = text.replace(find, put)
            if layer is Layer.VERBATIM and not changed.strip():
                raise UserError(
                    f"替换后 {self._at(turn)} 的发言没有文字，没有替换。", "请先删除这条发言。"
                )
            places += text.count(find)
            before.append(turn)
            after.append(self._with_text(turn, layer, changed))
        if places:
            self._do(f"替换“{find}”为“{put}”（{places} 处）", before, after)
        return places

    # Roles

    def set_role(self, ids: Sequence[str], role: str) -> None:
        """Say who spoke in some turns; empty: not known."""
        before = self._chosen(ids)
        basis = RoleBasis.HAND if role else RoleBasis.NONE
        after = [replace(turn, role=role, basis=basis) for turn in before]
        name = f"把 {len(before)} 段发言设为“{role}”" if role else f"清除 {len(before)} 段的发言人"
        self._do_changed(name, before, after)

    def confirm_roles(self, ids: Sequence[str]) -> int:
        """Confirm suggested roles of some turns; they count as set by hand. Journaled.

        Returns:
            how many were suggestions.
        """
        before = [turn for turn in self._chosen(ids) if turn.basis is RoleBasis.PROMPT]
        after = [replace(turn, basis=RoleBasis.HAND) for turn in before]
        if before:
            with self._store.transaction():
                self._write(f"确认 {len(before)} 段的发言人", before, after)
                self._journal.append(
                    "hearing.roles", self._case, hearing=self.hearing, turns=len(before)
                )
            self._tell("journal")
        return len(before)

    # Cut and times

    def split(self, turn_id: str, place: int, second: float | None = None) -> tuple[Turn, Turn]:
        """Part a turn at a character of its verbatim text; see :func:`cutting.split`.

        Raises:
            UserError: one of the two would be empty.
        """
        (turn,) = self._full([turn_id])
        parts = cutting.split(turn, place, second)
        self._do(f"拆分 {self._at(turn)} 的发言", [turn], parts, with_words=True)
        return parts

    def join(self, ids: Sequence[str]) -> Turn:
        """Make one turn of several that follow each other; the first keeps id and role.

        Raises:
            UserError: fewer than two, not side by side, or of several recordings.
        """
        order = [turn.id for turn in self._turns.of_hearing(self.hearing)]
        wanted = sorted(set(ids), key=lambda key: order.index(key) if key in order else -1)
        if len(wanted) < 2:
            raise UserError("合并至少需要两段发言，没有合并。", "请选中要合并的发言。")
        turns = self._full(wanted)
        places = [order.index(turn.id) for turn in turns if turn.id in order]
        if places != list(range(places[0], places[0] + len(turns))):
            raise UserError("所选发言不相邻，没有合并。", "请只选前后相接的发言。")
        made = cutting.join(turns)
        self._do(f"合并 {self._at(made)} 起的 {len(turns)} 段发言", turns, [made], with_words=True)
        return made

    def set_times(self, turn_id: str, start: float, end: float) -> Turn:
        """Give a turn other times, in seconds of its recording.

        Raises:
            UserError: it would end before it begins, or lie outside of the recording.
        """
        (before,) = self._turns.some([turn_id])
        self._check_times(before.recording, start, end)
        after = replace(before, start=float(start), end=float(end), corrected=True)
        if (start, end) != (before.start, before.end):
            self._do(f"调整 {self._at(before)} 的发言时间", [before], [after])
            return after
        return before

    def insert(
        self,
        recording: str,
        start: float,
        end: float,
        text: str,
        role: str = "",
        channel: int = MIXED,
    ) -> Turn:
        """Write a turn that the machine did not hear.

        Raises:
            UserError: it has no text, or its times lie outside of the recording.
        """
        if not text.strip():
            raise UserError("补入的发言没有文字，没有补入。", "请填写文字。")
        self._check_times(recording, start, end)
        turn = Turn(
            id=cutting.new_id(),
            hearing=self.hearing,
            recording=recording,
            channel=channel,
            start=float(start),
            end=float(end),
            heard="",
            verbatim=text,
            role=role,
            basis=RoleBasis.HAND if role else RoleBasis.NONE,
            corrected=True,
        )
        self._do(f"补入 {self._at(turn)} 的发言", [], [turn], with_words=True)
        return turn

    def delete(self, ids: Sequence[str]) -> None:
        """Take turns out of the transcript; the sound stays."""
        before = self._full(list(dict.fromkeys(ids)))
        if before:
            name = f"删除 {self._at(before[0])} 等 {len(before)} 段发言"
            if len(before) == 1:
                name = f"删除 {self._at(before[0])} 的发言"
            self._do(name, before, [], with_words=True)

    # Undo

    @property
    def undoable(self) -> str:
        """What would be undone, in words; empty if there is nothing."""
        return self._history.names(self.hearing)[0]

    @property
    def redoable(self) -> str:
        """What would be done again, in words; empty if there is nothing."""
        return self._history.names(self.hearing)[1]

    def undo(self) -> str:
        """Take the last step back, and return it in words.

        Raises:
            UserError: there is nothing to undo.
        """
        step = self._history.last(self.hearing)
        if step is None:
            raise UserError("没有可以撤销的操作。")
        return self._again(step, self._history.undo)

    def redo(self) -> str:
        """Make the step again that was undone last, and return it in words.

        Raises:
            UserError: there is nothing to do again.
        """
        step = self._history.next(self.hearing)
        if step is None:
            raise UserError("没有可以重做的操作。")
        return self._again(step, self._history.redo)

    def _again(self, step: Step, act: Callable[[Step], object]) -> str:
        with self._store.transaction():
            act(step)
        self.touched = step.touched
        self.settle()
        self._tell()
        return step.words

    def _with_text(self, turn: Turn, layer: Layer, text: str) -> Turn:
        if layer is Layer.VERBATIM:
            return turn if text == turn.verbatim else replace(turn, verbatim=text, corrected=True)
        if text == self._cleaned(turn):
            return turn
        of_rules = self._cleaned(replace(turn, cleaned=""))
        return replace(turn, cleaned="" if text == of_rules else text, corrected=True)

    def _chosen(self, ids: Sequence[str]) -> list[Turn]:
        turns = self._turns.some(list(dict.fromkeys(ids)))
        if not turns:
            raise UserError("没有选中发言，没有修改。", "请先选中发言。")
        return turns

    def _full(self, ids: Sequence[str]) -> list[Turn]:
        return self._turns.with_words(self._turns.some(ids))

    def _check_times(self, recording: str, start: float, end: float) -> None:
        held = self._recordings.get(recording)
        if not 0 <= start < end:
            raise UserError("结束时间须晚于开始时间，没有修改。", "请检查时间。")
        if held.complete and end > held.seconds + SLACK:
            raise UserError(
                f"时间超出录音长度（{clock(held.seconds)}），没有修改。", "请检查时间。"
            )

    def _at(self, turn: Turn) -> str:
        """Return the time of the hearing at which a turn begins, in words."""
        timeline = Timeline.of(self._recordings.of_hearing(self.hearing))
        return clock(timeline.second(turn.recording, turn.start))

    def _do_changed(self, name: str, before: Sequence[Turn], after: Sequence[Turn]) -> None:
        changed = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
        if changed:
            self._do(name, [old for old, _ in changed], [new for _, new in changed])

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
    ) -> None:
        self.touched = frozenset(turn.id for turn in (*before, *after))
        self._history.do(self.hearing, name, before, after, with_words, merging)

    def _tell(self, *more: str) -> None:
        self._changes.publish(Changes.of("hearing", *more, case=self._case))
