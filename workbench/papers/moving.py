"""Pages move between papers: the one primitive of splitting, joining and ordering pages.

Rows of pages are moved, never copied, so that text, places and full-text index come along as they
are, and nothing of a page stays behind where it was. Every version of a paper's text moves; the
versions of all papers concerned are numbered on so that their newest ones meet in a number that
none of them had, and an anchor of before is told from one of after.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from workbench.kernel.errors import BugError
from workbench.kernel.store import Store
from workbench.papers.model import Document, Origin, Outcome
from workbench.papers.page_numbers import waiting_words
from workbench.papers.page_warnings import Place, moved
from workbench.papers.repository import DocumentRepository

Plan = Mapping[str, Sequence[Place]]
"""Pages of each paper in their new order, by the paper and number that they have now."""


@dataclass(frozen=True)
class Moves:
    """What became of pages.

    Attributes:
        places: where each page is now, by where it was.
        shift: by how much the versions of each paper's text are numbered on.
        before, after: the papers by id, before and after.
    """

    places: Mapping[Place, Place]
    shift: Mapping[str, int]
    before: Mapping[str, Document]
    after: Mapping[str, Document]


def inverse(plan: Plan, before: Mapping[str, Document]) -> dict[str, list[Place]]:
    """Return the plan that puts the pages of ``before`` back where a plan took them from."""
    back: dict[str, list[Place]] = {key: [] for key in before}
    for target, pages in plan.items():
        for number, (source, _) in enumerate(pages, 1):
            back[source].append((target, number))
    old = {
        (target, number): place
        for target, pages in plan.items()
        for number, place in enumerate(pages, 1)
    }
    return {
        source: sorted(places, key=lambda place: old[place][1]) for source, places in back.items()
    }


class PageMover:
    """Carries plans out. Call it inside a transaction of the store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._documents = DocumentRepository(store)

    def move(self, plan: Plan, targets: Mapping[str, Document]) -> Moves:
        """Move pages; papers that are left without any are gone afterwards.

        Args:
            plan: every page of every paper that it takes pages from, once.
            targets: name, kind and place of each paper of the plan.

        Raises:
            BugError: a page is left out or named twice.
        """
        sources = dict.fromkeys(place[0] for pages in plan.values() for place in pages)
        before = {key: self._documents.get(key) for key in sources}
        top = max(document.layer for document in before.values()) + 1
        shift = {key: top - document.layer for key, document in before.items()}
        places = {
            place: (target, number)
            for target, pages in plan.items()
            for number, place in enumerate(pages, 1)
        }
        self._check(plan, before, places)
        for key in plan:
            if key not in before:
                self._documents.put(targets[key])
        rows = {key: self._rows(key) for key in before}
        self._lay(plan, before, shift)
        origins = self._carry(before, rows, shift, places)
        self._carry_corrections(before, shift, places)
        self._clear(plan, before, top)
        after = {
            key: self._settled(targets[key], pages, top, before, origins)
            for key, pages in plan.items()
        }
        return Moves(places, shift, before, after)

    def _check(
        self, plan: Plan, before: Mapping[str, Document], places: Mapping[Place, Place]
    ) -> None:
        named = sum(len(pages) for pages in plan.values())
        held = {
            (key, row["number"])
            for key, document in before.items()
            for row in self._store.rows(
                "SELECT number FROM pages WHERE document = ? AND version = ?",
                (key, document.layer),
            )
        }
        if named != len(places) or set(places) != held or not all(plan.values()):
            raise BugError("a plan must place every page once and leave no paper empty")

    def _rows(self, document: str) -> list[dict[str, Any]]:
        return self._store.rows(
            "SELECT id, version, number, sha256, kind, origin FROM pages WHERE document = ?",
            (document,),
        )

    def _lay(self, plan: Plan, before: Mapping[str, Document], shift: Mapping[str, int]) -> None:
        """Make the layers that the papers of the plan will have."""
        known = {
            key: self._store.rows("SELECT * FROM layers WHERE document = ?", (key,))
            for key in before
        }
        wanted: dict[tuple[str, int], tuple[str, str, int]] = {}
        for target, pages in plan.items():
            for source in dict.fromkeys(place[0] for place in pages):
                for row in known[source]:
                    place = (target, row["version"] + shift[source])
                    # Of several papers the first names the engine; whole is what all of them are.
                    engine, created, whole = wanted.get(
                        place, (row["engine"], row["created"], row["complete"])
                    )
                    wanted[place] = (engine, created, min(whole, row["complete"]))
        for place, made in wanted.items():
            self._store.execute(
                "INSERT INTO layers VALUES (?,?,?,?,?) ON CONFLICT (document, version) DO UPDATE "
                "SET engine = excluded.engine, created = excluded.created, "
                "complete = excluded.complete",
                (*place, *made),
            )

    def _carry(
        self,
        before: Mapping[str, Document],
        rows: Mapping[str, Sequence[Mapping[str, Any]]],
        shift: Mapping[str, int],
        places: Mapping[Place, Place],
    ) -> dict[Place, Origin]:
        """Move the rows; return where each page comes from, by its new place."""
        for key in before:
            # Below zero a number is in nobody's way.
            self._store.execute("UPDATE pages SET number = -number WHERE document = ?", (key,))
        updates, origins = [], {}
        for key, document in before.items():
            for row in rows[key]:
                place = places.get((key, row["number"]))
                if place is None:
                    continue
                origin = (row["sha256"], row["kind"], row["origin"])
                if not row["origin"]:
                    origin = (document.sha256, document.kind, row["number"])
                origins[place] = Origin(*origin)
                updates.append(
                    (place[0], row["version"] + shift[key], place[1], *origin, row["id"])
                )
        self._store.db.conn.executemany(
            "UPDATE pages SET document = ?, version = ?, number = ?, sha256 = ?, kind = ?, "
            "origin = ? WHERE id = ?",
            updates,
        )
        return origins

    def _carry_corrections(
        self,
        before: Mapping[str, Document],
        shift: Mapping[str, int],
        places: Mapping[Place, Place],
    ) -> None:
        """Move what a person's corrections can be taken back with."""
        updates = []
        for key in before:
            for row in self._store.rows(
                "SELECT id, version, page FROM text_corrections WHERE document = ?", (key,)
            ):
                if place := places.get((key, row["page"])):
                    updates.append((place[0], row["version"] + shift[key], place[1], row["id"]))
        self._store.db.conn.executemany(
            "UPDATE text_corrections SET document = ?, version = ?, page = ? WHERE id = ?", updates
        )

    def _clear(self, plan: Plan, before: Mapping[str, Document], top: int) -> None:
        """Drop what nothing refers to any more: layers of old numbers, papers without pages."""
        for key in before:
            if key not in plan:
                self._documents.delete(key)
                continue
            self._store.execute("DELETE FROM pages WHERE document = ? AND number < 1", (key,))
        for key in plan:
            self._store.execute(
                "DELETE FROM layers WHERE document = ?1 AND version <> ?2 AND version NOT IN "
                "(SELECT version FROM pages WHERE document = ?1)",
                (key, top),
            )

    def _settled(
        self,
        target: Document,
        pages: Sequence[Place],
        top: int,
        before: Mapping[str, Document],
        origins: Mapping[Place, Origin],
    ) -> Document:
        """Store a paper as its pages make it."""
        first = origins[(target.id, 1)]
        warnings = moved({key: document.warnings for key, document in before.items()}, pages)
        outcome, reason = self._outcome(target.id, top, len(pages))
        return self._documents.save(
            replace(
                target,
                sha256=first.sha256,
                kind=first.kind,
                size=_size(first.sha256, target, before[pages[0][0]], *before.values()),
                outcome=outcome,
                reason=reason,
                warnings=warnings,
                pages=len(pages),
                layer=top,
                removed="",
            )
        )

    def _outcome(self, document: str, version: int, total: int) -> tuple[Outcome, str]:
        rows = self._store.rows(
            "SELECT number, needs_ocr, trim(text) <> '' AS written FROM pages "
            "WHERE document = ? AND version = ? ORDER BY number",
            (document, version),
        )
        waiting = [row["number"] for row in rows if row["needs_ocr"]]
        if waiting:
            return Outcome.NEEDS_OCR, waiting_words(waiting, total)
        if any(row["written"] for row in rows):
            return Outcome.READABLE, ""
        return Outcome.UNREADABLE, "图像上没有识别到文字（空白页或照片）。"


def _size(sha256: str, *known: Document) -> int:
    """Return the size of an original; of one that no paper begins with, that of the paper."""
    sizes = (document.size for document in known if document.sha256 == sha256)
    return next(sizes, known[1].size)
