"""What a person types in place of a value: checked in words, and kept in one form."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from workbench.kernel.errors import UserError
from workbench.kernel.numerals import format_amount, format_date, parse_amount, parse_date
from workbench.papers.extraction.fields import fields
from workbench.papers.extraction.names import KIND_WORDS
from workbench.papers.identity import check_credit_code, check_identity, clean

_LINE = re.compile(r"(?:\+?86)?1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(?:-\d{1,6})?|[48]00-?\d{3}-?\d{4}")
_RATE = re.compile(r"(?:年利率)?(?P<figure>\d+(?:\.\d+)?)%?")
_LPR = re.compile(r"LPR(?:[×xX*](?P<times>\d+(?:\.\d+)?))?")


def corrected(field: str, text: str) -> str:
    """Return a correction as it is kept: ISO dates, plain decimal amounts, other text trimmed.

    Args:
        field: key of the field.
        text: as typed: ``2026年3月5日``, ``12万元``, ``壹拾贰万元整`` …

    Raises:
        UserError: it is empty, or not what the field holds (no date, no amount, an identity number
            whose check character is wrong …); nothing is kept.
    """
    text = text.strip()
    if not text:
        raise UserError("更正后的内容为空，没有采纳。", "请填写内容，或选择“不采纳”。")
    known = fields().get(field)
    check = _BY_FIELD.get(field) or _BY_TYPE.get(known.type if known else "text")
    return check(text) if check else text


def displayed(field: str, value: str) -> str:
    """Return a kept value as it reads on the screen (1990年3月5日, 120,000.00元, 自然人)."""
    known = fields().get(field)
    kind = known.type if known else "text"
    # What was typed before a field had its type is shown as it is.
    with suppress(ValueError, InvalidOperation):
        if kind == "date":
            return format_date(date.fromisoformat(value))
        if kind == "amount":
            return format_amount(Decimal(value))
    if kind == "percent":
        return f"年利率{value}%" if value[:1].isdigit() else value
    return KIND_WORDS.get(value, value) if field == "party.kind" else value


def _date(text: str) -> str:
    try:
        return parse_date(text).isoformat()
    except ValueError as error:
        raise _refused(text, "日期", "2026年3月5日") from error


def _amount(text: str) -> str:
    try:
        return str(parse_amount(text).quantize(Decimal("0.01")))
    except (ValueError, InvalidOperation) as error:
        raise _refused(text, "金额", "120000.00元") from error


def _percent(text: str) -> str:
    bare = re.sub(r"\s", "", text).replace("％", "%")
    if match := _LPR.fullmatch(bare.upper()):
        return f"LPR×{match['times']}" if match["times"] else "LPR"
    if match := _RATE.fullmatch(bare):
        return format(Decimal(match["figure"]).normalize(), "f")
    raise _refused(text, "年利率", "24%”或“LPR×4")


def _identity(text: str) -> str:
    result = check_identity(text)
    if not result.valid:
        raise UserError(f"{result.message}没有采纳。", "请对照证件重新填写。")
    return clean(text)


def _credit_code(text: str) -> str:
    result = check_credit_code(text)
    if not result.valid:
        raise UserError(f"{result.message}没有采纳。", "请对照营业执照重新填写。")
    return clean(text)


def _account(text: str) -> str:
    bare = clean(text)
    if not re.fullmatch(r"[0-9A-Z*]{5,40}", bare):
        raise _refused(text, "账号", "6200000000000000109")
    return bare


def _phone(text: str) -> str:
    bare = re.sub(r"\s", "", clean(text).replace("-", ""))
    if not (_LINE.fullmatch(bare) or _LINE.fullmatch(re.sub(r"\s", "", text))):
        raise _refused(text, "电话号码", "13000000001”或“010-00000000")
    return re.sub(r"\s", "", text)


def _name(text: str) -> str:
    bare = re.sub(r"\s+", "" if re.search(r"[\u4e00-\u9fff]", text) else " ", text)
    if len(bare) > 60 or re.search(r"[，。；：！？、“”]", bare) or not re.search(r"[^\W\d_]", bare):
        raise _refused(text, "姓名或名称", "张三甲")
    return bare


def _sex(text: str) -> str:
    if text not in ("男", "女"):
        raise _refused(text, "性别", "男”或“女")
    return text


def _kind(text: str) -> str:
    keys = {words: key for key, words in KIND_WORDS.items()} | {key: key for key in KIND_WORDS}
    if text not in keys:
        raise _refused(text, "当事人类型", "”“".join(KIND_WORDS.values()))
    return keys[text]


def _refused(text: str, what: str, example: str) -> UserError:
    return UserError(f"“{text}”不是有效{what}，没有采纳。", f"请按“{example}”填写。")


_BY_TYPE: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"date": _date, "amount": _amount, "percent": _percent, "phone": _phone}
)
_BY_FIELD: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "party.identity": _identity,
        "party.credit_code": _credit_code,
        "party.name": _name,
        "agent.name": _name,
        "party.sex": _sex,
        "party.kind": _kind,
        "account.number": _account,
    }
)
