"""Checks of case numbers that need no library: year, level, title, suspicious serials.

Source: 法〔2015〕137号 for the elements; the lists behind the checks are data
(``resources/rules/case_number.toml``).
"""

import re
from datetime import date
from itertools import pairwise

from workbench.kernel.finding import Finding, Status
from workbench.reference.case_number import CaseNumber
from workbench.reference.courts import LEVEL_WORDS
from workbench.reference.rule_data import read_toml

_BASIS = "《关于人民法院案件案号的若干规定》（法〔2015〕137号）"
_TITLE = re.compile(r"判决书|裁定书|调解书|决定书|通知书|支付令|令$")
_DOMAIN_WORDS = ("刑事", "民事", "行政", "赔偿", "执行")


def check_year(number: CaseNumber, today: date, filed: date | None = None) -> Finding:
    """Compare the year with today and, where known, with the filing date (立案日期)."""
    rule = "case_number.year"
    if number.year > today.year:
        message = f"案号年度{number.year}晚于当前年度{today.year}。"
        return Finding(rule, Status.DIFFERS, message, _BASIS, number.text)
    if filed is None:
        message = f"案号年度{number.year}不晚于当前年度；未填立案日期，未与之核对。"
        return Finding(rule, Status.NOT_CHECKED, message, _BASIS, number.text)
    if number.year != filed.year:
        message = f"案号年度为{number.year}，立案日期在{filed.year}年。"
        return Finding(rule, Status.DIFFERS, message, _BASIS, number.text)
    message = f"案号年度与立案日期同为{filed.year}年。"
    return Finding(rule, Status.CONFIRMED, message, _BASIS, number.text)


def check_level(number: CaseNumber) -> Finding:
    """Compare the court's level by its code with what the type code needs."""
    rule = "case_number.level"
    if number.legacy:
        return _unread(rule, number)
    least: int | None = read_toml("case_number.toml")["least_level"].get(number.type_code)
    level = LEVEL_WORDS[number.level]
    if least is not None and number.level > least:
        message = (
            f"法院代字“{number.court_code}”为{level}，"
            f"类型代字“{number.type_code}”只用于{LEVEL_WORDS[least]}以上法院。"
        )
        return Finding(rule, Status.DIFFERS, message, _BASIS, number.text)
    message = f"法院代字“{number.court_code}”（{level}）可用类型代字“{number.type_code}”。"
    return Finding(rule, Status.CONFIRMED, message, _BASIS, number.text)


def check_title(number: CaseNumber, title: str) -> Finding:
    """Compare the type code with the title of the document (民初 ↔ 民事判决书)."""
    rule = "case_number.title"
    title = re.sub(r"\s", "", title)
    if number.legacy or number.type is None:
        return _unread(rule, number)
    words: list[str] = read_toml("case_number.toml")["title_words"].get(number.type.domain, [])
    named = [word for word in _DOMAIN_WORDS if word in title]
    if not words or not named or not _TITLE.search(title):
        message = f"“{title}”未写明案件类别，未与类型代字“{number.type_code}”核对。"
        return Finding(rule, Status.NOT_CHECKED, message, _BASIS, number.text)
    if any(word in named for word in words):
        message = f"文书名称“{title}”与类型代字“{number.type_code}”相符。"
        return Finding(rule, Status.CONFIRMED, message, _BASIS, number.text)
    message = (
        f"文书名称为“{title}”，类型代字“{number.type_code}”属{number.type.domain}案件"
        f"（文书名称通常含“{'”或“'.join(words)}”）。"
    )
    return Finding(rule, Status.DIFFERS, message, _BASIS, number.text)


def check_serial(number: CaseNumber) -> Finding:
    """Say whether the serial of a *cited* case looks made up (12345, 1111).

    A regular serial may be real: the answer is "not checked", with the advice to look it up.
    """
    rule = "case_number.serial"
    regular = [serial for serial in number.serials if _is_regular(str(serial))]
    if not regular:
        message = "编号无明显的顺序或重复规律；案件是否存在须另行查核。"
        return Finding(rule, Status.NOT_CHECKED, message, "", number.text)
    message = (
        f"编号{regular[0]}为连续或重复数字，援引的案件可能是编造的，请查核原裁判文书后再引用。"
    )
    return Finding(rule, Status.NOT_CHECKED, message, "", number.text, "请查核原文")


def check(
    number: CaseNumber,
    today: date,
    filed: date | None = None,
    title: str = "",
    cited: bool = False,
) -> list[Finding]:
    """Run the checks that apply.

    Args:
        number: the case number.
        today: the day of the check.
        filed: filing date of the case, where known.
        title: name of the document that bears the number; empty leaves that check out.
        cited: the number is of another case, cited in a text.
    """
    findings = [check_year(number, today, filed), check_level(number)]
    if title:
        findings.append(check_title(number, title))
    if cited:
        findings.append(check_serial(number))
    return findings


def _is_regular(digits: str) -> bool:
    if len(digits) < 3:
        return False
    steps = {int(b) - int(a) for a, b in pairwise(digits)}
    # All equal (1111), counting up (1234) or counting down (4321).
    return len(steps) == 1 and steps <= {0, 1, -1}


def _unread(rule: str, number: CaseNumber) -> Finding:
    message = "案号为2016年以前的旧式写法或类型代字不在标准之列，未核对。"
    return Finding(rule, Status.NOT_CHECKED, message, _BASIS, number.text)
