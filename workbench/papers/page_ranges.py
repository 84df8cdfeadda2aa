"""Page ranges as people type them: 1-3,5."""

import re

from workbench.kernel.errors import UserError

_PART = re.compile(r"(\d+)(?:\s*[-—–~至到]\s*(\d+))?")


def parse_ranges(text: str, count: int) -> list[int]:
    """Return the page numbers of ranges such as ``1-3,5``, in order, each once.

    Args:
        text: numbers and ranges, separated by commas or spaces; empty for all pages.
        count: number of pages.

    Raises:
        UserError: it is no range, or names a page that is not there.
    """
    parts = [part for part in re.split(r"[,，、;；\s]+", text.strip()) if part]
    if not parts:
        return list(range(1, count + 1))
    numbers: set[int] = set()
    for part in parts:
        match = _PART.fullmatch(part)
        if match is None:
            raise UserError(f"“{part}”不是页码范围，没有打印。", "请按“1-3,5”填写。")
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= count:
            raise UserError(f"页码范围“{part}”超出本件的 1—{count} 页，没有打印。", "请修改范围。")
        numbers.update(range(first, last + 1))
    return sorted(numbers)
