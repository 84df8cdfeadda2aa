"""A file of knowledge set for reading: requirements, disputes, articles, words, sources."""

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from ui.words import chinese_date
from workbench.law.knowledge.model import AREA_WORDS, CauseKnowledge, KeyArticle, Nature, Rank

CALCULATORS = {
    "fee": "诉讼费",
    "interest": "利息",
    "period": "期间",
    "injury": "人身损害赔偿",
    "severance": "经济补偿",
    "sentence": "量刑",
    "words": "金额大写",
}
_COMMA = "、"


def html_of(found: CauseKnowledge, common: Sequence[CauseKnowledge]) -> str:
    """Return a file as HTML for a text browser.

    Links: ``article:N`` is the file's Nth article, ``cause:NAME`` another file.

    Args:
        found: the file.
        common: what holds for every cause of the area.
    """
    return "".join(_parts(found, common))


def head_of(found: CauseKnowledge) -> str:
    """Return area, day of comparison and origin of a file in a line."""
    span = _span(found.valid_from, found.valid_until)
    parts = (
        f"{AREA_WORDS[found.area]}{'（各案共通）' if found.common else ''}",
        f"核对日期：{chinese_date(found.checked)}",
        f"适用于{span}的事实" if span else "",
        f"本院文件：{found.source}" if found.own else "程序自带",
    )
    return " · ".join(part for part in parts if part)


def _parts(found: CauseKnowledge, common: Sequence[CauseKnowledge]) -> Iterator[str]:
    if found.hint:
        yield f"<p><b>提示</b>　{escape(found.hint)}</p>"
    yield from _requirements(found)
    yield from _disputes(found)
    yield from _articles(found)
    if found.telling or found.deciding:
        yield "<h2>事实的常用词</h2>"
        yield _line("线索词", _COMMA.join(found.telling))
        yield _line("决定词（出现一个即可判断）", _COMMA.join(found.deciding))
    if found.calculators:
        yield "<h2>可能用到的计算</h2>"
        yield f"<p>{_COMMA.join(CALCULATORS[key] for key in found.calculators)}</p>"
    yield "<h2>来源</h2>"
    yield _line("依据", found.basis)
    yield _line("别名", _COMMA.join(found.also))
    if common and not found.common:
        links = (f'<a href="cause:{escape(c.cause)}">{escape(c.cause)}</a>' for c in common)
        yield f"<p>另见各案共通的条文：{_COMMA.join(links)}</p>"


def _requirements(found: CauseKnowledge) -> Iterator[str]:
    if not found.requirements:
        return
    yield f"<h2>{'构成要件' if found.area.value == 'criminal' else '要件'}</h2>"
    for number, one in enumerate(found.requirements, 1):
        yield f"<h3>{number}. {escape(one.name)}</h3><p>{escape(one.says)}</p>"
        yield _line("举证", one.burden)
        yield _line("证据", "；".join(one.evidence))
        yield _line("材料中的字样", _COMMA.join(one.words))
        cited = [(n, a) for n, a in enumerate(found.articles) if a.requirement == one.name]
        if cited:
            links = (f'<a href="article:{n}">{escape(_short(a))}</a>' for n, a in cited)
            yield f"<p>条文：{_COMMA.join(links)}</p>"


def _disputes(found: CauseKnowledge) -> Iterator[str]:
    if found.disputes:
        yield "<h2>常见争点</h2>"
    for dispute in found.disputes:
        yield f"<h3>{escape(dispute.question)}</h3><p>{escape(dispute.look_at)}</p>"
        yield _line("材料中的字样", _COMMA.join(dispute.words))


def _articles(found: CauseKnowledge) -> Iterator[str]:
    groups = (
        ("主要条文", Nature.SUBSTANTIVE, Rank.MAIN),
        ("常用条文", Nature.SUBSTANTIVE, Rank.USUAL),
        ("程序条文", Nature.PROCEDURAL, None),
    )
    numbered = list(enumerate(found.articles))
    for title, nature, rank in groups:
        chosen = [
            (n, a) for n, a in numbered if a.nature is nature and (rank is None or a.rank is rank)
        ]
        if chosen:
            yield f"<h2>{title}（{len(chosen)} 条）</h2>"
            yield from (_article(number, article) for number, article in chosen)


def _article(number: int, article: KeyArticle) -> str:
    span = _span(article.since, article.until)
    details = [
        f"要件：{article.requirement}" if article.requirement else "",
        f"条件：{article.condition}" if article.condition else "",
        f"事实中出现{_COMMA.join(f'“{w}”' for w in article.when)}之一时推荐"
        if article.when
        else "",
        f"出现{_COMMA.join(f'“{w}”' for w in article.unless)}时不推荐" if article.unless else "",
        f"适用于{span}的事实" if span else "",
    ]
    more = "；".join(escape(part) for part in details if part)
    link = f'<a href="article:{number}">{escape(article.quoted)}</a>'
    below = f"<br>{more}" if more else ""
    return f"<p>{link}　{escape(article.serves)}{below}</p>"


def _short(article: KeyArticle) -> str:
    return article.quoted.replace("《中华人民共和国", "《", 1)


def _span(since: date | None, until: date | None) -> str:
    first, last = chinese_date(since), chinese_date(until)
    if first and last:
        return f"{first}至{last}"
    return f"{first}起" if first else f"{last}以前" if last else ""


def _line(name: str, words: str) -> str:
    return f"<p>{name}：{escape(words)}</p>" if words else ""
