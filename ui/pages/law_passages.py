"""From a stored version to the passages of its text: caption, headings, articles, attachments."""

from collections.abc import Iterator, Sequence

from ui.widgets.passages import Passage
from workbench.law.contents import Section
from workbench.law.model import StoredArticle


def passages_of(
    articles: Sequence[StoredArticle],
    found: Sequence[Section],
    preamble: str,
    attachments: Sequence[tuple[str, str]],
) -> list[Passage]:
    """Return a version from its caption to its attachments."""
    return list(_passages(articles, found, preamble, attachments))


def _passages(
    articles: Sequence[StoredArticle],
    found: Sequence[Section],
    preamble: str,
    attachments: Sequence[tuple[str, str]],
) -> Iterator[Passage]:
    if preamble.strip():
        yield Passage("", preamble.strip())
    heads: dict[int, list[Section]] = {}
    for section in found:
        heads.setdefault(section.first, []).append(section)
    for place, stored in enumerate(articles):
        for section in heads.get(place, ()):
            yield Passage(section.words, section.words, section.level)
        article = stored.article
        label = article.label if article.number else ""
        yield Passage(label, article.text, article=stored.id, place=place)
    for title, text in attachments:
        yield Passage(title, title, 2)
        yield Passage("", text)
