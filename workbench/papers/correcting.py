"""What a person types in place of a value, in the form in which values are kept."""

from decimal import Decimal

from workbench.kernel.errors import UserError
from workbench.kernel.numerals import parse_amount, parse_date
from workbench.papers.extraction.fields import fields


def corrected(field: str, text: str) -> str:
    """Return a correction as it is kept: ISO dates, plain decimal amounts, other text trimmed.

    Args:
        field: key of the field.
        text: as typed: ``2026年3月5日``, ``12万元``, ``壹拾贰万元整`` …

    Raises:
        UserError: it is empty, or no date or amount where the field is one; nothing is kept.
    """
    text = text.strip()
    if not text:
        raise UserError("更正后的内容为空，没有采纳。", "请填写内容，或选择“不采纳”。")
    known = fields().get(field)
    kind = known.type if known else "text"
    try:
        if kind == "date":
            return parse_date(text).isoformat()
        if kind == "amount":
            return str(parse_amount(text).quantize(Decimal("0.01")))
    except ValueError as error:
        example = "2026年3月5日" if kind == "date" else "120000.00元"
        word = "日期" if kind == "date" else "金额"
        raise UserError(f"“{text}”不是有效{word}，没有采纳。", f"请按“{example}”填写。") from error
    return text
