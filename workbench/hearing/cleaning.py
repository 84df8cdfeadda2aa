"""The cleaned layers of a hearing's turns, made by rules and remembered.

What a person wrote for a turn's cleaned layer stands above all; changes that a person took back
stay back (``Turn.skipped``).
"""

from collections.abc import Collection, Sequence

from workbench.hearing.model import Turn
from workbench.hearing.rewriting import Rewritten
from workbench.hearing.spoken import cleaned
from workbench.papers.model import Case

FEATURE = "hearing.clean"
_REMEMBERED = 30_000


class Cleaner:
    """Cleans texts, each once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, frozenset[str], tuple[str, ...]], Rewritten] = {}

    def rewritten(
        self, turn: Turn, kept: Collection[str] = (), names: Sequence[str] = ()
    ) -> Rewritten:
        """Return a turn's verbatim text as the rules clean it, with every change.

        Args:
            turn: of the transcript.
            kept: keys of changes that a person took back.
            names: of the case; no change touches one.
        """
        text = turn.verbatim or turn.heard
        key = (text, frozenset(kept), tuple(names))
        known = self._known.get(key)
        if known is None:
            known = cleaned(text, key[1], names)
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[key] = known
        return known

    def of_case(self, case: Case) -> "CaseCleaner":
        """Return what cleans the turns of a case's hearing; no change touches the case's names."""
        return CaseCleaner(self, names_of(case))


class CaseCleaner:
    """Cleans the turns of one hearing."""

    def __init__(self, cleaner: Cleaner, names: tuple[str, ...]) -> None:
        self._cleaner = cleaner
        self._names = names

    def __call__(self, turn: Turn) -> str:
        """Return the cleaned layer of a turn."""
        return turn.cleaned or self.rewritten(turn).text

    def rewritten(self, turn: Turn) -> Rewritten:
        """Return a turn's text as the rules clean it, with every change."""
        return self._cleaner.rewritten(turn, turn.skipped, self._names)

    def every(self, turn: Turn) -> Rewritten:
        """Return what the rules would do if nobody had taken anything back."""
        return self._cleaner.rewritten(turn, (), self._names)


class PlainCleaner:
    """Stands where the rules are switched off: the cleaned layer is as people wrote it."""

    def __call__(self, turn: Turn) -> str:
        """Return the cleaned layer of a turn."""
        return turn.cleaned or turn.verbatim or turn.heard

    def rewritten(self, turn: Turn) -> Rewritten:
        """Return a turn's text without a change."""
        return Rewritten(turn.verbatim or turn.heard)

    def every(self, turn: Turn) -> Rewritten:
        """Return a turn's text without a change."""
        return self.rewritten(turn)


def names_of(case: Case) -> tuple[str, ...]:
    """Return the names of a case that rules must not touch."""
    found = [name for party in case.parties for name in (party.name, party.representative) if name]
    return tuple(dict.fromkeys(found))
