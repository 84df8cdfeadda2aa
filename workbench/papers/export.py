"""A case out of the workspace: originals, text, and data, in a folder that other programs read.

The internal volume (副卷) is never exported to parties; it goes into a folder of its own so that
handing over the 正卷 cannot carry it along.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.kernel.errors import UserError
from workbench.kernel.files import cannot_write, write_atomically
from workbench.papers.model import Case, Document
from workbench.papers.values import CaseValue

if TYPE_CHECKING:
    from workbench.papers.service import Papers

DATA = "案件数据.json"
TEXT = ".文字.txt"
"""Ending of the text beside a paper."""
_ENDINGS = {"pdf", "ofd", "jpg", "jpeg", "png", "tif", "tiff", "bmp", "heic", "webp", "gif"}


@dataclass(frozen=True)
class Exported:
    """What an export wrote, and the papers whose original could not be read, with the reason."""

    files: int
    missing: tuple[tuple[str, str], ...] = ()


def export_case(
    papers: "Papers", case: Case, values: Sequence[CaseValue], folder: Path
) -> Exported:
    """Write a case into an empty folder that only this account may read.

    Args:
        papers: the room.
        case: the case.
        values: extracted values to go along; pending ones only where their feature is on.
        folder: the folder; nothing in it is encrypted.

    Raises:
        UserError: the folder is not empty or cannot be written.
    """
    if folder.exists() and any(folder.iterdir()):
        raise UserError(f"“{folder}”不是空文件夹，没有导出。", "请选择一个新的或空的文件夹。")
    count, missing = 1, []
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for place, document in enumerate(papers.documents(case.id), 1):
            written, problem = _paper(papers, document, folder, place)
            count += written
            if problem:
                missing.append((document.name, problem))
        data = {
            "case": asdict(case),
            "papers": [asdict(document) for document in papers.documents(case.id)],
            "values": [asdict(value) for value in values],
            "missing": missing,
        }
        content = json.dumps(data, ensure_ascii=False, indent=1, default=str)
        write_atomically(folder / DATA, content.encode(), mode=0o600)
    except OSError as error:
        raise cannot_write(folder, error) from error
    return Exported(count, tuple(missing))


def _paper(papers: "Papers", document: Document, folder: Path, place: int) -> tuple[int, str]:
    target = folder / document.volume
    target.mkdir(exist_ok=True, mode=0o700)
    name, count, problem = f"{place:03d} {safe_name(document.name)}", 0, ""
    try:
        copy = papers.copy(document.id)
        if not copy.original:
            # Of a split scan only the pages of this paper go out, never those of another one.
            name = f"{place:03d} {safe_name(pdf_name(document.name))}"
        write_atomically(target / name, copy.data, mode=0o600)
        count += 1
    except UserError as error:
        problem = str(error)
    text = "\n\n".join(page.text for page in papers.text(document.id).pages)
    if text.strip():
        write_atomically(target / f"{name}{TEXT}", text.encode(), mode=0o600)
        count += 1
    return count, problem


def pdf_name(name: str) -> str:
    """Return the name of a paper as that of a PDF; what a scan or photo ended in goes."""
    stem, dot, ending = name.rpartition(".")
    known = dot and ending.lower() in _ENDINGS
    return f"{stem if known else name}.pdf"


def safe_name(name: str) -> str:
    """Return a file name that Windows and Linux both accept, with its ending.

    Linux counts 255 bytes for a name, and a Chinese character takes three of them.
    """
    cleaned = re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", name).strip(" .")
    path = Path(cleaned or "未命名")
    stem = path.stem.encode()[:150].decode("utf-8", "ignore")
    return stem + path.suffix.encode()[:24].decode("utf-8", "ignore")
