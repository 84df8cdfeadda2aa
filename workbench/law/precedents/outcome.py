"""The result of a judgment in a form that can be counted."""

import re
from collections.abc import Sequence
from dataclasses import replace

from workbench.law.precedents.model import Kind, Outcome, Part, Section, Stage
from workbench.law.precedents.outcome_civil import civil_outcome, mediated, sums
from workbench.law.precedents.outcome_criminal import criminal_outcome

_NOTICE = re.compile(
    r"(?:如|若)?(?:当事人|被告人)?[^。；\n]{0,8}(?:如不服|不服本|若不服|如果未按|如未按|如果未在)|本(?:判决|裁定|决定)(?:为终审|送达|自|立即|书)|"
    r"(?:一审|二审|本案)?[^。；\n，]{0,6}案件受理费|案件申请费|^审判"
)
_ABOVE = frozenset({Stage.SECOND, Stage.RETRIAL, Stage.REVIEW, Stage.DEATH_REVIEW})


def read_outcome(
    text: str, sections: Sequence[Section], kind: Kind, stage: Stage, document: str = ""
) -> Outcome:
    """Read the outcome from the section of the result; an empty one where there is none."""
    section = next((s for s in sections if s.part is Part.RESULT), None)
    if section is None:
        return Outcome()
    words = text[section.start : section.end]
    notice = _NOTICE.search(words)
    if notice and notice.start() > 0:
        words = words[: notice.start()]
    words = words.rstrip()
    if document.endswith("调解书"):
        return mediated(words, section.start)
    lower = stage in _ABOVE
    if kind is Kind.CRIMINAL:
        return _with_damages(criminal_outcome(words, section.start, lower), words)
    return civil_outcome(words, section.start, kind, lower, document)


def _with_damages(outcome: Outcome, words: str) -> Outcome:
    """Add the largest sum that goes to the victim in a joined civil action (附带民事诉讼)."""
    clauses = [c for c in re.split(r"[。；;\n]", words) if "附带民事" in c and "罚金" not in c]
    amount = max(sums("；".join(clauses)), default=None)
    return outcome if amount is None else replace(outcome, amount=amount)
