"""Statute suggestion for a case: which judgments vote, and what is said of those that may not."""

import shutil
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

from tests.support import precedents
from workbench.kernel.advice import Advice
from workbench.law.precedents.repository import Filters
from workbench.statutes import CAUSE
from workbench.workbench import Workbench

OWN = "本案自身的裁判"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a workspace with a case, the demonstration's laws and a small library of judgments."""
    made = precedents.workspace_with_a_case(tmp_path_factory.mktemp("statutes"))
    workbench = Workbench.open(made)
    with resources.as_file(resources.files("resources").joinpath("demo", "laws")) as laws:
        workbench.import_laws([laws])
        workbench.jobs.wait_all()
    if workbench.index_laws() is not None:
        workbench.jobs.wait_all()
    workbench.close()
    return made


@pytest.fixture
def workbench(folder: Path, tmp_path: Path) -> Iterator[Workbench]:
    shutil.copytree(folder, tmp_path / "ws")
    opened = Workbench.open(tmp_path / "ws")
    yield opened
    opened.close()


def suggest(workbench: Workbench) -> list[Advice]:
    (case,) = workbench.papers.cases()
    found = workbench.ask_statutes(case.id).result(60)
    assert found is not None
    return found


def voters(cards: list[Advice]) -> set[str]:
    """Return the numbers in those reasons that count similar judgments; empty if none voted."""
    said = [reason for card in cards for reason in card.reasons if "件相似判决" in reason]
    return {part for reason in said for part in reason.split(" ") if part.isdigit()}


def keep_one(workbench: Workbench) -> str:
    """Leave a single judgment that votes; returns its number."""
    heads = workbench.precedents.page(Filters())
    kept = next(head for head in heads if head.number.endswith("90001号"))
    for head in heads:
        if head.id != kept.id:
            workbench.precedents.remove(head.id)
    workbench.jobs.wait_all()
    if workbench.index_precedents() is not None:
        workbench.jobs.wait_all()
    return kept.number


def test_a_judgment_of_the_case_itself_has_no_vote_and_this_is_said(workbench: Workbench) -> None:
    number = keep_one(workbench)
    before = suggest(workbench)
    assert voters(before)
    assert not any(OWN in reason for card in before for reason in card.reasons)
    (case,) = workbench.papers.cases()
    workbench.papers.update_case(case.id, number=number)
    after = suggest(workbench)
    assert not voters(after)
    (cause,) = [card for card in after if card.kind == CAUSE]
    assert any(OWN in reason and number in reason for reason in cause.reasons)


def test_with_the_library_off_nothing_votes_and_nothing_is_said_of_it(workbench: Workbench) -> None:
    number = keep_one(workbench)
    (case,) = workbench.papers.cases()
    workbench.papers.update_case(case.id, number=number)
    workbench.switches.set("law.precedents", False, case.id)
    cards = suggest(workbench)
    assert cards
    assert not voters(cards)
    assert not any(OWN in reason for card in cards for reason in card.reasons)
    assert [card.title for card in workbench.suggest_statutes(case.id)]


def test_the_others_go_on_voting(workbench: Workbench) -> None:
    (case,) = workbench.papers.cases()
    before = voters(suggest(workbench))
    own = workbench.precedents.page(Filters("90001"))[0]
    workbench.papers.update_case(case.id, number=own.number)
    after = voters(suggest(workbench))
    assert before
    assert after
    assert before != after
