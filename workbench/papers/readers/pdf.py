"""PDF: text page by page with the place of every line, scans told from text.

Places are fractions of the page as it stands upright: ``/Rotate`` is applied first, then the
further turn (``Page.rotation``) of pages whose lines run sideways. Only one page is held at a time.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from workbench.kernel.errors import UserError
from workbench.papers.model import Attachment, Page, ReadResult
from workbench.papers.page_numbers import numbers
from workbench.papers.readers.decoding import looks_garbled
from workbench.papers.readers.layout import Line, Run, page_of
from workbench.papers.readers.results import DAMAGED, LOCKED, paged, unreadable

_FEW_CHARACTERS = 60
_SCAN_SHARE = 0.7
_SUSPECTS = 12


@dataclass
class Notes:
    """Numbers of the pages on which something was met, by what it was."""

    pages: dict[str, list[int]] = field(default_factory=dict)

    def add(self, what: str, page: int) -> None:
        """Remember ``what`` for a page."""
        self.pages.setdefault(what, []).append(page)

    def sentences(self) -> list[str]:
        """Return one Chinese sentence for each thing met."""
        return [f"{numbers(pages)}{what}" for what, pages in self.pages.items()]


_HIDDEN_TEXT = "含有肉眼看不见的文字（白色、透明或极小），已一并读取，请对照原件核对。"
_LAYER_TEXT = "是图像加不可见文字层（多为扫描软件识别所得），文字未必与图像一致，请核对。"
_GARBAGE = "的文字层是乱码，未采用，需要文字识别。"
_BROKEN = "已损坏，未能读取。"


@contextmanager
def opened(data: bytes | bytearray) -> Iterator[Any]:
    """Open a PDF quietly.

    Raises:
        UserError: damaged, without pages, or protected by a password.
    """
    import pymupdf

    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    try:
        document = pymupdf.open(stream=data, filetype="pdf")
    except (RuntimeError, ValueError) as error:
        raise UserError(DAMAGED) from error
    try:
        if document.needs_pass:
            raise UserError(LOCKED)
        if not _count(document):
            raise UserError(DAMAGED)
        yield document
    finally:
        document.close()
        pymupdf.TOOLS.reset_mupdf_warnings()


def _count(document: Any) -> int:
    try:
        return int(document.page_count)
    except (RuntimeError, ValueError):
        return 0


def read_pdf(data: bytes) -> ReadResult:
    """Read the whole PDF.

    Raises:
        UserError: damaged, without pages, or protected by a password.
    """
    notes = Notes()
    with opened(data) as document:
        pages = list(_pages(document, notes))
        files = tuple(_files(document))
        repaired = bool(document.is_repaired)
    warnings = notes.sentences()
    if repaired:
        warnings.insert(0, "文件结构受损，已尽量修复后读取，请核对页数和内容是否完整。")
    if files:
        warnings.append(f"文件内嵌{len(files)}个附件，已另行列出。")
    if len(notes.pages.get(_BROKEN, ())) == len(pages):
        return unreadable("pdf", DAMAGED, warnings, files)
    if not any(page.text.strip() or page.needs_ocr for page in pages):
        return unreadable("pdf", f"共{len(pages)}页，均为空白页。", warnings, files)
    return paged("pdf", pages, warnings, files)


def stream_pdf(data: bytes) -> Iterator[Page]:
    """Yield the pages one by one, so that a thick volume never lies in memory as a whole.

    Raises:
        UserError: as :func:`read_pdf`.
    """
    with opened(data) as document:
        yield from _pages(document, Notes())


def _pages(document: Any, notes: Notes) -> Iterator[Page]:
    for number in range(1, _count(document) + 1):
        try:
            yield _page(document[number - 1], number, notes)
        except (RuntimeError, ValueError, IndexError, KeyError):
            notes.add(_BROKEN, number)
            yield Page(number, "")


def _files(document: Any) -> Iterator[Attachment]:
    for index in range(document.embfile_count()):
        with suppress(RuntimeError, ValueError, KeyError):
            info = document.embfile_info(index)
            name = str(info.get("ufilename") or info.get("filename") or info.get("name") or "")
            name = _file_name(name) or f"附件{index + 1}"
            yield Attachment(name, document.embfile_get(index))


def _file_name(name: str) -> str:
    # PyMuPDF hands UTF-8 names over byte by byte.
    with suppress(UnicodeError):
        name = name.encode("latin-1").decode("utf-8")
    return name.replace("\\", "/").rpartition("/")[2]


def _page(page: Any, number: int, notes: Notes) -> Page:
    # The size before text is asked for: that turns the page to 0 and back.
    upright, matrix = page.rect, page.rotation_matrix
    lines, hidden, suspects = _lines(page, matrix)
    invisible = hidden > 0.5
    done = page_of(number, lines, (upright.width, upright.height))
    text = done.text
    size = len("".join(text.split()))
    empty = Page(number, "", needs_ocr=True, width=upright.width, height=upright.height)
    if not size:
        return empty if not _blank(page) else done
    if looks_garbled(text):
        notes.add(_GARBAGE, number)
        return empty
    scanned = (size < _FEW_CHARACTERS or invisible) and _picture_share(page) > _SCAN_SHARE
    if scanned and size < _FEW_CHARACTERS:
        return empty
    if scanned and invisible:
        notes.add(_LAYER_TEXT, number)
    elif hidden or any(_unseen(page, box) for box in suspects[:_SUSPECTS]):
        notes.add(_HIDDEN_TEXT, number)
    return done


def _lines(page: Any, matrix: Any) -> tuple[list[Line], float, list[Any]]:
    """Return the lines, the share of invisible text, and boxes of suspicious spans."""
    import pymupdf

    flags = pymupdf.TEXTFLAGS_DICT & ~pymupdf.TEXT_PRESERVE_IMAGES
    lines: list[Line] = []
    hidden = shown = 0
    suspects: list[Any] = []
    for block in page.get_text("dict", flags=flags)["blocks"]:
        for line in block.get("lines", ()):
            text = "".join(span["text"] for span in line["spans"])
            for span in line["spans"]:
                count = len(span["text"].strip())
                if span.get("alpha", 255) < 26:
                    hidden += count
                else:
                    shown += count
                    if count and _suspicious(span):
                        suspects.append(pymupdf.Rect(span["bbox"]) * matrix)
            if text.strip():
                lines.append(_placed(text, line, tuple(matrix)))
    return lines, hidden / max(1, hidden + shown), suspects


def _placed(text: str, line: Any, matrix: tuple[float, ...]) -> Line:
    """Put a line where it stands after the page's own turn (a matrix of quarter turns)."""
    a, b, c, d, e, f = matrix
    x0, y0, x1, y1 = line["bbox"]
    across = sorted((a * x0 + c * y0 + e, a * x1 + c * y1 + e))
    down = sorted((b * x0 + d * y0 + f, b * x1 + d * y1 + f))
    x, y = line["dir"]
    run = Run(text, across[0], down[0], across[1], down[1])
    return Line(run, (a * x + c * y, b * x + d * y))


def _suspicious(span: Any) -> bool:
    color = int(span.get("color", 0))
    white = all((color >> shift) & 0xFF >= 0xF5 for shift in (0, 8, 16))
    return white or float(span["size"]) < 2


def _unseen(page: Any, box: Any) -> bool:
    """Draw the place of a span and look whether anything stands out from the ground."""
    if box.height < 2:
        return True
    return bool(page.get_pixmap(clip=box, dpi=72).is_unicolor)


def _blank(page: Any) -> bool:
    return bool(page.get_pixmap(dpi=36).is_unicolor)


def _picture_share(page: Any) -> float:
    area = abs(page.rect.width * page.rect.height) or 1.0
    pictures = (info["bbox"] for info in page.get_image_info())
    return float(sum(max(0.0, (b[2] - b[0]) * (b[3] - b[1])) for b in pictures) / area)
