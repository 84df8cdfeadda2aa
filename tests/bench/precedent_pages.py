"""The page of precedents under load: stalls and times over a library of many rows.

``python -m tests.bench.precedent_pages [--rows 1000000]`` fills a library with invented rows (heads
and facets; the text of one in a thousand), opens the window's page offscreen over it, and prints
for every step how long it took and how long the event loop let others wait at worst.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.bench import stalls
from tests.law.precedents.build import packed
from tests.law.precedents.samples import CIVIL_FIRST
from ui.bridge import Bridge
from ui.pages.precedents import PrecedentsPage
from workbench.kernel.store import Store
from workbench.law.precedents import words
from workbench.law.precedents.model import Kind, Stage
from workbench.law.precedents.shelf import Shelf
from workbench.workbench import Workbench

ROWS = 1_000_000
TEXTS = 1000
AT_ONCE = 20_000
During = Callable[[str, Callable[[], object], Callable[[], bool]], None]


def fill(store: Store, rows: int) -> None:
    """Copy one stored precedent so often, each with a number, day and stage of its own."""
    with store.transaction():
        first = Shelf(store).add(packed(CIVIL_FIRST, "a.txt"))
    columns = [row["name"] for row in store.rows("PRAGMA table_info(precedents)")]
    kept = store.rows("SELECT * FROM precedents WHERE id = ?", (first,))[0]
    marks = ",".join("?" * len(columns))
    facets = {
        (row["facet"], row["value"]): row["id"]
        for row in store.rows("SELECT * FROM precedent_facets")
    }
    for start in range(2, rows + 1, AT_ONCE):
        ids = range(start, min(start + AT_ONCE, rows + 1))
        made = [_row(kept, one) for one in ids]
        with store.transaction():
            store.db.conn.executemany(
                f"INSERT INTO precedents VALUES ({marks})",
                [[row[name] for name in columns] for row in made],
            )
            for facet in facets.values():
                store.db.conn.executemany(
                    "INSERT INTO precedent_places VALUES (?, ?, ?)",
                    [(facet, row["decided"], row["id"]) for row in made],
                )
            store.db.conn.executemany(
                "INSERT INTO precedent_words (rowid, words) VALUES (?, ?)",
                [
                    (row["id"], words.indexed((str(row["title"]), str(row["number"]))))
                    for row in made
                ],
            )
            store.db.conn.executemany(
                "INSERT INTO precedent_texts SELECT ?, dictionary, body FROM precedent_texts "
                "WHERE id = ?",
                [(one, first) for one in ids if one % TEXTS == 0],
            )
    with store.transaction():
        store.execute("UPDATE precedent_facets SET number = ?", (rows,))


def _row(kept: dict[str, object], one: int) -> dict[str, object]:
    day = (1990 + one % 35) * 10_000 + (1 + one % 12) * 100 + 1 + one % 28
    number = f"（{1990 + one % 35}）虚0001民初{one}号"
    return {
        **kept,
        "id": one,
        "number": number,
        "title": f"示例当事人{one}借款纠纷案",
        "decided": day,
        "digest": one,
        "sketch": 0,
        "source": f"{one}.txt",
        "series": 0,
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from ui import theme

    app = QApplication([])
    theme.install_fonts(app)
    theme.apply(app, dark=False)
    with tempfile.TemporaryDirectory() as folder:
        workbench = Workbench.open(Path(folder) / "ws")
        start = time.perf_counter()
        fill(workbench.precedents._store, options.rows)
        print(f"{options.rows:,} rows made in {time.perf_counter() - start:.0f} s")
        bridge = Bridge(workbench)
        _measure(app.processEvents, bridge)
        bridge.close()


def _measure(turn: Callable[[], object], bridge: Bridge) -> None:
    during = partial(stalls.during, turn)
    page = PrecedentsPage(bridge)
    page.resize(1000, 700)
    side = page.side
    idle = lambda: not side.busy  # noqa: E731
    during("open", page.show, idle)
    bar = side.view.verticalScrollBar()
    for name, share in (("end", 1.0), ("middle", 0.5), ("a third", 0.33), ("beginning", 0.0)):
        during(f"to the {name}", partial(bar.setValue, round(bar.maximum() * share)), idle)
    half = round(bar.maximum() * 0.5)
    during("to the middle", partial(bar.setValue, half), idle)
    for number in range(1, 4):
        step = half + number * 100 * bar.singleStep()
        during("a block further", partial(bar.setValue, step), idle)
    during("oldest first", partial(_order, page), idle)
    during("two facets", partial(_narrow, page, True), idle)
    during("no facet", partial(_narrow, page, False), idle)
    for query in ("123456", "示例当事人777", "借款纠纷"):
        during(f"search {query}", partial(side.box.setText, query), idle)
    side.box.clear()
    page.close()


def _order(page: PrecedentsPage) -> None:
    page.side.order.setCurrentIndex(1)
    page.side.search()


def _narrow(page: PrecedentsPage, on: bool) -> None:
    bar = page.side.filters
    bar.kind.setCurrentIndex(1 + list(Kind).index(Kind.CIVIL) if on else 0)
    bar.stage.setCurrentIndex(1 + list(Stage).index(Stage.FIRST) if on else 0)
    bar.kind.activated.emit(0)


if __name__ == "__main__":
    main()
