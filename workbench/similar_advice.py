"""Similar cases as advice: a card each, and one that says how their results spread."""

from workbench.kernel.advice import Advice, Provenance, Source, SourceKind
from workbench.kernel.numerals import format_date
from workbench.law.precedents.model import Origin, PrecedentHead
from workbench.law.precedents.outcome_words import outcome_words
from workbench.law.precedents.service import FEATURE
from workbench.law.precedents.similar import SimilarCase
from workbench.law.precedents.similar_outcome import Way, comparable
from workbench.law.precedents.similar_tiers import Tier, own_court
from workbench.law.precedents.spread import FEWEST, in_words
from workbench.own_judgments import in_words as in_words_of_own
from workbench.similar_cases import SHOWN, SimilarFound

PRECEDENT, SPREAD = "precedent", "spread"
"""Kinds of this advice."""
RULES_VERSION = "2026-11"
MOST_PLACES = 2
"""Places of the case's own papers that a card leads to."""
_GIST = 220
_TIERS = {
    Tier.GUIDING: "指导性案例 · 应当参照",
    Tier.HIGH: "本省高级人民法院裁判",
    Tier.OTHER: "其他法院裁判 · 供参考",
}
_SECOND = {Origin.LIBRARY: "人民法院案例库", Origin.TYPICAL: "典型案例"}
_OPPOSITE = (
    {Way.SUPPORTED, Way.REFUSED},
    {Way.UPHELD, Way.CHANGED},
)


def as_advice(found: SimilarFound) -> list[Advice]:
    """Return what was found as advice: the spread first, then supporting, contrary, unclear."""
    if not found.cases:
        return []
    made = _provenance(found)
    cards = [_card(found, case, made) for case in found.cases]
    return [_spread(found, made), *cards]


def said(found: SimilarFound) -> str:
    """Say in a sentence what a search gave that shows no card."""
    if found.cases:
        return ""
    own = in_words_of_own(found.own)
    where = f"案例库的 {found.searched:,} 件" if found.searched else "案例库"
    return (
        f"在{where}中没有找到与本案足够相近的案例（案由相同且事实用语相近）。"
        f"没有找到不等于不存在；可补充材料、核对案由，或导入更多案例后再次生成。{own}"
    )


def section_of(case: SimilarCase, lead: Way) -> str:
    """Return the head under which a similar case stands."""
    if not comparable(case.way, lead):
        return "结果未识别或不可比"
    if case.way is lead:
        return f"结果相同方向：{lead}"
    opposite = any({case.way, lead} == pair for pair in _OPPOSITE)
    return "结果相反方向" if opposite else "结果不同方向"


def subject_of(head: PrecedentHead) -> str:
    """Return what a card is about, the same after another import of the same judgment."""
    number = head.library_number or head.number
    return (
        f"precedent:{number}{head.document}" if number else f"precedent:{head.title}{head.decided}"
    )


def title_of(head: PrecedentHead) -> str:
    """Return name and number of a precedent."""
    number = head.library_number or head.number
    return f"{head.title} {number}" if number and number not in head.title else head.title


def tier_words(case: SimilarCase, court: str) -> str:
    """Return the tier of a similar case in a few words (法发〔2020〕24号 art. 4, 9).

    Args:
        case: the similar case.
        court: the court that searches.
    """
    head, asking = case.head, own_court(court)
    own = head.origin is Origin.OWN or (asking is not None and head.court == asking.name)
    if case.tier is Tier.OWN:
        return "本院裁判" if own else "上一级人民法院裁判"
    if case.tier is Tier.SUPREME:
        return _SECOND.get(head.origin, "最高人民法院裁判")
    return _TIERS[case.tier]


def likeness_words(case: SimilarCase) -> str:
    """Say in words in what a judgment is like the case; a percentage would claim too much."""
    found = case.elements
    parts = (
        ("案由", found.causes),
        ("要件", found.requirements),
        ("情节", found.circumstances),
        ("争议焦点", found.issues),
        ("引用法条", found.articles),
        ("事实用语", found.words),
    )
    return f"相近：{'、'.join(name for name, there in parts if there)}"


def _card(found: SimilarFound, case: SimilarCase, made: Provenance) -> Advice:
    head = case.head
    title = title_of(head)
    return Advice(
        feature=FEATURE,
        case=found.search.text.case.id,
        kind=PRECEDENT,
        title=title,
        body=_body(head),
        reasons=case.reasons,
        sources=(
            Source(SourceKind.PRECEDENT, title, str(head.id)),
            *found.search.text.places(case.elements.words, MOST_PLACES),
        ),
        provenance=made,
        subject=subject_of(head),
        section=section_of(case, found.lead),
        notes=_notes(case, found.search.court),
    )


def _body(head: PrecedentHead) -> str:
    if head.gist:
        return head.gist if len(head.gist) <= _GIST else f"{head.gist[:_GIST]}……"
    words = outcome_words(head.outcome)
    return f"裁判结果：{words}。" if words else "裁判结果未能从文书中读出，请看原文。"


def _notes(case: SimilarCase, asking: str) -> tuple[str, ...]:
    head = case.head
    day = format_date(head.decided) if head.decided else "日期不明"
    age = "" if case.recent else "（三年以前）"
    copies = (f"同系列另有 {case.copies} 件",) if case.copies else ()
    court = (head.court,) if head.court and head.court not in head.title else ()
    return (tier_words(case, asking), *court, f"{day}{age}", likeness_words(case), *copies)


def _spread(found: SimilarFound, made: Provenance) -> Advice:
    counted = found.counted or found.cases
    return Advice(
        feature=FEATURE,
        case=found.search.text.case.id,
        kind=SPREAD,
        title="裁判结果分布",
        body=in_words(found.spread),
        reasons=_counted(found),
        sources=tuple(_link(case.head) for case in counted),
        provenance=made,
        subject="spread",
        notes=tuple(filter(None, (in_words_of_own(found.own),))),
    )


def _counted(found: SimilarFound) -> tuple[str, ...]:
    if not found.spread.enough:
        return ()
    return (
        (
            f"从案例库 {found.searched:,} 件中取最相近、且足够相近的 {found.spread.cases} 件计数，"
            f"同一系列只计一件；不足 {FEWEST} 件的项目不作分布。"
        ),
    )


def _link(head: PrecedentHead) -> Source:
    return Source(SourceKind.PRECEDENT, title_of(head), str(head.id))


def _provenance(found: SimilarFound) -> Provenance:
    question = found.search.question
    return Provenance(
        "案由、事实用语、情节、引用法条比较",
        RULES_VERSION,
        str(found.search.imported or ""),
        {
            "cause": question.cause,
            "court": found.search.court,
            "kind": str(question.scope.kind or ""),
            "on": found.search.day.isoformat(),
            "searched": found.searched,
            "top": SHOWN,
        },
    )
