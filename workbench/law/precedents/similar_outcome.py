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
_SEVERE = {Penalty.DEATH, Penalty.DEATH_SUSPENDED, Penalty.LIFE}
_MILD = {Penalty.CONTROL, Penalty.FINE, Penalty.EXEMPT}
_PRISON = {Penalty.TERM, Penalty.DETENTION}


def way(head: PrecedentHead) -> Way:
    """Return which way a decision went, as far as its structured outcome says it."""
    results = set(head.outcome.results)
    appeal = next((w for w, known in _BY_RESULT[:2] if results & known), None)
    if appeal:
        return appeal
    if head.kind is Kind.CRIMINAL:
        return _criminal(head)
    return next((w for w, known in _BY_RESULT[2:] if results & known), Way.UNKNOWN)


def _criminal(head: PrecedentHead) -> Way:
    """Return the way of a criminal case of first instance: that of its heaviest sentence."""
    sentences = head.outcome.sentences
    served = (s for s in sentences if not s.suspended)
    if any(s.penalty in _SEVERE | _PRISON for s in served):
        return Way.IMPRISONED
    if any(s.penalty in _MILD or s.suspended for s in sentences):
        return Way.LENIENT
    if Result.ACQUITTED in head.outcome.results:
        return Way.ACQUITTED
    return Way.LENIENT if Result.EXEMPTED in head.outcome.results else Way.UNKNOWN


def contrary(one: Way, other: Way) -> bool:
    """Say whether two decisions went different ways; what is unknown contradicts nothing."""
    return one is not other and Way.UNKNOWN not in (one, other)
