"""A whole suggestion of articles in a process of its own: its time and its memory."""

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.bench.memory import peak_mib
from workbench.kernel.store import Store
from workbench.kernel.workspace import LIBRARY_FILE, PRECEDENTS_FILE, open_workspace
from workbench.law.index_job import LIBRARY_MIGRATIONS
from workbench.law.precedents.tables import PRECEDENT_MIGRATIONS
from workbench.law.suggestion.judgments import JudgmentVotes
from workbench.law.suggestion.opening import Suggesting

_WARM = 20


@dataclass(frozen=True)
class Place:
    """A workspace's stores and their keys."""

    folder: Path
    library_key: bytes
    precedents_key: bytes

    @classmethod
    def of(cls, folder: Path) -> "Place":
        """Read the keys of a workspace that nobody else has open."""
        workspace = open_workspace(folder)
        try:
            keys = (workspace.store_key(name) for name in (LIBRARY_FILE, PRECEDENTS_FILE))
            return cls(folder, *keys)
        finally:
            workspace.close()


def ask(place: Place, facts: Sequence[str], on: date) -> dict[str, float]:
    """Suggest twenty articles with their reasons for each of some facts.

    Returns:
        wall and processor milliseconds of a suggestion, after a few that warm the caches, and the
        most memory that the process ever had, in MiB.
    """
    library = Store.open(
        place.folder / LIBRARY_FILE, place.library_key, LIBRARY_MIGRATIONS, read_only=True
    )
    judgments = Store.open(
        place.folder / PRECEDENTS_FILE, place.precedents_key, PRECEDENT_MIGRATIONS, read_only=True
    )
    asking = Suggesting(library, votes=JudgmentVotes(judgments))
    wall, own = [], []
    for text in (*facts[:_WARM], *facts):
        start, begun = time.perf_counter(), time.process_time()
        asking.suggest(text, on=on)
        wall.append(1e3 * (time.perf_counter() - start))
        own.append(1e3 * (time.process_time() - begun))
    library.close()
    judgments.close()
    return {
        "wall_ms_median": round(statistics.median(wall[_WARM:]), 1),
        "wall_ms_p95": round(statistics.quantiles(wall[_WARM:], n=20)[-1], 1),
        "processor_ms_median": round(statistics.median(own[_WARM:]), 1),
        "processor_ms_p95": round(statistics.quantiles(own[_WARM:], n=20)[-1], 1),
        "peak_rss_mib": int(peak_mib()),
    }
