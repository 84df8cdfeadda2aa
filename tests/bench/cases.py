"""Many cases: the list, its search and order, opening one, and the window's worst stall meanwhile.

``python -m tests.bench.cases [--cases 2000]`` makes cases with parties, papers and pending values
in a temporary workspace and prints median and 95th percentile of each, in milliseconds, then the
longest time for which the event loop of the window (without a screen) did not come around.
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.kernel.anchor import Anchor
from workbench.kernel.store import Store
from workbench.papers.case_rows import COLUMNS, in_order, matching
from workbench.papers.model import Document, Extracted, Outcome, Party
from workbench.papers.repository import CaseRepository, DocumentRepository
from workbench.papers.values import ValueRepository
from workbench.workbench import Workbench

if TYPE_CHECKING:
    from ui.shell import Shell

SURNAMES = "张李王赵钱孙周吴郑冯陈褚卫蒋沈韩杨朱秦尤许何吕施"
GIVEN = "甲乙丙丁戊己庚辛壬癸"
CAUSES = ("民间借贷纠纷", "买卖合同纠纷", "离婚纠纷", "房屋租赁合同纠纷", "劳动争议")
QUERIES = ("张", "张甲", "民间 借贷", "（2024）京0105民初1", "2025 买卖", "离婚 李", "不存在的人")
PAPERS, VALUES = 10, 20


def make(workbench: Workbench, count: int) -> list[str]:
    """Store cases with papers and values; return their ids."""
    choose = random.Random(11)
    store = workbench.papers._store
    with store.transaction():
        return [_make_one(store, choose, number) for number in range(1, count + 1)]


def _make_one(store: Store, choose: random.Random, number: int) -> str:
    def name() -> str:
        return choose.choice(SURNAMES) + "".join(choose.choices(GIVEN, k=2))

    first, second, cause = name(), name(), choose.choice(CAUSES)
    case = CaseRepository(store).add(
        f"{first}诉{second}{cause.removesuffix('纠纷')}",
        number=f"（{choose.choice((2023, 2024, 2025))}）京0105民初{number}号",
        cause=cause,
        court="示范市样例区人民法院",
        parties=(
            Party(first, "原告"),
            Party(second, "被告"),
            Party(name(), "委托诉讼代理人", agent_of=first),
        ),
    )
    for place in range(PAPERS):
        outcome = Outcome.NEEDS_OCR if place == 9 and number % 3 == 0 else Outcome.READABLE
        key, file = f"{case.id}-{place}", f"{place}.pdf"
        DocumentRepository(store).add(Document(key, case.id, file, file, key, 1, "pdf", outcome))
    found = [
        Extracted("claim.text", f"请求{i}", "", "", Anchor(key, 1, 1, i, i + 1, "x"), "r")
        for i in range(VALUES if number % 4 == 0 else 0)
    ]
    ValueRepository(store).replace_pending(case.id, key, found)
    return case.id


def measured(action: Callable[[], object], times: int = 1) -> list[float]:
    """Return the milliseconds of each run."""
    result = []
    for _ in range(times):
        began = time.perf_counter()
        action()
        result.append((time.perf_counter() - began) * 1000)
    return result


def told(name: str, times: list[float]) -> None:
    """Print median and 95th percentile."""
    ordered = sorted(times)
    late = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    print(f"{name:<28} median {statistics.median(times):7.1f} ms   p95 {late:7.1f} ms")


class Watch:
    """Turns the event loop and remembers for how long it was held up, and by how much of our work.

    On a machine that others use too, the time on the clock is longer than that of the processor.
    """

    def __init__(self) -> None:
        self.worst: dict[str, tuple[float, float]] = {}

    def run(self, what: str, action: Callable[[], object]) -> None:
        """Carry out an action in which nothing else could happen."""
        began, worked = time.perf_counter(), time.thread_time()
        action()
        worked = (time.thread_time() - worked) * 1000
        spent = (time.perf_counter() - began) * 1000
        before = self.worst.get(what, (0.0, 0.0))
        self.worst[what] = max(before[0], spent), max(before[1], worked)

    def turn(self, what: str, seconds: float = 0.4) -> None:
        """Turn for a while; the longest single turn counts for ``what``."""
        from PySide6.QtCore import QCoreApplication, QEventLoop

        every = QEventLoop.ProcessEventsFlag.AllEvents
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self.run(what, partial(QCoreApplication.processEvents, every))
            time.sleep(0.001)


def window(workbench: Workbench, ids: list[str]) -> None:
    """Drive the window and print how long it was held up by what."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from ui import theme
    from ui.bridge import Bridge
    from ui.shell import Shell
    from workbench.kernel.offline import GuardState

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.install_fonts(app)
    theme.apply(app, dark=False)
    bridge, watch = Bridge(workbench), Watch()
    shell = Shell(bridge, lambda: GuardState(True, True, "", 0))
    watch.run("window with the list", shell.start)
    watch.turn("first drawing", 1.5)
    _drive(shell, ids, watch)
    for what, (spent, worked) in watch.worst.items():
        print(f"{what:<28} worst  {spent:7.1f} ms   of the processor {worked:7.1f} ms")
    shell.close()


def _drive(shell: "Shell", ids: list[str], watch: Watch) -> None:
    from PySide6.QtCore import Qt

    from ui.pages.cases import CasesPage

    page = shell.tabs.currentWidget()
    assert isinstance(page, CasesPage)

    def act(what: str, action: Callable[[], object]) -> None:
        watch.run(what, action)
        watch.turn(what, 0.25)

    for query in QUERIES:
        for field in (page.filter.search, shell.column.list.search):
            field.clear()
            watch.turn("typing", 0.1)
            for character in query:
                act("typing", partial(field.insert, character))
            field.clear()
    header = page.table.horizontalHeader()
    for column in range(len(COLUMNS)):
        for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
            act("sorting", partial(header.setSortIndicator, column, order))
    papers = shell.bridge.workbench.papers
    act("a change of one case", lambda: papers.update_case(ids[3], title="改名"))
    for key in ids[:10]:
        act("opening a case", partial(shell.open_case, key))
        act("back to the list", shell.show_cases)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=2000)
    count = parser.parse_args().cases
    with tempfile.TemporaryDirectory() as place:
        workbench = Workbench.open(Path(place) / "ws")
        ids = make(workbench, count)
        print(f"{count} cases, {count * PAPERS} papers, {count // 4 * VALUES} pending values")
        told("list, by one query", measured(workbench.case_rows, 20))
        rows = workbench.case_rows()
        told("search", [t for q in QUERIES for t in measured(partial(matching, rows, q), 10)])
        told("sort", [t for c in COLUMNS for t in measured(partial(in_order, rows, c), 5)])
        told(
            "read one case",
            [t for key in ids[:50] for t in measured(partial(workbench.papers.case, key))],
        )
        window(workbench, ids)


if __name__ == "__main__":
    main()
