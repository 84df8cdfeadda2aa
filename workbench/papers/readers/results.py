"""Small builders that every reader shares."""

from collections.abc import Iterable, Sequence

from workbench.papers.model import Attachment, Outcome, Page, ReadResult

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
    if not waiting:
        outcome, reason = Outcome.READABLE, ""
    elif len(waiting) == len(pages):
        outcome, reason = Outcome.NEEDS_OCR, f"共{len(pages)}页，均为图像，需要文字识别。"
    else:
        outcome = Outcome.NEEDS_OCR
        reason = f"共{len(pages)}页，其中{numbers(waiting)}没有可用的文字，需要文字识别。"
    return ReadResult(outcome, kind, tuple(pages), reason, tuple(warnings), attachments)


def numbers(pages: Sequence[int]) -> str:
    """Write page numbers with runs drawn together (1, 2, 3, 7 → 第1—3、7页)."""
    runs: list[list[int]] = []
    for number in sorted(set(pages)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    parts = [str(a) if a == b else f"{a}—{b}" for a, b in runs[:12]]
    return f"第{'、'.join(parts)}{'等' if len(runs) > 12 else ''}页"
