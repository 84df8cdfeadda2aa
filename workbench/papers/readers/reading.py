"""The door to all readers: any file in, an honest outcome out."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePath

from workbench.kernel.errors import UserError
from workbench.papers.model import Page, ReadResult
from workbench.papers.readers import markup, ofd, pdf, picture, plain, sheet, word, word97
from workbench.papers.readers.detecting import detect
from workbench.papers.readers.results import DAMAGED, unreadable


def _read_eml(data: bytes) -> ReadResult:
    # The standard library's mail parser loads network modules, so only a mail brings it in.
    from workbench.papers.readers.mail import read_eml

    return read_eml(data)


_READERS: dict[str, Callable[[bytes], ReadResult]] = {
    "pdf": pdf.read_pdf,
    "image": picture.read_image,
    "docx": word.read_docx,
    "doc": word97.read_doc,
    "text": lambda data: plain.read_text(data, "text"),
    "markdown": lambda data: plain.read_text(data, "markdown"),
    "html": markup.read_html,
    "rtf": plain.read_rtf,
    "xlsx": sheet.read_xlsx,
    "eml": _read_eml,
    "ofd": ofd.read_ofd,
}
_REFUSED = {
    "empty": "文件是空的，没有内容。",
    "recording": "这是录音或录像，不作为卷宗文书读取。请在“庭审”中导入。",
    # A sound zip or tar is unpacked before it comes here, so this one could not be.
    "archive": "压缩包未能解开：已损坏、不完整，或是 RAR、7z 等暂不支持的格式，原件已原样保留。"
    "请重新复制完整的压缩包，或先解压再导入。",
    "xls": "这是旧版表格（.xls），暂不能读取，原件已原样保留。请另存为 xlsx 后重新导入。",
    "slides": "这是演示文稿，暂不能读取，原件已原样保留。请另存为 PDF 后重新导入。",
    "opendocument": "OpenDocument 文件暂不能读取，原件已原样保留。请另存为 docx 后重新导入。",
    "outlook": "这是 Outlook 邮件（.msg），暂不能读取，原件已原样保留。请另存为 eml 后重新导入。",
    "wordxml": "这是 Word 的 XML 格式，暂不能读取，原件已原样保留。请另存为 docx 后重新导入。",
    "unknown": "无法辨认文件格式，未读取，原件已原样保留。",
}
_WORDS = {
    "pdf": "PDF", "image": "图片", "docx": "Word 文档（docx）", "doc": "旧版 Word 文档（doc）",
    "text": "纯文本", "markdown": "Markdown 文本", "html": "网页", "rtf": "RTF 文档",
    "xlsx": "Excel 表格（xlsx）", "xls": "旧版 Excel 表格（xls）", "eml": "邮件", "ofd": "OFD",
    "archive": "压缩包", "recording": "录音或录像", "slides": "演示文稿",
}  # fmt: skip
_SUFFIXES = {
    "pdf": {".pdf"},
    "image": {
        ".jpg", ".jpeg", ".jfif", ".png", ".tif", ".tiff", ".bmp", ".webp", ".gif", ".heic",
        ".heif", ".avif",
    },
    "docx": {".docx", ".docm", ".dotx", ".dotm", ".wps"},
    "doc": {".doc", ".dot", ".wps"},
    "text": {".txt", ".text", ".csv", ".tsv", ".log", ".json", ".jsonl", ".xml", ".srt"},
    "markdown": {".md", ".markdown", ".mdown"},
    "html": {".html", ".htm", ".xhtml"},
    "rtf": {".rtf"},
    "xlsx": {".xlsx", ".xlsm", ".xltx", ".et"},
    "xls": {".xls", ".et"},
    "eml": {".eml", ".mht", ".mhtml"},
    "ofd": {".ofd"},
    "archive": {".zip", ".tar", ".gz", ".tgz", ".xz", ".bz2", ".zst", ".rar", ".7z"},
    "recording": {".mp3", ".wav", ".m4a", ".amr", ".wma", ".aac", ".mp4", ".mov", ".avi", ".mkv"},
    "slides": {".ppt", ".pptx"},
}  # fmt: skip


def read(data: bytes, name: str) -> ReadResult:
    """Read a file by its content. Never raises for bad input: the result says why not.

    Args:
        data: the whole content.
        name: file name; a misleading extension gives a warning.
    """
    kind = "unknown"
    try:
        kind = detect(data, name)
        reader = _READERS.get(kind)
        result = reader(data) if reader else unreadable(kind, _REFUSED[kind])
    except UserError as error:
        result = unreadable(kind, str(error))
    except Exception:
        # Parsers of foreign formats raise whatever they meet in a damaged file.
        result = unreadable(kind, DAMAGED)
    warning = extension_warning(kind, name)
    return replace(result, warnings=(warning, *result.warnings)) if warning else result


def read_pages(data: bytes, name: str) -> Iterator[Page]:
    """Yield the pages one at a time; a PDF is never held as a whole.

    Raises:
        UserError: the file cannot be read; the message is the reason that :func:`read` gives.
    """
    if detect(data, name) == "pdf":
        yield from pdf.stream_pdf(data)
        return
    result = read(data, name)
    if result.reason and not result.pages:
        raise UserError(result.reason)
    yield from result.pages


def extension_warning(kind: str, name: str) -> str:
    """Return a sentence where the extension belongs to another format, else an empty string."""
    suffix = PurePath(name).suffix.lower()
    if kind not in _WORDS or suffix in _SUFFIXES[kind]:
        return ""
    if not any(suffix in others for others in _SUFFIXES.values()):
        return ""
    return f"扩展名是“{suffix}”，实际内容是{_WORDS[kind]}，已按实际内容处理。"
