"""The room of knowledge: reading, looking up, and copies for the court's own changes."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.laws import laws_folder
from workbench.kernel.errors import UserError
from workbench.kernel.finding import Status
from workbench.law.knowledge.model import CauseKnowledge
from workbench.law.knowledge.read import read_knowledge
from workbench.workbench import Workbench

LOAN = "民间借贷纠纷"


@pytest.fixture
def workbench(tmp_path: Path) -> Iterator[Workbench]:
    """Open an empty workspace."""
    opened = Workbench.open(tmp_path / "ws")
    yield opened
    opened.close()


def loan(workbench: Workbench) -> CauseKnowledge:
    found = workbench.knowledge.load().result().of(LOAN)
    assert found is not None
    return found


def test_a_copy_can_be_changed_and_takes_the_place_of_the_products_file(
    workbench: Workbench,
) -> None:
    target = workbench.knowledge.save_own(loan(workbench))
    assert target == workbench.knowledge.folder / f"{LOAN}.toml"
    assert target.stat().st_mode & 0o077 == 0
    text = target.read_text("utf-8")
    assert "格式说明见手册" in text  # comments go along
    target.write_text(text.replace("借贷合意", "借款合意"), "utf-8")
    changed = loan(workbench)
    assert changed.own
    assert changed.requirement("借款合意") is not None
    assert workbench.journal.entries()[-1].event == "knowledge.copy"


def test_a_file_that_is_there_is_never_overwritten(workbench: Workbench) -> None:
    found = loan(workbench)
    target = workbench.knowledge.save_own(found)
    target.write_text("本院改过", "utf-8")
    with pytest.raises(UserError, match="没有覆盖"):
        workbench.knowledge.save_own(found)
    assert target.read_text("utf-8") == "本院改过"
    faulty = workbench.knowledge.load().result().faulty
    assert [one.source for one in faulty] == [f"{LOAN}.toml"]


def test_an_own_file_is_not_copied_onto_itself(workbench: Workbench) -> None:
    workbench.knowledge.save_own(loan(workbench))
    with pytest.raises(UserError, match="已经是本院文件"):
        workbench.knowledge.save_own(loan(workbench))


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_leaves_nothing(workbench: Workbench) -> None:
    folder = workbench.knowledge.folder
    folder.mkdir(mode=0o500)
    with pytest.raises(UserError, match="没有权限"):
        workbench.knowledge.save_own(loan(workbench))
    assert not list(folder.iterdir())


def test_a_second_window_may_not_write(workbench: Workbench, tmp_path: Path) -> None:
    second = Workbench.open(tmp_path / "ws")
    try:
        with pytest.raises(UserError, match="没有保存"):
            second.knowledge.save_own(loan(second))
    finally:
        second.close()
    assert not workbench.knowledge.folder.exists()


def test_citations_are_looked_up_at_the_day_of_the_file(
    workbench: Workbench, tmp_path: Path
) -> None:
    workbench.import_laws([laws_folder(tmp_path / "pack")])
    workbench.jobs.wait_all()
    found = loan(workbench)
    checked = workbench.knowledge.check(found).result()
    assert len(checked) == len(found.articles)
    states = {one.quoted: one for one in checked}
    civil = "《中华人民共和国民法典》第六百七十五条"
    assert states[civil].status is Status.CONFIRMED
    missing = states["《中华人民共和国合同法》第二百零六条"]
    assert missing.status is Status.NOT_FOUND
    assert missing.message == "法规库没有《中华人民共和国合同法》"
    by_name = {article.quoted: article for article in found.articles}
    library = workbench.law.library
    stored = workbench.knowledge.article(found, by_name[civil], library)
    assert stored.article.number == 675
    with pytest.raises(UserError, match="法规库没有《中华人民共和国合同法》"):
        workbench.knowledge.article(found, by_name[missing.quoted], library)


def test_names_that_no_file_may_have_are_replaced(workbench: Workbench) -> None:
    text = '"案由" = "甲/乙 纠纷"\n"领域" = "民事"\n"核对日期" = 2026-03-31\n"依据" = "无"\n'
    with pytest.raises(UserError, match="程序没有名为"):
        workbench.knowledge.save_own(read_knowledge(text, "甲乙.toml"))
    assert not workbench.knowledge.folder.exists()
