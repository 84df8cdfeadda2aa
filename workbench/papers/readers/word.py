"""Word documents (.docx): body, tables, notes, heads and feet, revisions and numbering.

Parts and elements as in ECMA-376, Part 1 (WordprocessingML).
"""

from collections.abc import Iterator
from typing import Any

from workbench.kernel.errors import UserError
from workbench.papers.model import Attachment, Outcome, Page, ReadResult
from workbench.papers.readers.detecting import OLE_MAGIC
from workbench.papers.readers.numbering import Numbering
from workbench.papers.readers.package import Package, local, resolve
from workbench.papers.readers.results import DAMAGED, LOCKED, unreadable
from workbench.papers.readers.wordtext import Body, Tally

_REL = "/_rels/"
_MIN_PICTURE = 8_000


def read_docx(data: bytes) -> ReadResult:
    """Read a Word document as one page: the body first, then heads, feet and notes.

    Raises:
        UserError: damaged, or protected by a password.
    """
    if data.startswith(OLE_MAGIC):
        raise UserError(LOCKED)
    package = Package(data)
    main = _main_part(package)
    relations = _relations(package, main)
    tally = Tally()
    numbering = Numbering(
        _optional(package, relations, "numbering"), _optional(package, relations, "styles")
    )
    root = package.xml(main)
    body = next((child for child in root if local(child) == "body"), None)
    if body is None:
        raise UserError(DAMAGED)
    lines = Body(tally, numbering).lines(body)
    lines += _margins(package, relations, tally, numbering)
    lines += _notes(package, relations, tally, numbering)
    text = "\n".join(lines).strip("\n")
    return _result(package, text, _warnings(package, relations, tally, numbering))


def _result(package: Package, text: str, warnings: list[str]) -> ReadResult:
    pictures = [
        name
        for name in package.names()
        if name.lower().startswith("word/media/") and package.size(name) >= _MIN_PICTURE
    ]
    if text.strip():
        if pictures:
            warnings.append(f"文档中有{len(pictures)}张图片，图片中的文字未读取。")
        return ReadResult(Outcome.READABLE, "docx", (Page(1, text),), "", tuple(warnings))
    if not pictures:
        return unreadable("docx", "文档中没有文字。", warnings)
    files = tuple(Attachment(name.rpartition("/")[2], package.read(name)) for name in pictures)
    reason = f"文档中没有文字，只有{len(files)}张图片；图片已作为附件列出，可另行识别文字。"
    return unreadable("docx", reason, warnings, files)


def _main_part(package: Package) -> str:
    if package.has("_rels/.rels"):
        for relation in package.xml("_rels/.rels"):
            if str(relation.get("Type", "")).endswith("/officeDocument"):
                return resolve("", str(relation.get("Target", "")))
    return "word/document.xml"


def _relations(package: Package, part: str) -> list[tuple[str, str]]:
    """Return (kind, part) of each inner relation of a part, in the order of the file."""
    folder, _, name = part.rpartition("/")
    rels = f"{folder}{_REL}{name}.rels"
    if not package.has(rels):
        return []
    return [
        (str(one.get("Type", "")).rpartition("/")[2], resolve(folder, str(one.get("Target", ""))))
        for one in package.xml(rels)
        if local(one) == "Relationship" and one.get("TargetMode") != "External"
    ]


def _optional(package: Package, relations: list[tuple[str, str]], kind: str) -> Any | None:
    for found, part in relations:
        if found == kind and package.has(part):
            return package.xml(part)
    return None


def _margins(
    package: Package, relations: list[tuple[str, str]], tally: Tally, numbering: Numbering
) -> Iterator[str]:
    seen: set[str] = set()
    for kind, label in (("header", "页眉"), ("footer", "页脚")):
        for found, part in relations:
            if found != kind or not package.has(part):
                continue
            text = " ".join(Body(tally, numbering).lines(package.xml(part))).strip()
            # A foot that holds only the page's number says nothing.
            if text.strip("0123456789-—－ /第页共\t") and text not in seen:
                seen.add(text)
                yield f"【{label}】{text}"


def _notes(
    package: Package, relations: list[tuple[str, str]], tally: Tally, numbering: Numbering
) -> Iterator[str]:
    for kind, label in (("footnotes", "脚注"), ("endnotes", "尾注")):
        root = _optional(package, relations, kind)
        number = 0
        for note in root if root is not None else ():
            text = " ".join(Body(tally, numbering).lines(note)).strip()
            if text:
                number += 1
                yield f"【{label}{number}】{text}"


def _warnings(
    package: Package, relations: list[tuple[str, str]], tally: Tally, numbering: Numbering
) -> list[str]:
    warnings = []
    if tally.inserted or tally.deleted:
        warnings.append(
            f"文档含有修订痕迹：插入{tally.inserted}处（已读取）、删除{tally.deleted}处（未读取）。"
        )
    comments = _optional(package, relations, "comments")
    count = 0 if comments is None else sum(1 for one in comments if local(one) == "comment")
    if count:
        warnings.append(f"文档有{count}条批注，批注内容未读取。")
    if tally.hidden:
        warnings.append(f"文档有{tally.hidden}处隐藏文字，未读取。")
    if tally.altered:
        warnings.append("文档嵌入了其他文档的内容，该部分未读取，请在 Word 中打开后另存再导入。")
    if numbering.unknown:
        warnings.append("部分自动编号的样式无法还原，编号以阿拉伯数字代替，请对照原件核对。")
    return warnings
