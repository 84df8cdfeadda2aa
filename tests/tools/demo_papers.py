"""Makes the papers of the demonstration case as a clerk would bring them.

``python -m tests.tools.demo_papers [--out resources/demo/case]`` writes them anew, the same
bytes each run with the same libraries. Everybody and everything in them is invented.
"""

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from tests.tools import demo_pictures, demo_scans, demo_statement, demo_texts, demo_word

OUT = Path(__file__).resolve().parents[2] / "resources" / "demo" / "case"


def _answer() -> bytes:
    # The defendant's old computer saves text in the national encoding, without a mark.
    return demo_texts.answer().encode("gb18030")


PAPERS: Mapping[str, Callable[[], bytes]] = MappingProxyType(
    {
        "起诉材料/01民事起诉状.docx": demo_word.complaint,
        "起诉材料/08授权委托书（扫描）.pdf": demo_scans.power_of_attorney,
        "原告证据/02借款合同（扫描）.pdf": demo_scans.contract,
        "原告证据/03收条照片.jpg": demo_pictures.receipt,
        "原告证据/04银行流水.pdf": demo_statement.statement,
        "原告证据/05微信聊天截图.png": demo_pictures.chat,
        "原告证据/07证据清单.docx": demo_word.evidence_list,
        "原告证据/09被告身份证复印件（样本）.png": demo_scans.identity_copy,
        "被告材料/06答辩状.txt": _answer,
        "法院文书/10送达地址确认书.docx": demo_word.delivery_address,
        "法院文书/11传票.docx": demo_word.summons,
    }
)
"""Path of each paper below the case's folder, and what makes it."""


def make(out: Path) -> list[Path]:
    """Write all papers below ``out`` and return their paths; other files are left alone."""
    written = []
    for name, paper in PAPERS.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(paper())
        written.append(path)
    return written


def main() -> None:
    """Read the command line and write the papers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    for path in make(parser.parse_args().out):
        sys.stdout.write(f"{path}  {path.stat().st_size:,}\n")


if __name__ == "__main__":
    main()
