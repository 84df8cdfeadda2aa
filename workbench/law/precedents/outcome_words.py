"""A structured outcome in a few Chinese words, without the names of those whom it concerns."""

from collections.abc import Sequence
from decimal import Decimal

from workbench.law.precedents.model import Outcome, Penalty, Sentence
from workbench.law.precedents.spread import months

_MOST = 3
_TIMED = frozenset({Penalty.TERM, Penalty.DETENTION, Penalty.CONTROL})


def outcome_words(outcome: Outcome) -> str:
    """Return the outcome in words; empty where nothing was read."""
    parts = ["、".join(outcome.results)] if outcome.results and not outcome.sentences else []
    if outcome.sentences:
        parts.append(_sentences(outcome.sentences))
    if outcome.amount:
        parts.append(f"判令给付的最大一笔为{_yuan(outcome.amount)}")
    return "；".join(parts)


def sentence_words(sentence: Sentence) -> str:
    """Return what one defendant got, without the name."""
    charges = "、".join(sentence.charges)
    words = str(sentence.penalty)
    if sentence.penalty in _TIMED and sentence.months:
        words += months(Decimal(sentence.months))
    if sentence.suspended:
        words += f"，缓刑{months(Decimal(sentence.suspended))}"
    if sentence.fine:
        words += f"，罚金{_yuan(sentence.fine)}"
    return f"{charges}：{words}" if charges else words


def _sentences(sentences: Sequence[Sentence]) -> str:
    shown = list(dict.fromkeys(map(sentence_words, sentences)))
    many = f"{len(sentences)} 名被告人：" if len(sentences) > 1 else ""
    more = "等" if len(shown) > _MOST else ""
    return many + "；".join(shown[:_MOST]) + more


def _yuan(amount: Decimal) -> str:
    whole = amount == amount.to_integral_value()
    return f"{amount:,.0f}元" if whole else f"{amount:,.2f}元"
