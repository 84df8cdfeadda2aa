"""What Ctrl+K finds, group by group: cases, commands, settings, help, papers, text, articles."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from ui import routes
from ui.pages.library_words import citation, standing
from ui.pages.precedent_words import facts
from ui.routes import paper_key, precedent_key
from workbench.kernel.advice import Source, SourceKind
from workbench.kernel.clock import today
from workbench.law.library import Hit as ArticleHit
from workbench.law.library import snippet
from workbench.law.model import StoredArticle, Version
from workbench.law.precedents.model import PrecedentHead
from workbench.papers.case_rows import CaseRow, matching, plain
from workbench.papers.finder import PaperName, PapersFound
from workbench.papers.model import Hit

if TYPE_CHECKING:
    from ui.opening import Opening
    from ui.shortcuts import Shortcuts

FEATURES = f"{routes.SETTINGS}:features"
MOST = 8
"""Entries of a group where there is something to search for; a longer word narrows it."""
ARTICLE, CASES, COMMANDS, PLACES, PAPERS, TEXT, LAW, PRECEDENTS = (
    *("条文", "案件", "命令", "设置与帮助", "材料"),
    *("材料正文", "法规条文", "案例"),
)
"""Titles of the groups."""


@dataclass(frozen=True)
class Entry:
    """Something that can be opened.

    Attributes:
        icon: name of its icon.
        title: what is shown.
        open: opens it.
        more: what is shown below it, smaller; may be empty.
        keys: keys that do the same; may be empty.
        words: what else it is found by.
    """

    icon: str
    title: str
    open: Callable[[], object]
    more: str = ""
    keys: str = ""
    words: str = ""


@dataclass(frozen=True)
class Group:
    """Entries under one title."""

    title: str
    entries: tuple[Entry, ...]


def rank(entry: Entry, words: Sequence[str]) -> int:
    """Say how well an entry fits: 0 begins with it, 1 holds it, 2 found by other words, 9 not."""
    title = plain(entry.title)
    if all(word in title for word in words):
        return 0 if words and title.startswith(words[0]) else 1
    every = f"{title}\n{plain(entry.more)}\n{plain(entry.words)}"
    return 2 if all(word in every for word in words) else 9


def chosen(entries: Sequence[Entry], text: str, most: int = MOST) -> tuple[Entry, ...]:
    """Return the entries that hold every word of a text, best first; all for an empty one."""
    words = plain(text).split()
    if not words:
        return tuple(entries)
    ranked = sorted(
        ((value, entry) for entry in entries if (value := rank(entry, words)) < 9),
        key=lambda pair: pair[0],
    )
    return tuple(entry for _, entry in ranked[:most])


def in_order(groups: Sequence[Group], text: str) -> list[Group]:
    """Return the groups that hold something, the one with the best entry first."""
    words = plain(text).split()
    full = [group for group in groups if group.entries]
    return sorted(full, key=lambda group: min(rank(e, words) for e in group.entries))


def of_cases(opening: "Opening", rows: Sequence[CaseRow], text: str) -> Group:
    """Return cases by number, title, cause, parties; the ones changed last for an empty text."""
    found = matching(rows, text) if text.strip() else rows
    entries = [
        Entry(
            "case",
            f"{row.number}　{row.title}" if row.number else row.title,
            partial(opening.open_case, row.id),
            "　".join(part for part in (row.cause, row.parties) if part),
            words=row.words,
        )
        for row in found[:MOST]
    ]
    return Group(CASES, tuple(entries))


def of_commands(actions: dict[str, QAction], shortcuts: "Shortcuts", text: str) -> Group:
    """Return the commands of the window that have an icon, with their keys."""
    entries = []
    for key, action in actions.items():
        command = shortcuts.table[key]
        if command.icon and key != "window.find_anything":
            keys, words = shortcuts.words(key), command.words
            entries.append(Entry(command.icon, command.title, action.trigger, "", keys, words))
    return Group(COMMANDS, chosen(entries, text))


def of_places(opening: "Opening", text: str) -> Group:
    """Return sections of the settings and chapters of the manual; none for an empty text."""
    if not text.strip():
        return Group(PLACES, ())
    from ui.pages.settings import SECTIONS
    from workbench import manual

    entries = [
        Entry("settings", f"设置：{title}", partial(opening.go, f"{routes.SETTINGS}:{key}"))
        for key, title in SECTIONS.items()
    ]
    # Also what is switched off: it has no other place where one could look for it.
    entries += [
        Entry("settings", f"功能开关：{feature.title}", partial(opening.go, FEATURES))
        for feature in opening.bridge.workbench.features
    ]
    for chapter in manual.contents():
        go = partial(opening.go, f"{routes.HELP}:{chapter['topic']}")
        entries.append(Entry("help", f"帮助：{chapter['title']}", go))
    return Group(PLACES, chosen(entries, text))


def of_papers(opening: "Opening", found: PapersFound) -> list[Group]:
    """Return papers by name, and places in their text."""
    names = [_paper(opening, name) for name in found.names]
    places = [_place(opening, hit, found.titles.get(hit.case, "")) for hit in found.hits]
    return [Group(PAPERS, tuple(names)), Group(TEXT, tuple(places))]


def of_jump(opening: "Opening", found: tuple[Version, StoredArticle | None] | None) -> Group:
    """Return the article that a number names."""
    article = found[1] if found else None
    if article is None:
        return Group(ARTICLE, ())
    return Group(ARTICLE, (_article(opening, ArticleHit(article, snippet(article.article, ""))),))


def of_law(opening: "Opening", hits: Sequence[ArticleHit]) -> Group:
    """Return articles by their words."""
    return Group(LAW, tuple(_article(opening, hit) for hit in hits[:MOST]))


def of_precedents(opening: "Opening", heads: Sequence[PrecedentHead]) -> Group:
    """Return precedents by number, title, court or cause."""
    entries = [
        Entry(
            "case",
            head.title,
            partial(opening.open_key, precedent_key(head.id)),
            facts(head),
        )
        for head in heads[:MOST]
    ]
    return Group(PRECEDENTS, tuple(entries))


def _paper(opening: "Opening", name: PaperName) -> Entry:
    more = "　".join(part for part in (name.category, name.case_number, name.case_title) if part)
    return Entry("paper", name.name, partial(opening.open_key, paper_key(name.id)), more)


def _place(opening: "Opening", hit: Hit, case: str) -> Entry:
    source = Source(SourceKind.PAPER, "", hit.document, hit.anchor)
    title = f"{hit.name}　第 {hit.page} 页" + (f"　（{case}）" if case else "")
    return Entry("text", title, partial(opening.open_source, source), f"…{hit.snippet}…")


def _article(opening: "Opening", hit: ArticleHit) -> Entry:
    source = Source(SourceKind.ARTICLE, "", str(hit.article.id))
    mark = standing(hit.article.version, today())
    title = citation(hit.article) + ("" if mark == "现行有效" else f"　〔{mark}〕")
    return Entry("library", title, partial(opening.open_source, source), hit.snippet)
