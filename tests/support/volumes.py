"""A stack of papers scanned as one PDF, and what a person can see of a volume."""

from pathlib import Path

from workbench.papers.model import Document, origin_of
from workbench.papers.splitting import Part
from workbench.workbench import Workbench

PAGES = (
    ("民事起诉状", "原告：张三甲，男，1985年3月2日出生，汉族，住示范市样例区模拟路1号。"),
    ("诉讼请求：1.判令被告李四乙偿还借款100000元。", "此致 示范市样例区人民法院"),
    ("答辩状", "答辩人：李四乙，女，1990年11月5日出生，汉族。"),
    ("借条", "今借到张三甲人民币壹拾万元整（100000元）。", "借款人：李四乙"),
    ("合议庭评议笔录", "评议内容：虚构。"),
)


def write_pdf(path: Path, pages: tuple[tuple[str, ...], ...], size: int = 11) -> Path:
    """Write a PDF with real text, in a size in points."""
    import pymupdf

    document = pymupdf.open()
    for lines in pages:
        page = document.new_page()
        for number, line in enumerate(lines):
            page.insert_text((72, 90 + 30 * number), line, fontname="china-s", fontsize=size)
    document.save(str(path))
    document.close()
    return path


def parts(workbench: Workbench, document: Document, cuts: tuple[int, ...]) -> tuple[Part, ...]:
    plan = workbench.papers.volume.plan(document.id)
    plan.cuts = set(cuts)
    return plan.parts()


def texts(workbench: Workbench, document_id: str) -> list[str]:
    return [page.text for page in workbench.papers.text(document_id).pages]


def pages_of(workbench: Workbench, document_id: str) -> list[int]:
    """Return the numbers that a paper's pages have in their originals."""
    document = workbench.papers.document(document_id)
    return [origin_of(document, p).number for p in workbench.papers.text(document_id).pages]


def state(workbench: Workbench, case: str) -> object:
    """Return everything that a person can see of a case's volume."""
    papers = workbench.papers
    documents = papers.documents(case)
    return (
        [(d.id, d.name, d.category, d.volume, d.pages, d.outcome, d.warnings) for d in documents],
        [texts(workbench, d.id) for d in documents],
        [pages_of(workbench, d.id) for d in documents],
        sorted(
            (v.id, v.state, v.found.anchor.document, v.found.anchor.page, v.found.anchor.quoted)
            for v in papers.values(case)
        ),
        sorted((h.document, h.page) for h in papers.search("张三甲", case)),
        sorted(
            (a.id, s.label, s.target) for a in workbench.advice.of_case(case) for s in a.sources
        ),
    )


def well_anchored(workbench: Workbench, case: str) -> bool:
    """Say whether every value stands in its paper where its anchor says."""
    found = []
    for value in workbench.papers.values(case):
        anchor = value.found.anchor
        page = workbench.papers.page(anchor.document, anchor.page)
        document = workbench.papers.document(anchor.document)
        assert page is not None
        found.append(
            page.text[anchor.start : anchor.end] == anchor.quoted and anchor.layer == document.layer
        )
    return bool(found) and all(found)
