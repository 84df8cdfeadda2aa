"""Checks of what a person types into a case, in words.

What cannot be stored is refused; what can be stored and looks wrong is stored with a warning:
a paper may really bear a wrong number.
"""

from collections.abc import Callable, Sequence
from datetime import date

from workbench.kernel.clock import today
from workbench.kernel.errors import UserError
from workbench.kernel.finding import Status
from workbench.kernel.numerals import format_date, parse_date
from workbench.papers import identity
from workbench.papers.model import Case, Party


def title(text: str) -> str:
    """Return a name of a case.

    Raises:
        UserError: it is empty.
    """
    if not text:
        raise UserError("案件名称不能为空，没有保存。", "请填写名称。")
    return text


def number(text: str) -> str:
    """Return a case number in its form.

    Raises:
        UserError: it is none; the sentence says which part is wrong.
    """
    from workbench.reference.case_number import parse

    return parse(text).text if text else ""


def number_warning(case: Case, twins: Sequence[Case], text: str) -> str:
    """Return what is odd about a case number that was accepted, a sentence each."""
    from workbench.reference import case_number_checks
    from workbench.reference.case_number import parse

    said = [f"另有案件使用同一案号：{twin.title}。" for twin in twins[:3]]
    try:
        parsed = parse(text)
    except UserError:
        return "".join(said)
    found = case_number_checks.check(parsed, today(), case.filed)
    said += [finding.message for finding in found if finding.status is Status.DIFFERS]
    if not parsed.legacy and parsed.court is None:
        said.append(f"法院代字“{parsed.court_code}”不在所附名单中，已按所填保存，请核对。")
    elif parsed.court and case.court and not _same(parsed.court.name, case.court):
        said.append(f"法院代字“{parsed.court_code}”为{parsed.court.name}，与所填法院不同。")
    return "".join(said)


def parse_day(text: str) -> date | None:
    """Read a typed date; ``None`` for an empty text.

    Raises:
        UserError: the text is not a date of the calendar.
    """
    if not text.strip():
        return None
    try:
        return parse_date(text)
    except ValueError as error:
        raise UserError(
            f"“{text.strip()}”不是有效日期，没有保存。", "请按“2026年3月5日”填写。"
        ) from error


def day(text: str) -> str:
    """Return a date as it is shown; empty for an empty text.

    Raises:
        UserError: the calendar has no such day.
    """
    found = parse_day(text)
    return format_date(found) if found else ""


def day_warning(text: str) -> str:
    """Say that a day lies far from the present."""
    try:
        found = parse_day(text)
    except UserError:
        return ""
    if found is not None and not date(1990, 1, 1) <= found <= date(today().year + 5, 12, 31):
        return f"{text}离现在很远，请核对年份。"
    return ""


def days(text: str) -> str:
    """Return a number of days.

    Raises:
        UserError: it is none.
    """
    if not text:
        return ""
    cleaned = text.removesuffix("日").removesuffix("天").strip()
    if not (cleaned.isdecimal() and int(cleaned) <= 3650):
        raise UserError(f"“{text}”不是天数，没有保存。", "请填写整数，例如：30。")
    return f"{int(cleaned)}日" if int(cleaned) else ""


def people(text: str) -> str:
    """Return names with 、 between them."""
    for mark in "，,;； ":
        text = text.replace(mark, "、")
    return "、".join(part for part in text.split("、") if part)


def name(text: str) -> str:
    """Return the name of a party.

    Raises:
        UserError: it is empty.
    """
    if not text:
        raise UserError("姓名或名称不能为空，没有保存。", "请填写姓名或名称，或移除该当事人。")
    return text


def identity_number(text: str) -> str:
    """Return an identity number or credit code without blanks."""
    return identity.clean(text)


def identity_warning(party: Party, text: str) -> str:
    """Say what the digits tell: that they do not fit, or birth and sex that they contradict."""
    if not text:
        return ""
    if party.kind not in ("natural", ""):
        code = identity.check_credit_code(text)
        return "" if code.valid else f"{code.message}已按所填保存，请核对原件。"
    found = identity.check_identity(text, today())
    if not found.valid:
        return f"{found.message}已按所填保存，请核对原件；护照等其他证件不作此核对。"
    said = []
    if found.birth and party.birth and found.birth != party.birth:
        said.append(
            f"号码中的出生日期为{format_date(found.birth)}，"
            f"所填出生日期为{format_date(party.birth)}。"
        )
    if found.sex and party.sex and found.sex != party.sex:
        said.append(f"号码表示性别为{found.sex}，所填性别为{party.sex}。")
    return "".join(said)


def phone_warning(text: str) -> str:
    """Say that a number is neither a mobile number nor one with an area code."""
    if not text or identity.check_mobile(text).valid:
        return ""
    digits = [c for c in text if c.isdigit()]
    if text.strip().startswith("0") and 10 <= len(digits) <= 16:
        return ""
    return "不像手机号码（11位）或带区号的电话，已按所填保存，请核对。"


def birth_warning(party: Party) -> Callable[[str], str]:
    """Return the check of a birth date against the identity number of a party."""

    def check(text: str) -> str:
        born = parse_day(text)
        if born is not None and born > today():
            return "出生日期晚于今天。"
        if party.kind != "natural" or not party.identity:
            return ""
        found = identity.check_identity(party.identity)
        if found.valid and found.birth and born and found.birth != born:
            return f"与公民身份号码中的{format_date(found.birth)}不同。"
        return ""

    return check


def _same(listed: str, typed: str) -> bool:
    return listed.endswith(typed) or typed.endswith(listed)
