"""The manual: whole, without broken links or pictures, with every feature and rule table in it."""

import re
from importlib import resources

import pytest

from ui import routes
from ui.pages.settings import SECTIONS
from workbench import manual
from workbench.kernel.features import FeatureTable
from workbench.law.suggestion.subjects import Subjects
from workbench.manual import Chapter

PENDING: frozenset[str] = frozenset()
"""Chapters that the contents name before they are written."""
LINK = re.compile(r"!?\[[^\]]*\]\(([^)]+)\)")


def chapters() -> list[Chapter]:
    return manual.load(FeatureTable.load(), "（键）")


TOPICS = [chapter.topic for chapter in chapters()]


def text_of(topic: str) -> str:
    chapter = manual.find(chapters(), topic)
    assert chapter is not None
    return chapter.text


def test_the_contents_name_each_chapter_once_and_each_has_its_file() -> None:
    rows = [row["topic"] for row in manual.contents()]
    assert len(set(rows)) == len(rows)
    files = {f.name.removesuffix(".md") for f in manual.folder().iterdir() if ".md" in f.name}
    assert set(rows) - PENDING <= files
    assert files <= set(rows), "a chapter that the contents do not name"


@pytest.mark.parametrize("topic", TOPICS)
def test_a_chapter_begins_with_its_title_and_leads_nowhere_wrong(topic: str) -> None:
    text = text_of(topic)
    assert text.startswith("# ")
    assert "{{" not in text
    for target in LINK.findall(text):
        assert not re.match(r"https?:|#", target), target
        kind, _, place = target.rpartition(":")
        if kind == "settings":
            assert place in SECTIONS, target
        elif kind == "page":
            assert place in routes.ROUTES, target
        elif target.endswith(".md"):
            assert target.removesuffix(".md") in {row["topic"] for row in manual.contents()}
        else:
            assert manual.folder().joinpath(target).is_file(), target


def test_every_feature_is_in_it_with_all_its_limits_and_figures() -> None:
    text = text_of("features")
    for feature in FeatureTable.load():
        for part in (feature.title, feature.does, feature.basis, *feature.limits, *feature.figures):
            assert part in text


def test_every_rule_table_is_in_it_with_a_name_a_date_and_its_certainty() -> None:
    tables = {table.file: table for table in manual.rule_tables()}
    base = resources.files("resources").joinpath("rules")
    files = {f.name for f in base.iterdir() if f.name.endswith((".toml", ".csv"))}
    assert tables.keys() == files | {"subjects/"}
    assert tables["subjects/"].rows == len(Subjects.load().subjects)
    unnamed = [table.file for table in tables.values() if table.title == table.file]
    assert unnamed == [], "say what it is in resources/help/rules.toml"
    for table in tables.values():
        assert table.as_of, table.file
        assert table.rows, table.file
        assert f"### {table.title}\n" in text_of("rules")


def test_words_are_counted_in_titles_too() -> None:
    chapter = Chapter("a", "备份", "备份与恢复。Ctrl+K")
    assert manual.count(chapter, "备份") == 2
    assert manual.count(chapter, "ctrl") == 1
    assert manual.count(chapter, " ") == 0


def test_a_page_finds_its_chapter() -> None:
    found = manual.find(chapters(), "welcome")
    assert found is not None
    assert found.topic == "start"
    assert manual.find(chapters(), "nothing of the kind") is None
