"""The reasons of a suggestion in Chinese words; each can be checked by looking at what it names."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from workbench.kernel.search import fold
from workbench.law.citation.rules import Rules
from workbench.law.knowledge.model import Area
from workbench.law.model import StoredArticle
from workbench.law.suggestion.fusion import Grounds
from workbench.law.suggestion.interpretations import FormerInterpretations
from workbench.law.suggestion.known import Known
from workbench.law.suggestion.periods import Days, Transitions
from workbench.law.suggestion.query import Query
from workbench.law.suggestion.votes import Vote
from workbench.law.suggestion.words import WordHits

if TYPE_CHECKING:
    from workbench.law.precedents.learnt import Answer

_MOST_WORDS = 5
_MOST_TRANSLATIONS = 3
_MOST_CUES = 3


class Reasons:
    """Says why an article is suggested.

    Args:
        words: what was searched for, and what it found.
        rarity: how rare a term is among the articles.
        transitions, rules, days: what is to be said of the time.
        learnt: what the library's judgments taught of these facts, where that counts.
        former: earlier texts of judicial interpretations.
    """

    def __init__(
        self,
        words: WordHits,
        rarity: Callable[[str], float],
        transitions: Transitions,
        rules: Rules,
        days: Days,
        learnt: "Answer | None" = None,
        former: FormerInterpretations | None = None,
    ) -> None:
        self._words = words
        self._rarity = rarity
        self._transitions = transitions
        self._rules = rules
        self._days = days
        self._learnt = learnt
        self._former = former

    def of(self, article: StoredArticle, ground: Grounds) -> tuple[str, ...]:
        """Return the reasons for an article, the strongest kind first."""
        query = self._words.query
        first = ground.known[0] if ground.known else None
        number = article.article.number
        found = (
            _known(first) if first else "",
            *(told.sentence() for told in (first.told if first else ())),
            _cited(ground),
            _voted(ground.vote),
            _taught(ground, self._learnt),
            self._transitions.note(article.version, number, self._days, self._rules),
            self._former.note(article.version, self._days) if self._former else "",
            _worded(article, query),
            _translated(article, query, self._rarity),
            _subject(self._words.shared(article.id)),
            _headings(article, query),
        )
        said = tuple(reason for reason in found if reason)
        return said or (_remainder(article, query, self._rarity),)


def _known(known: Known) -> str:
    """Return for what the knowledge names the article, and how its cause is known."""
    guess, serves = known.guess, known.article.serves
    if guess is None:
        return f"常用条文：{serves}"
    usual = f"案由“{guess.cause}”{known.article.rank}条文：{serves}"
    if guess.area is Area.CRIMINAL:
        usual = usual.replace("案由", "罪名", 1)
    if guess.given:
        return usual
    ways = []
    if guess.named:
        ways.append("材料写明")
    if guess.words:
        ways.append(f"事实中的{_quoted(guess.words[:_MOST_CUES])}")
    if guess.agreeing:
        ways.append(f"{guess.judgments} 件相似判决中 {guess.agreeing} 件为此")
    return f"{usual}（按{'、'.join(ways)}推测，请核对）"


def _cited(ground: Grounds) -> str:
    if ground.cited is None:
        return ""
    now = (
        f"，对应现行的本条（原为{ground.cited.moved.before}）" if ground.cited.moved.before else ""
    )
    return f"材料引用了“{ground.cited.quoted}”{now}"


def _voted(vote: Vote | None) -> str:
    if vote is None or not vote.count:
        return ""
    before = [f"{n} 件引用的是{name}" for name, n in vote.before.items() if name]
    old = f"（其中 {'、'.join(before)}）" if before else ""
    return f"本库 {vote.of} 件相似判决中 {vote.count} 件引用{old}"


def _taught(ground: Grounds, learnt: "Answer | None") -> str:
    """Say which words speak for it, or that words do where nothing else is known."""
    if learnt is None or ground.taught is None:
        return ""
    if words := learnt.words(*ground.taught):
        return f"本库引用本条的刑事判决比其他判决更常提到{_quoted(words)}"
    alone = not (ground.known or ground.vote or ground.cited)
    return "按本库刑事判决的用语统计，此类事实有时引用本条" if alone else ""


def _worded(article: StoredArticle, query: Query) -> str:
    words = _within(query.words, fold(article.article.text))
    return f"事实中的{_quoted(words)}与条文相符" if words else ""


def _translated(article: StoredArticle, query: Query, rarity: Callable[[str], float]) -> str:
    text = fold(article.article.text)
    pairs = [
        (max(map(rarity, _pairs(legal))), f"“{translation.said}”对应法律用语“{legal}”")
        for translation in query.translations
        for legal in translation.legal
        if legal in text and legal != translation.said
    ]
    chosen = [words for _, words in sorted(pairs, key=lambda pair: -pair[0])]
    return "；".join(dict.fromkeys(chosen[:_MOST_TRANSLATIONS]))


def _pairs(word: str) -> list[str]:
    return [word[i : i + 2] for i in range(max(len(word) - 1, 1))]


def _subject(shared: Sequence[str]) -> str:
    return f"该条常见情形{_quoted(shared[:_MOST_WORDS])}与事实相近" if shared else ""


def _headings(article: StoredArticle, query: Query) -> str:
    heading = article.article.chapter.split(" / ")[-1].strip()
    title = article.version.title
    if words := _within(query.words, fold(heading)):
        return f"所在章节“{heading}”与事实中的{_quoted(words)}相符"
    words = _within(query.words, fold(title))
    return f"法律名称与事实中的{_quoted(words)}相符" if words else ""


def _remainder(article: StoredArticle, query: Query, rarity: Callable[[str], float]) -> str:
    """Say what is left where no whole word matches: parts of words, or the chapter."""
    text = fold(article.article.text)
    shared = sorted((term for term in query.weights if term in text), key=lambda t: -rarity(t))
    if shared:
        return f"条文中的{_quoted(shared[:_MOST_WORDS])}与事实或其法律用语有相同的字词"
    return "本条没有与事实相同的词语，所在章节的其他条文或标题与事实相近"


def _within(words: tuple[str, ...], text: str) -> list[str]:
    """Return the rarest words that stand in a text, none that is part of another."""
    chosen: list[str] = []
    for word in [word for word in words if word in text]:
        if not any(word in other or other in word for other in chosen):
            chosen.append(word)
        if len(chosen) == _MOST_WORDS:
            break
    return chosen


def _quoted(words: Sequence[str]) -> str:
    return "".join(f"“{word}”" for word in words)
