"""Identity numbers, credit codes, telephone and card numbers: what the digits themselves say.

Sources: GB 11643-1999 (公民身份号码, check character by ISO 7064 MOD 11-2), GB/T 2260 (province
codes), GB 32100-2015 (统一社会信用代码, check character mod 31), ISO/IEC 7812-1 (Luhn).
"""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from workbench.kernel.numerals import format_date
from workbench.papers.model import Checksum

PROVINCE_CODES: Mapping[str, str] = MappingProxyType(
    {
        "11": "北京市", "12": "天津市", "13": "河北省", "14": "山西省", "15": "内蒙古自治区",
        "21": "辽宁省", "22": "吉林省", "23": "黑龙江省", "31": "上海市", "32": "江苏省",
        "33": "浙江省", "34": "安徽省", "35": "福建省", "36": "江西省", "37": "山东省",
        "41": "河南省", "42": "湖北省", "43": "湖南省", "44": "广东省",
        "45": "广西壮族自治区", "46": "海南省", "50": "重庆市", "51": "四川省",
        "52": "贵州省", "53": "云南省", "54": "西藏自治区", "61": "陕西省", "62": "甘肃省",
        "63": "青海省", "64": "宁夏回族自治区", "65": "新疆维吾尔自治区",
        "71": "台湾省", "81": "香港特别行政区", "82": "澳门特别行政区", "83": "台湾省",
    }
)  # fmt: skip
"""First two digits of an address code (GB/T 2260; 81–83 also in 居住证 numbers)."""

_ID_WEIGHTS = tuple(pow(2, 17 - i, 11) for i in range(17))
_ID_CHECK = "10X98765432"
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))


def clean(number: str) -> str:
    """Remove blanks and hyphens, and put letters in capitals and half width."""
    half = str.maketrans("０１２３４５６７８９ｘＸ", "0123456789XX")
    return re.sub(r"[\s\-－]", "", number.translate(half)).upper()


def identity_check_character(digits: str) -> str:
    """Return the 18th character for 17 digits (ISO 7064 MOD 11-2).

    Raises:
        ValueError: not 17 digits.
    """
    if not re.fullmatch(r"[0-9]{17}", digits):
        raise ValueError("seventeen digits are needed")
    total = sum(int(d) * w for d, w in zip(digits, _ID_WEIGHTS, strict=True))
    return _ID_CHECK[total % 11]


def check_identity(number: str, today: date | None = None) -> Checksum:
    """Check a citizen's identity number (18 digits, or 15 of before 1999).

    Args:
        number: the number, blanks allowed.
        today: births after this day are refused; without it no such check.

    Returns:
        ``facts``: ``region`` (province) and ``region_code`` (six digits) where known.
    """
    text = clean(number)
    if re.fullmatch(r"[0-9]{15}", text):
        return _facts(text, f"19{text[6:12]}", int(text[14]), today, old=True)
    if not re.fullmatch(r"[0-9]{17}[0-9X]", text):
        return Checksum(False, f"公民身份号码应为18位，现为{len(text)}位或含其他字符。")
    expected = identity_check_character(text[:17])
    if expected != text[17]:
        return Checksum(False, f"公民身份号码校验不符：末位应为{expected}，现为{text[17]}。")
    return _facts(text, text[6:14], int(text[16]), today, old=False)


def _facts(text: str, day: str, order: int, today: date | None, old: bool) -> Checksum:
    try:
        birth = date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return Checksum(False, f"公民身份号码中的出生日期{day}不存在。")
    if today is not None and birth > today:
        return Checksum(False, f"公民身份号码中的出生日期{format_date(birth)}晚于今天。")
    region = PROVINCE_CODES.get(text[:2])
    if region is None:
        return Checksum(False, f"公民身份号码前两位{text[:2]}不是省级行政区划代码。")
    sex = "男" if order % 2 else "女"
    state = "为15位旧号码，无校验位" if old else "校验相符"
    message = f"公民身份号码{state}：{sex}，{format_date(birth)}出生，{region}。"
    return Checksum(True, message, birth, sex, {"region": region, "region_code": text[:6]})


def credit_check_character(code: str) -> str:
    """Return the 18th character for 17 characters of a credit code (GB 32100, mod 31).

    Raises:
        ValueError: not 17 characters of the code's alphabet (no I, O, S, V, Z).
    """
    if len(code) != 17 or any(c not in _CREDIT_ALPHABET for c in code):
        raise ValueError("seventeen characters of the alphabet are needed")
    total = sum(_CREDIT_ALPHABET.index(c) * w for c, w in zip(code, _CREDIT_WEIGHTS, strict=True))
    return _CREDIT_ALPHABET[-total % 31]


def check_credit_code(number: str) -> Checksum:
    """Check a unified social credit code (统一社会信用代码)."""
    text = clean(number)
    if len(text) != 18 or any(c not in _CREDIT_ALPHABET for c in text):
        return Checksum(False, "统一社会信用代码应为18位数字或大写字母（不用I、O、S、V、Z）。")
    expected = credit_check_character(text[:17])
    if expected != text[17]:
        return Checksum(False, f"统一社会信用代码校验不符：末位应为{expected}，现为{text[17]}。")
    facts = {"region_code": text[2:8], "organisation": f"{text[8:16]}-{text[16]}"}
    region = PROVINCE_CODES.get(text[2:4])
    if region:
        facts["region"] = region
    return Checksum(True, "统一社会信用代码校验相符。", facts=facts)


def check_mobile(number: str) -> Checksum:
    """Check the form of a mobile number of the mainland (11 digits, 13–19)."""
    text = re.sub(r"^(?:\+?86)(?=1)", "", clean(number))
    if re.fullmatch(r"1[3-9][0-9]{9}", text):
        return Checksum(True, "手机号码格式相符；号码是否在用无从核对。")
    return Checksum(False, "手机号码应为11位，以13至19开头。")


def check_bank_card(number: str) -> Checksum:
    """Check a bank card number (13–19 digits, Luhn)."""
    text = clean(number)
    if not re.fullmatch(r"[0-9]{13,19}", text):
        return Checksum(False, "银行卡号应为13至19位数字。")
    total = 0
    for place, digit in enumerate(int(c) for c in reversed(text)):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    if total % 10:
        return Checksum(False, "银行卡号校验不符，可能有误；对公账号和部分存折账号没有校验位。")
    return Checksum(True, "银行卡号校验相符。")
