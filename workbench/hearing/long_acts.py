"""Edits that may concern thousands of turns: a replacement, roles, deletion."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from workbench.hearing.acts import PART, Act, in_parts
from workbench.hearing.model import Layer, RoleBasis, Turn
from workbench.hearing.role_steps import OPEN
from workbench.hearing.steps import Steps
from workbench.kernel.errors import UserError


class LongActs(Steps):
    """Edits of many turns, each as an act and as a method that does it at once."""

    def replacing(self, find: str, put: str, layer: Layer, ids: Sequence[str] | None = None) -> Act:
        """Return the act that replaces a text in all turns, or in some; it counts places.

        Raises:
            UserError: there is nothing to find; on acting, a turn's verbatim text would be empty.
        """
        if not find:
            raise UserError("没有填写要查找的文字，没有替换。", "请填写要查找的文字。")

        def hits(turn: Turn) -> int:
            return self._text(turn, layer).count(find) if find != put else 0

        def replaced(turn: Turn) -> Turn:
            if not hits(turn):
                return turn
            changed = self._text(turn, layer).replace(find, put)
            if layer is Layer.VERBATIM and not changed.strip():
                raise UserError(
                    f"替换后 {self._at(turn)} 的发言没有文字，没有替换。", "请先删除这条发言。"
                )
            return self._with_text(turn, layer, changed)

        def parts(act: Act) -> Iterator[None]:
            every = self._turns.ids_of(self.hearing) if ids is None else list(ids)
            found: list[tuple[str, int]] = []
            for part in in_parts(every):
                # All are looked at before the first is written, so that none is replaced in vain.
                looked = self._turns.present(part)
                found += [(one.id, hits(one)) for one in looked if replaced(one) != one]
                if len(every) > PART:
                    yield
            name = f"替换“{find}”为“{put}”（{sum(count for _, count in found)} 处）"
            yield from self._change(act, name, [one for one, _ in found], replaced, hits)

        return self._act(parts)

    def replace_all(
        self, find: str, put: str, layer: Layer, ids: Sequence[str] | None = None
    ) -> int:
        """Replace a text in all turns, or in some; one step.

        Returns:
            how many places were replaced.

        Raises:
            UserError: there is nothing to find, or a turn's verbatim text would be empty.
        """
        return self._all(self.replacing(find, put, layer, ids))

    # Roles

    def giving_role(self, ids: Sequence[str], role: str) -> Act:
        """Return the act that says who spoke in some turns; an empty role: not known."""
        wanted = self._wanted(ids)
        basis = RoleBasis.HAND if role else RoleBasis.NONE
        name = f"把 {len(wanted)} 段发言设为“{role}”" if role else f"清除 {len(wanted)} 段的发言人"

        def given(turn: Turn) -> Turn:
            return replace(turn, role=role, basis=basis)

        return self._act(lambda act: self._change(act, name, wanted, given))

    def set_role(self, ids: Sequence[str], role: str) -> None:
        """Say who spoke in some turns; empty: not known."""
        self._all(self.giving_role(ids, role))

    def confirming(self, ids: Sequence[str]) -> Act:
        """Return the act that confirms suggested roles of some turns, as if set by hand. Journaled.

        It counts those that were suggestions.
        """
        wanted = self._wanted(ids)

        def confirmed(turn: Turn) -> Turn:
            suggested = turn.basis is RoleBasis.PROMPT
            return replace(turn, basis=RoleBasis.HAND) if suggested else turn

        def journal(count: int) -> None:
            self._journal.append("hearing.roles", self._case, hearing=self.hearing, turns=count)

        name = f"确认 {len(wanted)} 段的发言人"
        return self._act(
            lambda act: self._change(act, name, wanted, confirmed, also=journal), "journal"
        )

    def confirm_roles(self, ids: Sequence[str]) -> int:
        """Confirm suggested roles of some turns; they count as set by hand. Journaled.

        Returns:
            how many were suggestions.
        """
        return self._all(self.confirming(ids))

    def suggesting(self, roles: Mapping[str, str]) -> Act:
        """Return the act that suggests roles by id of the turn; an empty one: none is suggested.

        What is settled otherwise meanwhile stays.
        """

        def suggested(turn: Turn) -> Turn:
            role = roles[turn.id]
            basis = RoleBasis.PROMPT if role else RoleBasis.NONE
            return replace(turn, role=role, basis=basis) if turn.basis in OPEN else turn

        name = f"推测 {len(roles)} 段的发言人"
        return self._act(lambda act: self._change(act, name, list(roles), suggested))

    def deleting(self, ids: Sequence[str]) -> Act:
        """Return the act that takes turns out of the transcript; the sound stays."""
        wanted = list(dict.fromkeys(ids))
        name = ""
        if wanted:
            (first,) = self._turns.some(wanted[:1])
            more = f" 等 {len(wanted)} 段" if len(wanted) > 1 else " 的"
            name = f"删除 {self._at(first)}{more}发言"
        return self._act(lambda act: self._delete(act, name, wanted))

    def delete(self, ids: Sequence[str]) -> None:
        """Take turns out of the transcript; the sound stays."""
        self._all(self.deleting(ids))
