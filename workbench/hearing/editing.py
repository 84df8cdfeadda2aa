"""Edits of a hearing's transcript: each one step that can be undone, also after a restart.

An :class:`Editing` is one sitting at one hearing. What is typed in one turn within a sitting is one
step, so that autosave at every pause does not make an undo of single characters.
"""

from collections.abc import Sequence
from dataclasses import replace

from workbench.hearing import cutting
from workbench.hearing.long_acts import LongActs
from workbench.hearing.model import Layer, RoleBasis, Turn
from workbench.hearing.profiles import MIXED
from workbench.hearing.timeline import clock
from workbench.kernel.errors import UserError

LAYER_WORDS = {Layer.VERBATIM: "逐字", Layer.CLEANED: "整理"}
SLACK = 1.0
"""Seconds by which a turn may end after its recording; a decoder's length is not exact."""


class Editing(LongActs):
    """One sitting at the transcript of a hearing. Keep it while the page is open."""

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
        wanted = set(ids)
        if len(wanted) < 2:
            raise UserError("合并至少需要两段发言，没有合并。", "请选中要合并的发言。")
        turns = sorted(
            self._full(sorted(wanted)),
            key=lambda turn: (turn.recording, turn.start, turn.end, turn.channel, turn.id),
        )
        together = len({turn.recording for turn in turns}) == 1
        if together and len(self._turns.between(turns[0], turns[-1])) != len(turns):
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
        self.check_times(before.recording, start, end)
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
        self.check_times(recording, start, end)
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

    def check_times(self, recording: str, start: float, end: float) -> None:
        """Say whether a turn of a recording may have these times (its seconds).

        Raises:
            UserError: it would end before it begins, or lie outside of the recording.
        """
        held = self._recordings.get(recording)
        if start < 0:
            raise UserError("开始时间在录音开始之前，没有修改。", "请检查时间。")
        if start >= end:
            raise UserError("结束时间须晚于开始时间，没有修改。", "请检查时间。")
        if held.complete and end > held.seconds + SLACK:
            raise UserError(
                f"时间超出录音长度（{clock(held.seconds)}），没有修改。", "请检查时间。"
            )
