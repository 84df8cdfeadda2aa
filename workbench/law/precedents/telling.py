"""A cited case in a few words, as a window shows it beside the text that cites it."""

from workbench.kernel.finding import Status
from workbench.kernel.numerals import format_date, format_integer
from workbench.law.citation.telling import Told, Tone
from workbench.law.precedents.cited import CitedCase
from workbench.law.precedents.model import PrecedentHead

_MISSING = "本机案例库未找到，不等于不存在"
_HERE = "本机案例库有此案"
_MOST_NAMED = 3


def tell_case(case: CitedCase) -> Told:
    """Put what the check of a cited case found into words."""
    differs = case.status is Status.DIFFERS
    suspicious = case.status is Status.NOT_CHECKED
    if case.found:
        standing = f"{_HERE}，与文中所述不一致" if differs else _HERE
        tone = Tone.WARN if differs else Tone.GOOD
    elif differs or suspicious:
        standing = f"{_MISSING}；{'案号有误或与文中所述不一致' if differs else '编号可疑'}"
        tone = Tone.WARN
    else:
        standing, tone = _MISSING, Tone.OPEN
    named = [_named(head) for head in case.found[:_MOST_NAMED]]
    if len(case.found) > _MOST_NAMED:
        named.append(f"等{format_integer(len(case.found))}件")
    gist = case.found[0].gist if len(case.found) == 1 else ""
    note = case.message if differs or not case.found else ""
    return Told(case.number, standing, tone, "\n".join([*named, *([gist] if gist else [])]), note)


def _named(head: PrecedentHead) -> str:
    day = format_date(head.decided) if head.decided else ""
    return "，".join(part for part in (head.title, head.court, head.document, day) if part)
