"""Small builders that every reader shares."""

from collections.abc import Iterable, Sequence

from workbench.papers.model import Attachment, Outcome, Page, ReadResult
from workbench.papers.page_numbers import waiting_words

DAMAGED = "文件已损坏或不完整，未能读出内容，原件已原样保留。请重新取得该文件后再导入。"
LOCKED = "文件设有打开密码，未能读取，原件已原样保留。请取消密码后重新导入。"


def one_page(kind: str, text: str, warnings: Iterable[str] = ()) -> ReadResult:
    """Return a format without pages as one readable page; unreadable where it has no text."""
    if not text.strip():
        return unreadable(kind, "文件中没有文字。", warnings)
    return ReadResult(Outcome.READABLE, kind, (Page(1, text),), warnings=tuple(warnings))


def unreadable(
    kind: str,
    reason: str,
    warnings: Iterable[str] = (),
    attachments: tuple[Attachment, ...] = (),
) -> ReadResult:
    """Return a file that could not be read, with the reason in a Chinese sentence."""
    return ReadResult(
        Outcome.UNREADABLE,
        kind,
        reason=reason,
        warnings=tuple(warnings),
        attachments=attachments,
    )


def paged(
    kind: str,
    pages: Sequence[Page],
    warnings: Iterable[str] = (),
    attachments: tuple[Attachment, ...] = (),
) -> ReadResult:
    """Return pages as readable, or as needing OCR where at least one page does."""
    waiting = [page.number for page in pages if page.needs_ocr]
    outcome, reason = Outcome.READABLE, ""
    if waiting:
        outcome, reason = Outcome.NEEDS_OCR, waiting_words(waiting, len(pages))
    return ReadResult(outcome, kind, tuple(pages), reason, tuple(warnings), attachments)
