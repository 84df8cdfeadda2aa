"""Page numbers in words."""

from collections.abc import Sequence


def waiting_words(waiting: Sequence[int], total: int) -> str:
    """Say which pages of a paper still need OCR."""
    if len(waiting) == total:
        return f"共{total}页，均为图像，需要文字识别。"
    return f"共{total}页，其中{numbers(waiting)}没有可用的文字，需要文字识别。"


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
