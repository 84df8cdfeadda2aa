"""Which way a decision went, so that supporting and contrary outcomes can be set side by side."""

from enum import StrEnum

from workbench.law.precedents.model import Kind, Penalty, PrecedentHead, Result


class Way(StrEnum):
    """Which way a decision went."""

    SUPPORTED = "支持请求"
    REFUSED = "不支持请求"
    UPHELD = "维持"
    CHANGED = "改判或发回"
    IMPRISONED = "判处实刑"
    LENIENT = "缓刑、管制、单处罚金或免予刑事处罚"
    ACQUITTED = "无罪"
    UNKNOWN = "未识别"


_BY_RESULT = (
    (Way.CHANGED, {Result.CHANGED, Result.REMANDED, Result.RETRIAL_ORDERED}),
    (Way.UPHELD, {Result.UPHELD, Result.REVIEW_REFUSED, Result.APPROVED}),
    (
        Way.SUPPORTED,
        {
            *(Result.SUPPORTED, Result.PARTLY, Result.REVOKED, Result.ILLEGAL, Result.INVALID),
            *(Result.PERFORM, Result.OBJECTION_UPHELD),
        },
    ),
    (Way.REFUSED, {Result.REJECTED, Result.DISMISSED, Result.OBJECTION_REJECTED}),
)
_PRISON = {Penalty.DEATH, Penalty.DEATH_SUSPENDED, Penalty.LIFE, Penalty.TERM, Penalty.DETENTION}
_MILD = {Penalty.CONTROL, Penalty.FINE, Penalty.EXEMPT}
_ALIKE = (
    {Way.SUPPORTED, Way.REFUSED},
    {Way.UPHELD, Way.CHANGED},
    {Way.IMPRISONED, Way.LENIENT, Way.ACQUITTED},
)


def way(head: PrecedentHead) -> Way:
    """Return which way a decision went, as far as its structured outcome says it.

    A criminal judgment goes the way of its heaviest sentence, also where it changes another one;
    every other decision on an appeal goes the way of the appeal.
    """
    if head.kind is Kind.CRIMINAL and (sentenced := _sentenced(head)):
        return sentenced
    results = set(head.outcome.results)
    return next((went for went, known in _BY_RESULT if results & known), Way.UNKNOWN)


def _sentenced(head: PrecedentHead) -> Way | None:
    sentences = head.outcome.sentences
    if any(s.penalty in _PRISON and not s.suspended for s in sentences):
        return Way.IMPRISONED
    if any(s.penalty in _MILD or s.suspended for s in sentences):
        return Way.LENIENT
    if Result.ACQUITTED in head.outcome.results:
        return Way.ACQUITTED
    return Way.LENIENT if Result.EXEMPTED in head.outcome.results else None


def contrary(one: Way, other: Way) -> bool:
    """Say whether two decisions went different ways; only what can be compared contradicts."""
    return one is not other and any({one, other} <= alike for alike in _ALIKE)


def comparable(one: Way, other: Way) -> bool:
    """Say whether two decisions can be compared at all."""
    return one is not Way.UNKNOWN and (one is other or contrary(one, other))
