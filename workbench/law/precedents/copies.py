"""Finds the copy of a judgment that the library has already, and says why it is one."""

from dataclasses import dataclass
from typing import Any

from workbench.kernel.store import Store
from workbench.law.precedents.likeness import differing
from workbench.law.precedents.model import Precedent
from workbench.law.precedents.repository import PrecedentRepository
from workbench.law.precedents.rows import day_number, hex_number, unsigned
from workbench.law.precedents.twins import OTHER_DAY, Marks, is_same, may_be_near
from workbench.reference.case_number import find_all

_KNOWN = (
    "SELECT id, origin, number, document, court, decided, outcome, sketch, quality, pack, source, "
    "digest FROM precedents"
)


_MOST_JOINED = 50


@dataclass(frozen=True)
class Packed:
    """A precedent on its way into the store, its text already compressed.

    Attributes:
        precedent: without its text.
        body: compressed text, sections and articles.
        dictionary: number of the dictionary that the body needs; 0 for none.
        quality: how good a copy it is; larger is better.
        series_sketch: see :func:`workbench.law.precedents.likeness.series_sketch`.
        marks: parties and sums, which tell it from its fellows in a series.
    """

    precedent: Precedent
    body: bytes
    dictionary: int
    quality: int
    series_sketch: int
    marks: Marks


class Copies:
    """Looks for copies in one library."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._repository = PrecedentRepository(store)

    def of(self, packed: Packed) -> tuple[dict[str, Any] | None, str]:
        """Return the copy that the library has, and the reason why it is one."""
        precedent = packed.precedent
        same = self._store.rows(f"{_KNOWN} WHERE digest = ?", (hex_number(precedent.digest),))
        if same:
            return same[0], "正文与库中已有的一份相同（空白、标点不计）。"
        if precedent.library_number:
            entries = self._store.rows(
                f"{_KNOWN} WHERE library_number = ? AND library_number != ''",
                (precedent.library_number,),
            )
            return (entries[0], "编号与库中已有的一份相同。") if entries else (None, "")
        if precedent.number:
            numbered = self._store.rows(
                f"{_KNOWN} WHERE number = ? AND number != '' AND library_number = ''",
                (precedent.number,),
            )
            twin = next((row for row in numbered if is_same(precedent, row)), None)
            twin = twin or self._joined(precedent)
            if twin is not None:
                return twin, "案号、文书种类与库中已有的一份相同。"
        return self._near(packed)

    def _joined(self, precedent: Precedent) -> dict[str, Any] | None:
        """Return the same text under one of the numbers that are joined in its own."""
        singles = [one for mention in find_all(precedent.number) for one in mention.number.singles]
        if len(singles) < 2:
            return None
        asked = singles[:_MOST_JOINED]
        rows = self._store.rows(
            f"{_KNOWN} WHERE number IN ({', '.join('?' * len(asked))}) AND library_number = ''",
            asked,
        )
        same = (row for row in rows if is_same(precedent, row))
        return next((r for r in same if _apart(r, precedent) <= OTHER_DAY), None)

    def _near(self, packed: Packed) -> tuple[dict[str, Any] | None, str]:
        """Return a near-identical text of the same day where one of the two is without number."""
        precedent = packed.precedent
        decided = day_number(precedent.decided)
        if not decided or not precedent.sketch or precedent.library_number:
            return None, ""
        rows = self._store.rows(
            f"{_KNOWN} WHERE decided = ? AND library_number = ''"
            + (" AND (number = '' OR court = '')" if precedent.number and precedent.court else ""),
            (decided,),
        )
        near = [row for row in rows if may_be_near(precedent, row)]
        near.sort(key=lambda row: _apart(row, precedent))
        best = next((row for row in near if packed.marks.fit(self._marks(row["id"]))), None)
        return best, "正文与库中已有的一份基本相同，仅首部、隐名或排版不同。"

    def _marks(self, one: int) -> Marks:
        stored = self._repository.get(one)
        return Marks.of(stored.text, stored.sections) if stored else Marks()


def _apart(row: dict[str, Any], precedent: Precedent) -> int:
    return differing(unsigned(row["sketch"]), precedent.sketch)
