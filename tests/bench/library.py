"""The library page under load: stalls while importing, opening, scrolling and searching.

``python -m tests.bench.library [PACK ...]`` opens the window's library page offscreen over a new
workspace, imports an invented law of 5,000 articles together with the packs (those of the
development data by default, ``--invented`` for none) and prints, for every step, how long it took
and how long the event loop let others wait at worst, with the place.
"""

import argparse
import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QScrollBar

from tests.bench import stalls
from tests.support.data import data_folder
from ui.bridge import Bridge
from ui.pages.library import LibraryPage
from workbench.kernel.job_table import JobState
from workbench.kernel.numerals import format_integer
from workbench.law.model import Version
from workbench.workbench import Workbench

During = Callable[[str, Callable[[], object], Callable[[], bool]], None]
"""Measures a step: its name, what begins it, and whether it is done."""

ARTICLES = 5000
INVENTED = "中华人民共和国虚构测试法"
CODE = "中华人民共和国民法典"
QUERIES = ("的", "应当", "人民法院", "合同", "借款 利息", "违约责任 损失赔偿", "不存在的词语甲乙丙")
_TEXT = (
    "当事人应当按照约定全面履行自己的义务，依照本法第{n}条的规定承担相应的责任；"
    "对期限没有约定或者约定不明确的，可以随时请求履行，但是应当给对方必要的准备时间。"
    "\n前款规定的期限，自权利人知道或者应当知道之日起计算。"
)


def invented(folder: Path) -> Path:
    """Write a pack of one law of 5,000 articles in 250 chapters."""
    folder.mkdir()
    lines = [f"# {INVENTED}", "", "公布日期：2020-01-01", "", "生效日期：2020-06-01", ""]
    for number in range(1, ARTICLES + 1):
        if number % 20 == 1:
            lines += [f"## 第{format_integer(number // 20 + 1)}章 虚构事项", ""]
        text = _TEXT.format(n=format_integer(max(1, number - 1)))
        lines += [f"第{format_integer(number)}条　{text}", ""]
    (folder / f"{INVENTED}.md").write_text("\n".join(lines), "utf-8")
    return folder


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packs", nargs="*", type=Path)
    parser.add_argument("--invented", action="store_true", help="no packs but the invented law")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from ui import theme

    app = QApplication([])
    theme.install_fonts(app)
    theme.apply(app, dark=False)
    packs = options.packs or [data_folder() / "laws" / "flk-2026-03.tar.zst"]
    with tempfile.TemporaryDirectory() as folder:
        paths = [invented(Path(folder) / "invented"), *([] if options.invented else packs)]
        bridge = Bridge(Workbench.open(Path(folder) / "ws"))
        page = LibraryPage(bridge)
        page.resize(1000, 700)
        page.show()
        _measure(app.processEvents, bridge, page, paths)
        page.close()
        bridge.close()


def _measure(
    turn: Callable[[], object], bridge: Bridge, page: LibraryPage, paths: list[Path]
) -> None:
    during = partial(stalls.during, turn)
    jobs, law = bridge.workbench.jobs.table, bridge.workbench.law
    pending = (JobState.QUEUED, JobState.RUNNING)
    during("import", lambda: page.imports.start(paths), lambda: not jobs.in_state(*pending))
    during("list of laws", page.reload, lambda: not page.filling)
    for title in (INVENTED, CODE):
        law_id = law.library.law(title)
        if law_id is not None:
            _read(during, page, law.library.versions(law_id)[-1])
    for query in QUERIES:
        page.search_box.clear()
        stalls.turn_for(turn, 0.4)
        during(
            f"search {query} (200 ms of it are waited for further letters)",
            partial(page.search_box.setText, query),
            lambda: not page.pane.searching,
        )


def _read(during: During, page: LibraryPage, version: Version) -> None:
    reader = page.reader
    during(f"open {version.articles} articles", partial(page.show_version, version), _at_once)
    bar = reader.text.verticalScrollBar()
    pages = bar.maximum() // bar.pageStep() + 1
    during(f"scroll {pages} pages", _at_once, partial(_step, bar))
    during("go to the end", partial(reader.go_to_place, version.articles - 1), _at_once)
    during("to the middle", partial(reader.go_to_place, version.articles // 2), _at_once)
    during("its versions", partial(reader.compare, on=True), _at_once)


def _at_once() -> bool:
    return True


def _step(bar: QScrollBar) -> bool:
    before = bar.value()
    bar.setValue(before + bar.pageStep())
    return bar.value() == before


if __name__ == "__main__":
    main()
