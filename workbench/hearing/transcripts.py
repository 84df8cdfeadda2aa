"""The turns of hearings: read, edited, and put in order by rules."""

from collections.abc import Collection, Sequence
from typing import Any

from workbench.hearing.aligning import spoken
from workbench.hearing.base import Room
from workbench.hearing.cleaning import FEATURE as CLEAN
from workbench.hearing.cleaning import CaseCleaner, PlainCleaner
from workbench.hearing.editing import Editing
from workbench.hearing.model import Turn, Word
from workbench.hearing.role_steps import by_prompts
from workbench.hearing.taking_in import take_in
from workbench.hearing.transcribing import ROLES
from workbench.kernel.errors import UserError
from workbench.papers.repository import CaseRepository


class TranscriptRoom(Room):
    """Turns of hearings."""

    def turns(self, hearing_id: str) -> list[Turn]:
        """Return a hearing's turns without their words, in the order of the hearing."""
        return self._turns.of_hearing(hearing_id)

    def present(self, ids: Collection[str]) -> list[Turn]:
        """Return those of some turns that are there, without their words."""
        return self._turns.present(sorted(ids))

    def count(self, hearing_id: str) -> int:
        """Return how many turns a hearing has."""
        return self._turns.count(hearing_id)

    def turn(self, turn_id: str) -> Turn:
        """Return one turn with its words.

        Raises:
            UserError: it is gone.
        """
        return self._turns.with_words(self._turns.some([turn_id]))[0]

    def words(self, turn_id: str) -> tuple[Word, ...]:
        """Return the words of a turn's ``heard``."""
        return self._turns.words(turn_id)

    def words_of(self, ids: Sequence[str]) -> dict[str, tuple[Word, ...]]:
        """Return the words of several turns' ``heard``, by id of the turn."""
        return self._turns.words_of(ids)

    def spoken(self, turn_id: str) -> tuple[Word, ...]:
        """Return words whose texts joined are a turn's verbatim text, with their times.

        They follow what a person corrected, so that the word being played can be marked.
        """
        turn = self.turn(turn_id)
        return spoken(turn.verbatim, turn.words)

    def edit(self, hearing_id: str) -> Editing:
        """Begin a sitting at a hearing's transcript; keep it while the page is open.

        Raises:
            UserError: the hearing is gone.
        """
        base = self._base
        return Editing(hearing_id, base.store, base.journal, base.changes, self.cleaner(hearing_id))

    def cleaner(self, hearing_id: str) -> "CaseCleaner | PlainCleaner":
        """Return what makes the cleaned layer of a hearing's turns, as switch and case are now."""
        case_id = self._hearings.get(hearing_id).case
        if not self._base.switches.is_on(CLEAN, case_id):
            return PlainCleaner()
        return self._cleaner.of_case(CaseRepository(self._store).get(case_id))

    def receive(self, hearing_id: str, data: dict[str, Any]) -> int:
        """Store the turns of a hearing that was taken out; see :mod:`taking_in`.

        Returns:
            how many came in.

        Raises:
            UserError: the data are not those of a hearing; nothing was stored.
        """
        hearing = self._hearings.get(hearing_id)
        try:
            with self._store.transaction():
                count = take_in(self._store, hearing_id, data)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise UserError(
                "庭审数据的格式不对，没有导入其转写；录音已导入。", "可以重新转写录音。"
            ) from error
        self._tell(hearing.case)
        return count

    def may_suggest(self, hearing_id: str) -> bool:
        """Say that roles may be suggested.

        Raises:
            FeatureOffError: the feature is off.
        """
        self._base.switches.require(ROLES, self._hearings.get(hearing_id).case)
        return True

    def suggest_roles(self, hearing_id: str) -> int:
        """Suggest by the prompts of the hearing who spoke; one step that can be undone.

        Only turns without a role, or with a suggested one, are touched; each waits to be confirmed.

        Returns:
            how many turns changed.

        Raises:
            FeatureOffError: the feature is off.
        """
        hearing = self._hearings.get(hearing_id)
        self._base.switches.require(ROLES, hearing.case)
        pairs = by_prompts(self._turns.of_hearing(hearing_id), hearing.procedure)
        if pairs:
            with self._store.transaction():
                self._step(hearing_id, f"推测 {len(pairs)} 段的发言人", pairs)
            self._tell(hearing.case)
        return len(pairs)

    def cleaned_text(self, turn: Turn) -> str:
        """Return a turn's cleaned layer: as a person wrote it, else as the rules make it.

        For many turns of a hearing ask :meth:`cleaner` once.
        """
        return turn.cleaned or self.cleaner(turn.hearing)(turn)
