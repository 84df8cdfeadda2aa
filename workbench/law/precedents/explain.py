"""Why a judgment is similar, element by element, in Chinese sentences."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.kernel.numerals import format_integer
from workbench.law.precedents.circumstances import Circumstances
from workbench.law.precedents.index_row import article_key
from workbench.law.precedents.index_terms import key
from workbench.law.precedents.model import CitedArticle, Part, StoredPrecedent
from workbench.law.precedents.similar_outcome import Way, comparable
from workbench.law.suggestion.order import is_procedural

MOST_WORDS, MOST_ARTICLES, MOST_CIRCUMSTANCES = 8, 4, 8
MOST_OF_REQUIREMENT = 3
"""Words of a requirement that are named."""
USUAL = 0.3
"""An article or a cause that so large a share of the nearest judgments has is worth naming."""
TREATED = 0.7
"""Share of the weight of an issue's words that the reasons must hold."""
_FACTS = (Part.CASE_FACTS, Part.FACTS, Part.LOWER)
_REASONS = (Part.CASE_REASONS, Part.REASONING, Part.GIST)


@dataclass(frozen=True)
class Demand:
    """A requirement (要件) of the cause that a case tells of.

    Attributes:
        name: its name.
        words: that show that it is told of.
        said: those of them that the case has.
    """

    name: str
    words: Sequence[str]
    said: Sequence[str]


@dataclass(frozen=True)
class Told:
    """What is known of the pending case.

    Attributes:
        words: words that may be shown as reasons, the most telling first.
        cause: its cause, empty where none is known.
        circumstances: names of what it tells.
        issues: disputed issues, with the weights of their words.
        causes, articles: shares of the nearest judgments by number of the term.
        worth: how rare and telling each of those articles is.
        requirements: those of its cause that it tells of.
    """

    words: Sequence[str]
    cause: str
    circumstances: Sequence[str]
    issues: Mapping[str, Mapping[str, float]]
    causes: Mapping[int, float]
    articles: Mapping[int, float]
    worth: Mapping[int, float]
    requirements: Sequence[Demand] = ()


@dataclass(frozen=True)
class Elements:
    """What a judgment shares with the case, and in what it differs.

    Attributes:
        causes: causes that fit.
        words: shared words, the most telling first.
        circumstances: that both tell.
        only_case, only_precedent: circumstances that only one of them tells.
        articles: cited articles that fit.
        issues: issues that the reasons treat.
        requirements: requirements of the cause that both tell of, with the words that both have.
    """

    causes: tuple[str, ...]
    words: tuple[str, ...]
    circumstances: tuple[str, ...]
    only_case: tuple[str, ...]
    only_precedent: tuple[str, ...]
    articles: tuple[CitedArticle, ...]
    issues: tuple[str, ...]
    requirements: tuple[tuple[str, tuple[str, ...]], ...] = ()


def elements(
    told: Told, precedent: StoredPrecedent, its: Sequence[str], table: Circumstances
) -> Elements:
    """Compare a judgment with the case.

    Args:
        told: the case.
        precedent: the judgment.
        its: circumstances that the index found in it.
        table: of circumstances.
    """
    facts = precedent.part(*_FACTS) or precedent.text
    reasons = precedent.part(*_REASONS)
    kind = precedent.head.kind
    told_here = table.of_kind(told.circumstances, kind)
    its = table.of_kind(its, kind)
    causes = tuple(cause for cause in precedent.head.causes if _fits(cause, told))
    return Elements(
        causes,
        tuple([word for word in told.words if word in facts][:MOST_WORDS]),
        tuple(name for name in told_here if name in its),
        tuple(name for name in told_here if name not in its),
        tuple(name for name in its if name not in told.circumstances),
        _articles(told, precedent.articles),
        tuple(issue for issue, said in told.issues.items() if _treated(said, reasons)),
        tuple(_requirements(told, f"{facts}\n{reasons}")) if causes else (),
    )


def _fits(cause: str, told: Told) -> bool:
    return cause == told.cause if told.cause else told.causes.get(key(cause), 0.0) >= USUAL


def _requirements(told: Told, text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the requirements that a judgment tells of too, with the words that both have."""
    for demand in told.requirements:
        if any(word in text for word in demand.words):
            shared = [word for word in demand.said if word in text]
            whole = [w for w in shared if not any(w != other and w in other for other in shared)]
            yield demand.name, tuple(whole[:MOST_OF_REQUIREMENT])


def _articles(told: Told, cited: Sequence[CitedArticle]) -> tuple[CitedArticle, ...]:
    """Return the articles that similar judgments usually cite: what decides the claim first."""
    once = {key(article_key(one)): one for one in reversed(cited)}
    usual = [number for number in once if told.articles.get(number, 0.0) >= USUAL]
    usual.sort(
        key=lambda n: (
            is_procedural(once[n].law),
            -told.worth[n] * told.articles[n],
            named(once[n]),
        )
    )
    return tuple(once[number] for number in usual[:MOST_ARTICLES])


def _treated(said: Mapping[str, float], reasons: str) -> bool:
    there = sum(weight for word, weight in said.items() if word in reasons)
    return there > 0 and there >= TREATED * sum(said.values())


def sentences(told: Told, found: Elements, way: Way, first: Way | None) -> tuple[str, ...]:
    """Return the reasons, one sentence an element.

    Args:
        told: the case.
        found: what it shares with the judgment.
        way: which way the judgment went.
        first: which way the most similar judgment went; ``None`` where this is it.
    """
    basis = "与本案案由相同" if told.cause else "相似裁判多数为此案由"
    lines = [
        _line(f"案由：{'、'.join(found.causes)}（{basis}）", found.causes),
        _line(f"要件：均述及{_demands(found.requirements)}", found.requirements),
        _line(f"情节：同有{_some(found.circumstances)}", found.circumstances),
        _line(f"情节差异：{_differences(found)}", found.only_case or found.only_precedent),
        _line(f"争议焦点：理由部分论及{_quoted(found.issues)}", found.issues),
        _line(
            f"法条：引用{_by_law(found.articles)}（相似裁判通常引用）",
            found.articles,
        ),
        _line(f"事实用语：同有{_quoted(further(found))}", further(found)),
        _line(f"结果：{way}{_compared(way, first)}", way is not Way.UNKNOWN),
    ]
    return tuple(line for line in lines if line)


def named(cited: CitedArticle) -> str:
    """Return an article's name for a sentence: 《中华人民共和国刑法》第二百六十四条."""
    return f"《{cited.law}》{_number(cited)}"


def _number(cited: CitedArticle) -> str:
    place = cited.place
    inserted = f"之{format_integer(place.insertion)}" if place.insertion else ""
    return f"第{format_integer(place.article)}条{inserted}"


def _by_law(articles: Sequence[CitedArticle]) -> str:
    """Name articles, each law once."""
    laws = dict.fromkeys(one.law for one in articles)
    return "、".join(
        f"《{law}》{'、'.join(_number(one) for one in articles if one.law == law)}" for law in laws
    )


def further(found: Elements) -> tuple[str, ...]:
    """Return the shared words that no requirement names already."""
    named_there = [word for _, words in found.requirements for word in words]
    return tuple(w for w in found.words if not any(w in other for other in named_there))


def _demands(found: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    return "；".join(f"{name}（{'、'.join(words)}）" if words else name for name, words in found)


def _line(text: str, there: object) -> str:
    return text if there else ""


def _quoted(parts: Sequence[str]) -> str:
    return "".join(f"“{part}”" for part in parts)


def _some(names: Sequence[str]) -> str:
    more = "等" if len(names) > MOST_CIRCUMSTANCES else ""
    return "、".join(names[:MOST_CIRCUMSTANCES]) + more


def _differences(found: Elements) -> str:
    parts = []
    if found.only_case:
        parts.append(f"仅本案有{_some(found.only_case)}")
    if found.only_precedent:
        parts.append(f"仅该案有{_some(found.only_precedent)}")
    return "；".join(parts)


def _compared(way: Way, first: Way | None) -> str:
    if first is None or not comparable(way, first):
        return ""
    return "（与最相似的裁判一致）" if way is first else "（与最相似的裁判不同）"
