"""Periods in words, the same in the window and on the terminal."""

from datetime import date

from workbench.kernel.numerals import format_date
from workbench.procedure.deadlines import LABELS, Deadline, State


def heading(item: Deadline) -> str:
    """Return name and party: 答辩期（被告李四乙）."""
    return f"{item.title}（{item.subject}）" if item.subject else item.title


def standing(item: Deadline, today: date) -> str:
    """Say how a period stands: 还剩 7 日, 今日届满, 已届满, 已超 3 日 …."""
    state, left = item.state(today), item.days_left(today)
    if state is State.MISSING:
        return f"缺少{LABELS.get(item.field, '')}"
    if item.met is not None:
        when = f"{format_date(item.met)}宣判（结案）"
        return f"{when}，在期限内" if state is State.MET else f"{when}，超出期限"
    if state is State.PASSED:
        return "已届满"
    if state is State.OVERDUE:
        return f"已超 {-left} 日"
    return "今日届满" if left == 0 else f"还剩 {left} 日"


def reckoning(item: Deadline, source: str) -> str:
    """Say from what and how a period was counted.

    Args:
        item: the period.
        source: where the first date comes from, in words (手工填写, 受理通知书 第1页).
    """
    if item.start is None:
        return ""
    begun = f"{LABELS.get(item.field, '')}{format_date(item.start)}（{source}）"
    parts = [f"自{begun}起{item.length}" if item.length else begun]
    if item.moved_from:
        parts.append(f"末日{format_date(item.moved_from)}为休假日，顺延")
    return "；".join(parts) + "。" + "".join(item.remarks)
