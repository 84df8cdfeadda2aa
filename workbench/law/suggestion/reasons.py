"""The reasons of a suggestion in Chinese words; each can be checked by looking at the article."""

from collections.abc import Callable
from dataclasses import dataclass

from workbench.kernel.search import fold
from workbench.law.model import StoredArticle
from workbench.law.suggestion.query import Query

_MOST_WORDS = 5
_MOST_TRANSLATIONS = 3


@dataclass(frozen=True)
class Grounds:
    """What speaks for an article besides its words.

    Attributes:
        lift: what is added to its score.
        subject: words of its subject (everyday words) that fit the facts.
        cause: cause whose usual article it is, else empty.
        serves: what it is looked at for in that cause.
        cues: words by which the cause was guessed; empty where it was given.
    """

    lift: float = 0.0
    subject: tuple[str, ...] = ()
    cause: str = ""
    serves: str = ""
    cues: tuple[str, ...] = ()


def reasons(
    article: StoredArticle, query: Query, rarity: Callable[[str], float], grounds: Grounds
) -> tuple[str, ...]:
    """Return the reasons for suggesting an article, the strongest kind first."""
    found = (
        _cause(grounds),
        _words(article, query),
        _translated(article, query, rarity),
        _subject(grounds),
        _headings(article, query),
    )
    return tuple(reason for reason in found if reason) or (_remainder(article, query, rarity),)


def _cause(grounds: Grounds) -> str:
    if not grounds.cause:
        return ""
    usual = f"案由“{grounds.cause}”常用条文：{grounds.serves}"
    if grounds.cues:
        return f"{usual}（案由是按事实中的{_quoted(grounds.cues[:_MOST_WORDS])}推测的，请核对）"
    return usual


def _words(article: StoredArticle, query: Query) -> str:
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


def _subject(grounds: Grounds) -> str:
    if not grounds.subject:
        return ""
    return f"该条常见情形{_quoted(grounds.subject[:_MOST_WORDS])}与事实相近"


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
    for word in words:
        if word in text and not any(word in other or other in word for other in chosen):
            chosen.append(word)
        if len(chosen) == _MOST_WORDS:
            break
    return chosen


def _quoted(words: list[str] | tuple[str, ...]) -> str:
    return "".join(f"“{word}”" for word in words)
