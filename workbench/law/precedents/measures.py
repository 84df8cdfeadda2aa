"""Terms and sums as results write them: 三年六个月, 十年, 人民币五千元, 328，116.71元, 1.5万元."""

import re
from decimal import Decimal

from workbench.kernel.numerals import parse_amount, parse_integer

_N = "[0-9零〇一二三四五六七八九十]{1,4}"
TERM = rf"(?:(?P<years>{_N})年)?[零又]?(?:(?P<months>{_N})个?月)?(?:[零又]?(?P<days>{_N})[日天])?"
"""Pattern of a term; may be empty."""
SUM = (
    r"(?P<sum>(?:\d[\d,，]*(?:[.．·]\d+)?(?:余)?(?:万|千|百|亿)?|[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+)元"
    r"(?:[一二三四五六七八九零壹贰叁肆伍陆柒捌玖\d]角)?(?:[零]?[一二三四五六七八九壹贰叁肆伍陆柒捌玖\d]分)?)"
)
"""Pattern of a sum of money in figures or words."""


def months_of(match: re.Match[str]) -> int:
    """Return the months of a match of :data:`TERM`; days are left out."""
    years = parse_integer(match["years"]) if match["years"] else 0
    months = parse_integer(match["months"]) if match["months"] else 0
    return years * 12 + months


def sum_of(words: str) -> Decimal | None:
    """Return yuan; ``None`` where the words are no sum that can be read."""
    words = words.replace("．", ".").replace("·", ".").replace("余", "")
    try:
        return parse_amount(words)
    except ValueError:
        return None
