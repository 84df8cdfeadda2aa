"""Reading scans: the job ``papers.ocr`` fills a new text layer page by page."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from workbench.engines.protocols import Missing, Ocr, OcrPage, require
from workbench.kernel.changes import Changes
from workbench.kernel.child import Report
from workbench.kernel.errors import UserError
from workbench.kernel.features import Switches
from workbench.kernel.job_table import Job
from workbench.kernel.jobs import Work
from workbench.kernel.journal import Journal
from workbench.kernel.store import Store
from workbench.kernel.vault import Vault
from workbench.papers.filing import filed
from workbench.papers.layers import LayerRepository
from workbench.papers.model import Document, Origin, Outcome, Page, Segment, origin_of
from workbench.papers.repository import DocumentRepository, half_read

FEATURE = "papers.ocr"
DPI = 200
READER = "reader"
FAILED = "识别失败"
MOST_DEATHS = 2
"""Children that may die one after the other without having read a page."""


@dataclass(frozen=True)
class PageRead:
    """One page as OCR read it, or the reason why it could not."""

    document: str
    number: int
    page: OcrPage | None
    problem: str = ""


def read_scans(report: Report, arguments: dict[str, Any]) -> None:
    """Child's work: read page images.

    Args:
        report: where results go.
        arguments: ``vault``, ``key``, ``engine`` (what makes one), and ``documents``: rows of
            id and its pages, each with its number, :class:`Origin` and rotation.
    """
    vault = Vault(Path(arguments["vault"]), arguments["key"])
    engine: Ocr = arguments["engine"]()
    require(engine)
    rows = arguments["documents"]
    total, done = sum(len(pages) for _, pages in rows), 0
    held, data, problem = "", b"", ""
    for document, pages in rows:
        for number, origin, rotation in pages:
            report.progress(done, total, f"正在识别第 {done + 1} 页，共 {total} 页")
            if origin.sha256 != held:
                held, (data, problem) = origin.sha256, _original(vault, origin.sha256)
            if problem:
                report.partial(PageRead(document, number, None, problem))
            else:
                report.partial(_read_page(engine, data, document, number, origin, rotation))
            done += 1
    report.progress(done, total)


def _original(vault: Vault, sha256: str) -> tuple[bytes, str]:
    """Return an original, or why it cannot be read; the other papers go on."""
    try:
        return vault.read(sha256), ""
    except UserError as error:
        return b"", str(error)


def _read_page(
    engine: Ocr, data: bytes, document: str, number: int, origin: Origin, rotation: int
) -> PageRead:
    from workbench.papers.readers import render_page

    try:
        # As a person turned it: how far the engine turns it further is added to that.
        picture = render_page(data, origin.kind, origin.number, DPI, rotation)
        return PageRead(document, number, engine.read(picture))
    except UserError as error:
        return PageRead(document, number, None, str(error))
    except Exception as error:
        return PageRead(document, number, None, f"识别程序出错（{type(error).__name__}）。")


class OcrKind:
    """The parent's side of the job."""

    name = "papers.ocr"
    feature = FEATURE

    def __init__(
        self,
        store: Store,
        vault: Vault,
        journal: Journal,
        switches: Switches,
        engine: Callable[[], Ocr],
    ) -> None:
        self._store = store
        self._switches = switches
        self._vault = vault
        self._journal = journal
        self._engine = engine
        self._barren: Counter[str] = Counter()
        self._documents = DocumentRepository(store)
        self._layers = LayerRepository(store)

    def work(self, job: Job) -> Work | None:
        """Return the pages that no layer has read yet.

        Papers that are still being imported wait: pages that come in later would not be in the
        version that this makes.
        """
        rows, half = [], half_read(self._store)
        for document in self._of(job):
            if document.id in half:
                continue
            pages = self._layers.pages_unread(document.id, document.layer)
            if pages:
                found = [(p.number, origin_of(document, p), p.rotation) for p in pages]
                rows.append((document.id, found))
        if not rows:
            return None
        arguments = {
            "vault": str(self._vault.folder),
            "key": self._vault.key,
            "engine": self._engine,
            "documents": rows,
        }
        return Work(read_scans, arguments)

    def store(self, job: Job, item: Any) -> Changes:
        """Keep one page, in a layer above the reader's."""
        self._barren[job.id] = 0
        if self._documents.exists(item.document):
            self._keep(item)
        return Changes.of("papers", case=job.case)

    def _keep(self, read: PageRead) -> None:
        document = self._documents.get(read.document)
        if self._layers.engine(document.id, document.layer) == READER:
            version = document.layer + 1
            self._layers.begin(document.id, version, self._engine_name(), document.layer)
            document = self._documents.save(replace(document, layer=version))
        before = self._layers.page(document.id, document.layer, read.number)
        if before is None:
            before = Page(read.number, "")
        elif not before.needs_ocr:
            return  # a person typed the page meanwhile: that stays
        page = replace(before, needs_ocr=False)
        if read.page is None:
            warning = f"第 {read.number} 页{FAILED}：{read.problem}"
            document = self._documents.save(
                replace(document, warnings=(*document.warnings, warning))
            )
        else:
            page = ocr_page(before, read.page)
        self._layers.put(document.id, document.layer, [page])
        if not self._layers.unread(document.id, document.layer):
            self._complete(document)

    def died(self, job: Job, reason: str) -> bool:
        """Set the page aside that took the child down, and go on with the rest."""
        del reason
        self._barren[job.id] += 1
        if self._barren[job.id] > MOST_DEATHS:
            return False  # not the page's fault: the engine does not even start
        for document in self._of(job):
            for number in self._layers.unread(document.id, document.layer)[:1]:
                with self._store.transaction():
                    self._keep(PageRead(document.id, number, None, "识别程序意外结束。"))
                return True
        return False

    def finish(self, job: Job) -> str:
        """Say how many papers can be read now."""
        documents = self._of(job)
        readable = sum(document.outcome is Outcome.READABLE for document in documents)
        self._journal.append("papers.ocr", job.case, job=job.id, engine=self._engine_name())
        return f"已识别 {readable} 件扫描材料。" if documents else "没有需要识别的页面。"

    def _engine_name(self) -> str:
        # Asked only once there is something to name: with the switch off no model is touched.
        available = self._engine().available()
        return "" if isinstance(available, Missing) else available.name

    def _of(self, job: Job) -> list[Document]:
        wanted = set(job.payload["documents"])
        return [d for d in self._documents.of_case(job.case) if d.id in wanted]

    def _complete(self, document: Document) -> None:
        self._layers.complete(document.id, document.layer)
        pages = self._layers.pages(document.id, document.layer)
        failed = any(FAILED in warning for warning in document.warnings)
        if any(page.text.strip() for page in pages):
            document = replace(document, outcome=Outcome.READABLE, reason="")
        elif failed:
            document = replace(
                document, outcome=Outcome.UNREADABLE, reason="图像无法识别，原件已保留。"
            )
        else:
            document = replace(
                document,
                outcome=Outcome.UNREADABLE,
                reason="图像上没有识别到文字（空白页或照片）。",
            )
        self._documents.save(filed(document, pages, self._switches))


def ocr_page(before: Page, read: OcrPage) -> Page:
    """Lay the lines of OCR out as a page's text with a segment each."""
    parts, segments, place = [], [], 0
    for line in read.lines:
        parts.append(line.text)
        segments.append(Segment(place, place + len(line.text), line.box, line.confidence))
        place += len(line.text) + 1
    turned = read.rotation in (90, 270)
    width, height = (before.height, before.width) if turned else (before.width, before.height)
    return Page(
        before.number,
        "\n".join(parts),
        "ocr",
        needs_ocr=False,
        segments=tuple(segments),
        rotation=(before.rotation + read.rotation) % 360,
        width=width,
        height=height,
        origin=before.origin,
    )
