"""Similar cases at a million judgments, made from real ones by recombining their sentences.

Run: ``python -m tests.bench.growth --workspace FOLDER [--size 1000000] [--distinct 131072]
[--store FILE]``. With ``--distinct`` only so many are made, and their segments are repeated under
further ids: postings as long, pages as many, an hour of counting less. The workspace holds an
imported library with its index (``tests.bench.precedents --workspace``). Every made judgment has
the causes, articles, circumstances and row of one judgment; a third of its sentences come from
another one of the same cause. Texts of made judgments are short, as only the ten that are shown
are ever read. Made rows are numbered on, so that ids, pages and trees are as in a real library of
that size; words of a sentence are counted once, which is the only short cut.

A process of its own then opens the index and asks with 2,000 characters of facts of real
judgments. Printed: opening, whole suggestions with reasons (cold pages, then warm), memory, bytes
of the index and seconds of building per judgment.
"""

import argparse
import json
import multiprocessing
import random
import re
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from tests.bench.memory import peak_mib
from workbench.kernel.store import Store
from workbench.kernel.workspace import PRECEDENTS_FILE, open_workspace
from workbench.law.precedents import index_terms
from workbench.law.precedents.circumstances import Circumstances
from workbench.law.precedents.index_build import build_segment, merge
from workbench.law.precedents.index_row import IndexRow, row_of
from workbench.law.precedents.index_segment import LARGEST, Built, Segment
from workbench.law.precedents.index_store import IndexRepository, SegmentNote, pages_of
from workbench.law.precedents.index_terms import get_ready, words
from workbench.law.precedents.repository import PrecedentRepository
from workbench.law.precedents.similar import Question, SimilarCases
from workbench.law.precedents.tables import PRECEDENT_MIGRATIONS

KEY = bytes(32)
_PORTION = 8192
_SENTENCE = re.compile(r"[^。；\n]+[。；\n]?")
_QUERIES = 120
_FACTS = 2000


def main() -> None:
    """Make the library, unless it is there, ask it, and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workspace", type=Path, required=True)
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--distinct", type=int, default=0, help="so many are made, then repeated")
    parser.add_argument("--store", type=Path, default=Path("growth.db"))
    chosen = parser.parse_args()
    workspace = open_workspace(chosen.workspace)
    try:
        path = chosen.workspace / PRECEDENTS_FILE
        source = Store.open(
            path, workspace.store_key(PRECEDENTS_FILE), PRECEDENT_MIGRATIONS, read_only=True
        )
        report = _make(source, chosen.store, chosen.size, chosen.distinct or chosen.size)
        facts = asked_facts(source)
        source.close()
    finally:
        workspace.close()
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        report |= pool.apply(ask, (chosen.store, KEY, facts))
    print(json.dumps(report, ensure_ascii=False, indent=1))


def asked_facts(source: Store) -> list[str]:
    """Return facts of judgments of a library, 2,000 characters each at most."""
    library = PrecedentRepository(source)
    ids = library.ids(limit=10**5)
    chosen = random.Random(5).sample(ids, min(_QUERIES, len(ids)))
    table = Circumstances.load()
    return [row_of(one, table).facts[:_FACTS] for one in library.texts(chosen)]


def _make(source: Store, target: Path, size: int, distinct: int) -> dict[str, Any]:
    """Make what is missing of rows and index."""
    library = PrecedentRepository(source)
    table = Circumstances.load()
    store = Store.open(target, KEY, PRECEDENT_MIGRATIONS)
    store.execute("PRAGMA synchronous = OFF")
    if PrecedentRepository(store).last_id() < size:
        _copy_rows(source, store, library.ids(limit=10**6), size)
    report: dict[str, Any] = {"judgments": size, "distinct": distinct}
    if not IndexRepository(store).segments():
        rows = [row_of(one, table) for one in library.texts(library.ids(limit=10**6))]
        before = store.rows("PRAGMA page_count")[0]["page_count"]
        start = time.perf_counter()
        made = _index(store, rows, min(size, distinct))
        seconds = time.perf_counter() - start
        _repeat(store, made, size)
        pages = store.rows("PRAGMA page_count")[0]["page_count"] - before
        report["index_bytes_per_judgment"] = round(4096 * pages / size)
        report["index_ms_per_judgment_without_segmenting"] = round(1e3 * seconds / distinct, 2)
    store.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    store.close()
    return report


def _copy_rows(source: Store, store: Store, ids: Sequence[int], size: int) -> None:
    """Write as many rows as wanted, copies of real ones, each with a short text."""
    held = source.rows("SELECT * FROM precedents ORDER BY id")
    names = list(held[0])
    bodies = source.rows("SELECT * FROM precedent_texts ORDER BY length(body) LIMIT 200")
    numbers = {row["id"]: place for place, row in enumerate(held)}
    marks = ", ".join("?" * len(names))
    with store.transaction():
        for row in source.rows("SELECT * FROM precedent_dictionaries"):
            values = (row["id"], row["content"])
            store.execute("INSERT INTO precedent_dictionaries VALUES (?, ?)", values)
        store.execute(
            "INSERT INTO precedent_packs (name, imported, files, held) VALUES ('', '', 0, 0)"
        )
    for first in range(0, size, 50_000):
        count = range(first, min(first + 50_000, size))
        with store.transaction():
            store.db.conn.executemany(
                f"INSERT INTO precedents VALUES ({marks})",
                [
                    tuple(
                        (held[numbers[ids[n % len(ids)]]] | {"id": n + 1, "pack": 1, "digest": n})[
                            name
                        ]
                        for name in names
                    )
                    for n in count
                ],
            )
            store.db.conn.executemany(
                "INSERT INTO precedent_texts VALUES (?, ?, ?)",
                [
                    (n + 1, bodies[n % len(bodies)]["dictionary"], bodies[n % len(bodies)]["body"])
                    for n in count
                ],
            )


class _Recombined:
    """Judgments made of the sentences of others; also counts their words, from a memory."""

    def __init__(self, rows: Sequence[IndexRow]) -> None:
        self._rows = rows
        self._draw = random.Random(3)
        self._sentences = [_SENTENCE.findall(row.facts) for row in rows]
        self._alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for place, row in enumerate(rows):
            self._alike[row.causes].append(place)
        self._counted: dict[tuple[int, int], Counter[str]] = {}

    def rows(self, size: int) -> Iterator[IndexRow]:
        """Yield judgments; their facts name the sentences that they consist of."""
        for number in range(size):
            place = number % len(self._rows)
            row = self._rows[place]
            parts = [(place, n) for n in range(len(self._sentences[place]))]
            if number >= len(self._rows):
                other = self._draw.choice(self._alike[row.causes])
                theirs = [(other, n) for n in range(len(self._sentences[other]))]
                third = self._draw.sample(theirs, min(len(theirs), len(parts) // 3))
                parts = self._draw.sample(parts, len(parts) - len(parts) // 3) + third
            facts = " ".join(f"{a}:{b}" for a, b in parts)
            series = row.series if number < len(self._rows) else 0
            yield replace(row, id=number + 1, facts=facts, series=series)

    def words(self, text: str) -> Counter[str]:
        """Return the words of such facts."""
        total: Counter[str] = Counter()
        for part in text.split():
            first, _, second = part.partition(":")
            at = (int(first), int(second))
            if at not in self._counted:
                self._counted[at] = words(self._sentences[at[0]][at[1]])
            total.update(self._counted[at])
        return total


def _index(store: Store, rows: Sequence[IndexRow], size: int) -> list[Built]:
    """Do what the job does, without its processes; return the segments."""
    made = _Recombined(rows)
    repository = IndexRepository(store)
    known: list[Segment] = []
    whole: list[Built] = []
    index_terms.words = made.words
    try:
        every = made.rows(size)
        while True:
            parts: list[Built] = []
            while len(parts) < LARGEST // _PORTION:
                part = build_segment(islice(every, _PORTION), known)
                if not len(part.segment):
                    break
                parts.append(part)
                known.append(part.segment)
            if not parts:
                return whole
            whole.append(merge(parts))
            _keep(store, repository, whole[-1])
    finally:
        index_terms.words = words


def _repeat(store: Store, made: Sequence[Built], size: int) -> None:
    """Keep the same segments under further ids until there are as many judgments as wanted."""
    repository = IndexRepository(store)
    held = sum(len(built.segment) for built in made)
    while held < size:
        for built in made:
            ids = {"ids": np.arange(len(built.segment)) + held + 1}
            again = Segment({**built.segment.arrays, **ids})
            _keep(store, repository, replace(built, segment=again))
            held += len(again)


def _keep(store: Store, repository: IndexRepository, built: Built) -> None:
    segment = built.segment
    number = repository.next()
    note = SegmentNote(number, len(segment), int(segment.ids[0]), int(segment.ids[-1]), "")
    with store.transaction():
        for name, block in segment.blocks().items():
            repository.keep_block(number, name, 0, block)
        repository.keep_pages(number, 0, list(pages_of(built)))
        repository.finish(note, ())


def ask(path: Path, key: bytes, facts: Sequence[str]) -> dict[str, Any]:
    """Open the library and ask; in a process of its own."""
    get_ready()
    store = Store.open(path, key, PRECEDENT_MIGRATIONS, read_only=True)
    start = time.perf_counter()
    similar = SimilarCases(store)
    size = len(similar.index)
    opened = time.perf_counter() - start
    report: dict[str, Any] = {"asked_judgments": size, "open_ms": round(1e3 * opened, 1)}
    for name in ("cold", "warm"):
        milliseconds = []
        for text in facts:
            start = time.perf_counter()
            similar.find(Question(text))
            milliseconds.append(1e3 * (time.perf_counter() - start))
        report[f"{name}_ms_median"] = round(statistics.median(milliseconds), 1)
        report[f"{name}_ms_p95"] = round(statistics.quantiles(milliseconds, n=20)[-1], 1)
        report[f"{name}_ms_worst"] = round(max(milliseconds), 1)
    report["peak_rss_MiB"] = int(peak_mib())
    store.close()
    return report


if __name__ == "__main__":
    main()
