"""A workbench and files as a clerk would bring them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.engines import FixedOcr
from tests.support.volumes import PAGES, write_pdf
from workbench.papers.model import Document
from workbench.workbench import Workbench

COMPLAINT = (
    "民事起诉状\n原告：张三甲，男，1985年3月2日出生，汉族，住示范市样例区模拟路1号。\n"
    "被告：李四乙，女，1990年11月5日出生，汉族，住示范市样例区虚构街2号。\n"
    "诉讼请求：\n1.判令被告偿还借款100,000元；\n2.诉讼费用由被告承担。\n"
    "事实和理由：\n2025年3月10日，被告向原告借款100,000元，到期未还。\n"
    "此致\n示范市样例区人民法院\n具状人：张三甲\n2026年4月8日\n"
)


@pytest.fixture
def workbench(tmp_path: Path) -> Iterator[Workbench]:
    """Open a new workspace with an OCR engine that needs no model."""
    opened = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder of papers: text, a scan of four pages, a copy, rubbish, an empty file."""
    from PIL import Image

    place = tmp_path / "卷宗"
    (place / "证据").mkdir(parents=True)
    (place / "起诉状.txt").write_bytes(COMPLAINT.encode("gb18030"))
    (place / "证据" / "起诉状副本.txt").write_bytes(COMPLAINT.encode("gb18030"))
    pages = [Image.new("L", (400, 560), 255 - i) for i in range(4)]
    pages[0].save(place / "证据" / "借条.tiff", save_all=True, append_images=pages[1:])
    (place / "证据" / "损坏.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 4)
    (place / "空白.docx").write_bytes(b"")
    return place


@pytest.fixture
def stack(workbench: Workbench, tmp_path: Path) -> Document:
    """Import one PDF that is five papers, and extract its values."""
    case = workbench.papers.new_case("张三甲诉李四乙")
    path = write_pdf(tmp_path / "扫描件.pdf", PAGES)
    workbench.jobs.wait(workbench.papers.import_files(case.id, [path]).id)
    workbench.papers.extract(case.id)
    workbench.jobs.wait_all()
    (document,) = workbench.papers.documents(case.id)
    return document


@pytest.fixture
def photos(workbench: Workbench, tmp_path: Path) -> str:
    """Import three photos and a text file."""
    from PIL import Image

    case = workbench.papers.new_case("照片案")
    for number in (1, 2, 3):
        Image.new("L", (300 + number, 400), 200 + number).save(tmp_path / f"合同{number}.png")
    (tmp_path / "说明.txt").write_text("情况说明：虚构。", "utf-8")
    paths = [*(tmp_path / f"合同{n}.png" for n in (1, 2, 3)), tmp_path / "说明.txt"]
    workbench.jobs.wait(workbench.papers.import_files(case.id, paths).id)
    return case.id
