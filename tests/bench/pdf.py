"""A PDF of many text pages: imported and searchable, as a whole.

``python -m tests.bench.pdf [--pages 1000]`` makes it, imports it into a new workspace, searches,
and prints the seconds of each.
"""

import argparse
import random
import statistics
import tempfile
import time
from pathlib import Path

from workbench.workbench import Workbench

_WORDS = "原告被告合同借款利息本金约定履行违约责任证据事实理由请求判决诉讼当事人期限担保转账"


def make(path: Path, pages: int) -> None:
    """Write a PDF of ``pages`` pages with 30 lines of 30 characters."""
    import pymupdf

    choose = random.Random(7)
    document = pymupdf.open()
    for number in range(pages):
        page = document.new_page()
        lines = ["".join(choose.choices(_WORDS, k=30)) for _ in range(30)]
        lines[0] = f"第{number + 1}页编号{number + 1:05d}"
        page.insert_text((60, 80), lines, fontname="china-s", fontsize=14, lineheight=1.6)
    document.save(str(path), deflate=True)
    document.close()


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    pages = parser.parse_args().pages
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "长卷.pdf"
        make(file, pages)
        workbench = Workbench.open(Path(place) / "ws")
        case = workbench.papers.new_case("长卷")
        began = time.monotonic()
        job = workbench.jobs.wait(workbench.papers.import_files(case.id, [file]).id)
        (hit,) = workbench.papers.search(f"{pages:05d}", case.id)
        imported = time.monotonic() - began
        print(f"{pages} pages, {file.stat().st_size / 1e6:.1f} MB: {job.state}, {imported:.1f} s")
        print(f"found on page {hit.page}")
        times = []
        for number in range(1, pages, max(1, pages // 50)):
            began = time.perf_counter()
            workbench.papers.search(f"{number:05d}", case.id)
            times.append((time.perf_counter() - began) * 1000)
        print(f"search: median {statistics.median(times):.1f} ms, slowest {max(times):.1f} ms")
        workbench.close()


if __name__ == "__main__":
    main()
