"""How far the claims of the plaintiff were granted, clause by clause of a decision.

A counterclaim (反诉) is left out: what counts is how the suit itself went. Who refuses a divorce
refuses the claim, though nothing is said to be dismissed (民法典 art. 1079).
"""

import re
from collections.abc import Iterator

from workbench.law.precedents.model import Result

_CLAUSE = re.compile(r"[。；;\n]+")
_NUMBER = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.．])?\s*")
_COSTS = re.compile(
    r"^[^，]{0,30}(?:受理费|诉讼费用?|保全费|公告费|鉴定费|申请费|评估费)[^，]{0,30}(?:，|由|负担|收取|承担)|^减半收取"
)
_REFUSED = re.compile(
    r"^(?:依法)?驳回|(?:诉讼请求|请求|主张)[^，]{0,8}不予支持|^不(?:准|予|许|准予|准许)(?![^，]{0,4}受理)"
)
_OTHERS = re.compile(r"驳回.{0,160}(?:其他|其它|其余|剩余|多余|过高|部分|超出).{0,40}(?:请求|诉请)")
_COUNTER_REFUSED = re.compile(
    r"^(?:依法)?驳回(?!本诉)(?!.{0,60}?(?:本诉|原告[^，]{0,40}（反诉被告）))"
    r".{0,160}?(?:反诉原告|反诉)"
)
_COUNTER_GRANTED = re.compile(
    r"^(?:限|由)?(?:本诉)?(?:原告[^，]{0,60}?（反诉被告）|原告（反诉被告|反诉被告)"
    r".{0,120}(?:支付|给付|赔偿|返还|偿还|退还|交付|腾|搬|协助|履行|配合)"
)
_CHANGED = re.compile(r"(?:撤\s*销|变更|维持)[^。；]{2,80}(?:判决|裁定|决定|第.{1,8}项)")
_TOLD = re.compile(r"[一二三四五六七八九十、\s\d]")
_GRANTED_RULING = re.compile(
    r"准(?:许|予)(?:拍卖|变卖|对)|(?:调解协议|协议)有效|撤\s*销.{2,60}(?:仲裁|裁决)|"
    r"受理.{2,60}(?:破产|重整|和解|清算)|"
    r"宣告.{2,40}破产|(?:批准|认可|终止).{2,60}(?:重整|和解|计划|协议)|承认"
)
_REFUSED_RULING = re.compile(
    r"^(?:依法)?驳回(?!.{0,60}(?:管辖|异议|保全|复议)).{0,160}(?:申请|请求)"
)
_LEAST = 4


def on_claims(result: str, lower: bool) -> Result | None:
    """Say how far the claims were granted; ``None`` where no clause tells it.

    Args:
        result: the words of the decision, without appeal notice.
        lower: the case came from a court below, whose decision is named in this one.
    """
    refused = others = granted = False
    for clause in _of_the_suit(result):
        if _OTHERS.search(clause):
            others = True
        elif _REFUSED.search(clause):
            refused = True
        else:
            words = _CHANGED.sub("", clause) if lower else clause
            granted = granted or len(_TOLD.sub("", words)) > _LEAST
    if granted:
        return Result.PARTLY if refused or others else Result.SUPPORTED
    return Result.REJECTED if refused or others else None


def of_ruling(result: str) -> Result:
    """Say what a ruling (裁定) gave that decides on no claim; most only direct the procedure."""
    clauses = list(_clauses(result))
    if any(_GRANTED_RULING.search(c) and not c.startswith("驳回") for c in clauses):
        return Result.SUPPORTED
    if any(_REFUSED_RULING.search(clause) for clause in clauses):
        return Result.REJECTED
    return Result.OTHER


def granted_words(result: str) -> str:
    """Return a decision without the clauses that refuse something, which name what was asked."""
    return "；".join(clause for clause in _clauses(result) if not _REFUSED.search(clause))


def _of_the_suit(result: str) -> list[str]:
    """Return the clauses on the suit; where all are on the counterclaim, those."""
    clauses = list(_clauses(result))
    own = [c for c in clauses if not (_COUNTER_REFUSED.search(c) or _COUNTER_GRANTED.search(c))]
    return own or clauses


def _clauses(result: str) -> Iterator[str]:
    for part in _CLAUSE.split(result):
        clause = _NUMBER.sub("", part).strip()
        if clause and not _COSTS.search(clause):
            yield clause
