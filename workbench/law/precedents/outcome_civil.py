"""The outcome of civil, administrative, compensation and enforcement cases, by fixed wordings.

Civil: 《民事诉讼文书样式》; administrative: 行政诉讼法 arts. 69-78; enforcement: 民诉解释 517,
执行异议和复议规定. A sum counts only where the decision orders it to be paid.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from workbench.law.precedents.measures import SUM, sum_of
from workbench.law.precedents.model import Kind, Outcome, Result
from workbench.law.precedents.outcome_claims import granted_words, of_ruling, on_claims

_PAYS = re.compile(
    r"支付|给付|赔偿|返还|偿还|归还|退还|补偿|清偿|承担|补足|抚养费|赡养费|发还|退回"
)
_FEES = re.compile(r"受理费|诉讼费|保全费|鉴定费|公告费|申请费|负担$")
_MONEY = re.compile(SUM)
_BASE = re.compile(r"[^，。；、]{0,8}(?:为基数|为本金|为限)")
_TO_RESULT: tuple[tuple[Result, re.Pattern[str]], ...] = (
    (
        Result.ENFORCEMENT_ENDED,
        re.compile(r"终结[^。；]{0,60}本次执行|终结[^。；]{0,60}的执行程序|终结本次"),
    ),
    (
        Result.REMANDED,
        re.compile(r"发回[^。；]{0,40}重(?:新审|审)|指令[^。；]{2,40}(?:审理|立案|受理)"),
    ),
    (Result.RETRIAL_ORDERED, re.compile(r"指令[^。；]{2,40}再审|由本院(?:提审|再审)|本院提审")),
    (
        Result.WITHDRAWN,
        re.compile(
            r"准(?:许|予)[^。；]{0,60}撤(?:回|诉)|"
            r"按[^。；]{0,40}撤(?:诉|回[^。；]{0,10})处理"
        ),
    ),
    (Result.REVIEW_REFUSED, re.compile(r"驳回[^。；]{0,60}(?:再审申请|申诉)")),
    (
        Result.UPHELD,
        re.compile(
            r"驳回[^。；]{0,40}(?:上诉|抗诉|复议申请|复议请求)[，,；;]?[^。；]{0,30}维持|"
            r"维持原(?:判|裁)|维持[^。；]{2,80}(?:判决|裁定|决定)"
        ),
    ),
    (Result.DISMISSED, re.compile(r"驳回[^。；]{0,60}(?:的)?起诉|不予受理|不予立案")),
    (
        Result.OBJECTION_REJECTED,
        re.compile(r"驳回[^。；]{0,60}(?:异议|复议)(?:请求|申请)?"),
    ),
    (Result.MEDIATED, re.compile(r"自愿达成[^。；]{0,12}协议|调解协议")),
)
_CHANGED = re.compile(r"(?:撤\s*销|变更)[^。；]{2,80}(?:判决|裁定|决定|第.{1,8}项)")
_ACTS = r"(?:决定|行为|通知|答复|许可|登记|证|处罚|认定|批复|公告|意见|告知)"
_ADMINISTRATIVE: tuple[tuple[Result, re.Pattern[str]], ...] = (
    (Result.REVOKED, re.compile(rf"撤\s*销[^。；]{{2,120}}{_ACTS}")),
    (Result.ILLEGAL, re.compile(r"确认[^。；]{2,120}违法")),
    (Result.INVALID, re.compile(r"确认[^。；]{2,120}无效")),
    (
        Result.PERFORM,
        re.compile(r"(?:责令|限)[^。；]{2,90}(?:作出|履行|处理|答复|采取|公开)|重新作出"),
    ),
)
_ENFORCEMENT: tuple[tuple[Result, re.Pattern[str]], ...] = (
    (Result.ENFORCEMENT_CLOSED, re.compile(r"终结[^。；]{0,60}执行")),
    (
        Result.OBJECTION_UPHELD,
        re.compile(
            r"异议(?:请求)?成立|(?:撤\s*销|中止|解除)[^。；]{0,60}(?:执行|查封|冻结|扣押|裁定|拍卖)"
        ),
    ),
)
_JOINED = re.compile(r"(?:追加|变更)[^。；]{2,80}被执行人")
_LOWERED = frozenset({Result.REMANDED, Result.RETRIAL_ORDERED, Result.ENFORCEMENT_ENDED})


def civil_outcome(result: str, start: int, kind: Kind, lower: bool, document: str = "") -> Outcome:
    """Read the outcome of a case that is not criminal.

    Args:
        result: the words of the decision, without appeal notice and fees.
        start: where they begin in the precedent's text.
        kind: kind of procedure.
        lower: the case came from a court below.
        document: name of the document; what a ruling orders is not what was claimed.
    """
    results = list(dict.fromkeys(_results(result, kind, lower, document.endswith("裁定书"))))
    amount = max(sums(result), default=None)
    return Outcome(tuple(results), (), amount, start, start + len(result))


def mediated(result: str, start: int) -> Outcome:
    """Read the outcome of a mediation document (调解书)."""
    amount = max(sums(result), default=None)
    return Outcome((Result.MEDIATED,), (), amount, start, start + len(result))


def _results(result: str, kind: Kind, lower: bool, ruling: bool) -> Iterator[Result]:
    found = [meaning for meaning, pattern in _TO_RESULT if pattern.search(result)]
    if Result.ENFORCEMENT_ENDED in found or kind is not Kind.ENFORCEMENT:
        found = [meaning for meaning in found if meaning is not Result.OBJECTION_REJECTED]
    yield from found
    if lower and _CHANGED.search(result) and not _LOWERED & {*found}:
        yield Result.CHANGED
    if kind is Kind.ENFORCEMENT:
        yield from () if found else _enforced(result)
        return
    if kind is Kind.ADMINISTRATIVE or kind is Kind.COMPENSATION:
        kept = granted_words(result if not lower else _CHANGED.sub("", result))
        of_acts = [meaning for meaning, pattern in _ADMINISTRATIVE if pattern.search(kept)]
        if of_acts:
            yield from of_acts
            if on_claims(result, lower) is Result.PARTLY:
                yield Result.PARTLY
            return
    if not found or (lower and Result.CHANGED in found):
        claims = of_ruling(result) if ruling and not lower else on_claims(result, lower)
        yield from (claims,) if claims else ()


def _enforced(result: str) -> Iterator[Result]:
    """Say what a ruling in enforcement gave where no fixed wording of the courts' was found."""
    words = granted_words(result)
    named = [meaning for meaning, pattern in _ENFORCEMENT if pattern.search(words)]
    if named:
        yield from named
    elif not words.strip("。；;\n "):
        yield Result.REJECTED
    else:
        yield Result.SUPPORTED if _JOINED.search(words) else Result.OTHER


def sums(result: str) -> Iterator[Decimal]:
    """Yield the sums that a decision orders to be paid, in yuan."""
    for clause in re.split(r"[。；;\n]", result):
        pays = _PAYS.search(clause)
        if (
            pays is None
            or _FEES.search(clause)
            or clause.lstrip("一二三四五六七八九十、 ").startswith("驳回")
        ):
            continue
        for match in _MONEY.finditer(clause, max(0, pays.start() - 60)):
            if _BASE.match(clause, match.end()):
                continue
            if (value := sum_of(match["sum"])) is not None:
                yield value
