"""Whether the tables of subjects speak of articles that there are, in the development data."""

from tests.support.data import data_folder, requires_data
from workbench.law.knowledge.model import Place
from workbench.law.model import ParsedLaw
from workbench.law.pack import read_pack
from workbench.law.suggestion.subjects import Subjects


@requires_data
def test_every_subject_has_its_article() -> None:
    subjects = [place for place, _ in Subjects.load().subjects]
    named = {place.law for place in subjects}
    there = {
        Place(law.title, article.number, article.insertion)
        for pack in ("flk-2026-03", "lawref-2025-04")
        for law in read_pack(data_folder() / "laws" / f"{pack}.tar.zst")
        if isinstance(law, ParsedLaw) and law.title in named
        for article in law.articles
    }
    assert [place for place in subjects if place not in there] == []
