"""How long packs of laws take to import and to search.

Run: ``python -m tests.bench.laws [PACK ...]``; without packs those of the development data.
"""

import argparse
import json
import random
import re
import resource
import statistics
import tempfile
import time
from collections import Counter
from dataclasses import asdict
from itertools import islice
from pathlib import Path

from tests.support.data import data_folder
from workbench.kernel.store import Store
from workbench.law.index_job import LIBRARY_MIGRATIONS
from workbench.law.library import Library, Outcome
from workbench.law.model import Skipped
from workbench.law.pack import pack_name, read_pack

_PACKS = ("flk-2026-03", "lawref-2025-04")
_QUERIES = 200
_PORTION = 200


def main() -> None:
    """Import the packs into an encrypted store, search, and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packs", nargs="*", type=Path)
    packs = parser.parse_args().packs or [
        data_folder() / "laws" / f"{name}.tar.zst" for name in _PACKS
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        store = Store.open(path, bytes(32), LIBRARY_MIGRATIONS)
        library = Library(store)
        imports = [_import(library, pack) for pack in packs]
        report = {
            "imports": imports,
            "again": [_import(library, pack)["seconds"] for pack in packs],
            "megabytes": round(path.stat().st_size / 1e6, 1),
            "search": _search(library),
        }
        store.close()
    print(json.dumps(report, ensure_ascii=False, indent=1))


def _import(library: Library, pack: Path) -> dict[str, object]:
    start = time.perf_counter()
    done = dict.fromkeys(Outcome, 0)
    skipped: Counter[str] = Counter()
    items = read_pack(pack)
    while portion := list(islice(items, _PORTION)):
        with library.transaction():
            for item in portion:
                if isinstance(item, Skipped):
                    skipped[item.reason] += 1
                else:
                    skipped["正文为空"] += not item.articles
                    done[library.add(item)] += 1
    library.settle()
    return {
        "pack": pack_name(pack),
        "seconds": round(time.perf_counter() - start, 1),
        "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "files": done,
        "library": asdict(library.counts()),
        "skipped": skipped,
    }


def _search(library: Library) -> dict[str, float | int]:
    """Search 200 queries of one to four words drawn from random articles."""
    chance = random.Random(7)
    total = library.counts().articles
    times: list[float] = []
    hits: list[int] = []
    while len(times) < _QUERIES:
        found = library.by_id([chance.randint(1, total)])
        pieces = re.findall(r"[\u4e00-\u9fff]{2,}", found[0].article.text) if found else []
        if not pieces:
            continue
        query = " ".join(_word(chance, pieces) for _ in range(chance.randint(1, 4)))
        start = time.perf_counter()
        hits.append(len(library.search(query)))
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    return {
        "queries": len(times),
        "median_ms": round(statistics.median(times), 1),
        "p95_ms": round(times[int(len(times) * 0.95)], 1),
        "max_ms": round(times[-1], 1),
        "without_hit": sum(1 for count in hits if not count),
    }


def _word(chance: random.Random, pieces: list[str]) -> str:
    piece = chance.choice(pieces)
    length = min(len(piece), chance.randint(2, 5))
    start = chance.randint(0, len(piece) - length)
    return piece[start : start + length]


if __name__ == "__main__":
    main()
