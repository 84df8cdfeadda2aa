"""Finding papers as one types: by name and by their words, over all cases, beside the window."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

from workbench.kernel.beside import ReadThread
from workbench.kernel.store import Store
from workbench.papers.case_rows import plain
from workbench.papers.layers import LayerRepository
from workbench.papers.model import Hit


@dataclass(frozen=True)
class PaperName:
    """A paper as a list names it."""

    id: str
    name: str
    category: str
    case: str
    case_title: str
    case_number: str


@dataclass(frozen=True)
class PapersFound:
    """What a search gave.

    Attributes:
        names: papers whose name or kind holds a word; all other words stand in their case's data.
        hits: places in the text of papers, one a page.
        titles: titles of the cases of the hits, by id.
    """

    names: tuple[PaperName, ...]
    hits: tuple[Hit, ...]
    titles: dict[str, str]


class Finder:
    """Searches the papers of a workspace.

    Args:
        open_store: opens the store of cases for reading only.
    """

    def __init__(self, open_store: Callable[[], Store]) -> None:
        self._thread = ReadThread(open_store, "paper-search")

    def find(self, query: str, case: str = "", limit: int = 12) -> "Future[PapersFound | None]":
        """Search; the answer is ``None`` where a newer search came first.

        Args:
            query: words; without any, the papers of the case.
            case: the open case, whose papers come first.
            limit: at most so many names and so many hits.
        """
        return self._thread.ask(lambda store: find(store, query, case, limit))

    def close(self) -> None:
        """End the thread."""
        self._thread.close()


def find(store: Store, query: str, case: str, limit: int) -> PapersFound:
    """Search in an open store; see :meth:`Finder.find`."""
    words = plain(query).split()
    layers = LayerRepository(store)
    hits = layers.glance(query, case, limit) if words else []
    marks = ",".join("?" * len(hits))
    rows = store.rows(f"SELECT id, title FROM cases WHERE id IN ({marks})", [h.case for h in hits])
    titles = {row["id"]: row["title"] for row in rows}
    return PapersFound(tuple(_names(store, words, case, limit)), tuple(hits), titles)


def _names(store: Store, words: list[str], case: str, limit: int) -> list[PaperName]:
    itself = "instr(lower(d.name || ' ' || d.category), ?)"
    every = "".join(f" AND ({itself} OR instr(r.words, ?))" for _ in words)
    some = " OR ".join([itself] * len(words)) or "d.case_id = ?"
    rows = store.execute(
        "SELECT d.id, d.name, d.category, d.case_id, r.title, r.number "
        "FROM documents d JOIN case_rows r ON r.id = d.case_id "
        f"WHERE d.removed = ''{every} AND ({some}) "
        "ORDER BY d.case_id = ? DESC, r.updated DESC, d.volume DESC, d.position LIMIT ?",
        (*(word for word in words for _ in range(2)), *(words or [case]), case, limit),
    )
    return [PaperName(*row) for row in rows.fetchall()]
