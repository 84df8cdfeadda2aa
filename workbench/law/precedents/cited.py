"""Case numbers cited in a text, checked against the library of precedents.

Not found does not mean that there is no such case: the library holds what was imported. A number
that contradicts itself (level, kind, year) and a serial in sequence (12345, 1111) are said, since
made-up citations look like that.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from workbench.kernel.errors import UserError
from workbench.kernel.finding import Finding, Status
from workbench.kernel.numerals import format_date
from workbench.law.precedents.model import LIBRARY_NUMBER, PrecedentHead
from workbench.reference.case_number import PROVINCES, CaseNumber, find_all, parse
from workbench.reference.case_number_checks import (
    check_level,
    check_serial,
    check_title,
    check_year,
)
from workbench.reference.courts import Court, court_of_name, find_courts

NOT_HERE = "未在本机案例库中找到，不等于不存在，请查核原裁判文书。"
_GUIDING = re.compile(r"(?:最高人民法院)?指导(?:性)?案例\s*第?\s*(?P<no>\d{1,4})\s*号")
_DOCUMENT = re.compile(
    r"^\s*(?:的|一案的|号)?(?P<name>[\u4e00-\u9fff]{0,10}?(?:判决|裁定|调解|决定|通知|执行裁定)书?)"
)
_LIKE = re.compile(
    rf"[（(〔](?:19|20)\d{{2}}[）)〕]\s*(?:最高法|[{PROVINCES}滇蜀贵秦陇台港澳蒙申湾])\d{{0,6}}"
    r"[\u4e00-\u9fff]{1,6}\d{1,8}号"
)
_OF_CASES = re.compile("[刑民行执赔商知海破监申初终再]")
_NEAR = 40

Lookup = Callable[[str], Sequence[PrecedentHead]]
"""Finds the precedents with a case number in standard form, or with a library number."""


@dataclass(frozen=True)
class CitedCase:
    """A case that a text cites.

    Attributes:
        start, end: characters of its number in the text.
        number: in standard form.
        status: confirmed: it is in the library and what the text says of it fits; differs: the
            number contradicts itself, or what the text says of it does; not_found: not in the
            library and nothing else to say; not_checked: cannot be read, or suspicious.
        message: Chinese sentences.
        found: the precedents of the library with this number.
        findings: the single checks.
    """

    start: int
    end: int
    number: str
    status: Status
    message: str
    found: tuple[PrecedentHead, ...]
    findings: tuple[Finding, ...]


def cited_cases(text: str, lookup: Lookup, today: date, own: Sequence[str] = ()) -> list[CitedCase]:
    """Find the cases that a text cites and look each up; each mention once, in order.

    Args:
        text: a paper or draft.
        lookup: see :data:`Lookup`.
        today: the day of the check.
        own: numbers in standard form, also library numbers, that are the text's own and left out.
    """
    cited = []
    for mention in find_all(text):
        if mention.number.text not in own and _is_case(mention.number):
            said = _Said.around(text, mention.start, mention.end)
            found = _found(mention.number, lookup)
            findings = _findings(mention.number, said, found, today)
            cited.append(_case(mention.start, mention.end, mention.number.text, found, findings))
    cited += _unread(text, [(case.start, case.end) for case in cited])
    for pattern in (_GUIDING, LIBRARY_NUMBER):
        for match in pattern.finditer(text):
            number = match[0] if pattern is LIBRARY_NUMBER else f"指导性案例{int(match['no'])}号"
            if number in own:
                continue
            found = tuple(lookup(number))
            findings = [_presence(number, found)]
            cited.append(_case(match.start(), match.end(), number, found, findings))
    return sorted(cited, key=lambda case: case.start)


def may_cite(text: str) -> bool:
    """Say quickly whether a text may cite a case at all; most texts do not."""
    return "号" in text or LIBRARY_NUMBER.search(text) is not None


def _is_case(number: CaseNumber) -> bool:
    """Say whether a number in the older style is a case's, not that of a deed or a permit."""
    return not number.legacy or bool(_OF_CASES.search(number.court_code))


@dataclass(frozen=True)
class _Said:
    """What the text says of a cited case beside its number."""

    court: Court | None
    document: str

    @classmethod
    def around(cls, text: str, start: int, end: int) -> "_Said":
        before = text[max(0, start - _NEAR) : start]
        courts = find_courts(before)
        # Only a court directly before the number is the court of that number.
        near = courts and re.fullmatch(
            r"[\s（(]*(?:于.{4,12}日?)?(?:作出(?:的)?)?\s*", before[courts[-1].end :]
        )
        match = _DOCUMENT.match(text[end : end + _NEAR])
        return cls(courts[-1].court if near else None, match["name"] if match else "")


def _unread(text: str, known: Sequence[tuple[int, int]]) -> list[CitedCase]:
    """Return what looks like a case number and cannot be one (法院代字、类型代字不合规定)."""
    unread = []
    for match in _LIKE.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in known):
            continue
        try:
            parse(match[0])
        except UserError as error:
            finding = Finding("cited_case.form", Status.DIFFERS, error.message, "", match[0])
            unread.append(_case(match.start(), match.end(), match[0], (), [finding]))
    return unread


def _found(number: CaseNumber, lookup: Lookup) -> tuple[PrecedentHead, ...]:
    """Look a number up; of joined ones those of any, each judgment once."""
    found = list(lookup(number.text))
    if len(number.serials) > 1:
        found += [head for one in number.singles for head in lookup(one)]
    return tuple({head.id: head for head in found}.values())


def _findings(
    number: CaseNumber, said: _Said, found: Sequence[PrecedentHead], today: date
) -> list[Finding]:
    findings = [check_year(number, today), check_level(number), check_serial(number)]
    if said.document:
        findings.append(check_title(number, _whole(said.document)))
    if said.court is not None:
        findings.append(_court(number, said.court, found))
    findings.append(_presence(number.text, found))
    if found and said.document:
        findings.append(_document(number.text, said.document, found))
    return findings


def _whole(document: str) -> str:
    return document if document.endswith("书") else f"{document}书"


def _court(number: CaseNumber, said: Court, found: Sequence[PrecedentHead]) -> Finding:
    """Compare the court that the text names with that of the number's code or of the library."""
    rule = "cited_case.court"
    known = number.court.name if number.court else (found[0].court if found else "")
    if not known:
        words = "案号的法院代字不在所附名单中，所称法院未与之核对。"
        return Finding(rule, Status.NOT_CHECKED, words, "", number.text)
    listed = court_of_name(known)
    if said.name in (known, listed.name if listed else known):
        return Finding(rule, Status.CONFIRMED, f"所称法院与案号一致：{known}。", "", number.text)
    words = f"文中称{said.name}，案号的法院为{known}。"
    return Finding(rule, Status.DIFFERS, words, "", number.text)


def _presence(number: str, found: Sequence[PrecedentHead]) -> Finding:
    rule = "cited_case.library"
    if not found:
        return Finding(rule, Status.NOT_FOUND, NOT_HERE, "", number)
    return Finding(rule, Status.CONFIRMED, f"本机案例库有此案：{_named(found[0])}。", "", number)


def _named(head: PrecedentHead) -> str:
    day = format_date(head.decided) if head.decided else ""
    return "，".join(part for part in (head.title, head.court, head.document, day) if part)


def _document(number: str, said: str, found: Sequence[PrecedentHead]) -> Finding:
    rule = "cited_case.document"
    kinds = {head.document for head in found if head.document}
    sort = re.search("判决|裁定|调解|决定|通知", said)
    if not kinds or sort is None:
        return Finding(rule, Status.NOT_CHECKED, "文书种类未核对。", "", number)
    if any(sort.group() in kind for kind in kinds):
        return Finding(rule, Status.CONFIRMED, f"文书种类相符：{said}。", "", number)
    words = f"文中称{said}，案例库中该案号的文书为{'、'.join(sorted(kinds))}。"
    return Finding(rule, Status.DIFFERS, words, "", number)


def _case(
    start: int,
    end: int,
    number: str,
    found: Sequence[PrecedentHead],
    findings: Sequence[Finding],
) -> CitedCase:
    differing = [f for f in findings if f.status is Status.DIFFERS]
    suspicious = [f for f in findings if f.suggestion]
    here = [f for f in findings if f.rule == "cited_case.library"]
    if differing:
        status, told = Status.DIFFERS, [*differing, *suspicious, *here]
    elif found:
        status, told = Status.CONFIRMED, here
    elif suspicious:
        status, told = Status.NOT_CHECKED, [*suspicious, *here]
    else:
        status, told = Status.NOT_FOUND, here
    message = "".join(finding.message for finding in told)
    return CitedCase(start, end, number, status, message, tuple(found), tuple(findings))
