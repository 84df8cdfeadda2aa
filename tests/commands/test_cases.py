"""``workbench case list`` and ``case show``: parties, days and periods."""

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.commands.conftest import Run
from workbench.cli import app
from workbench.kernel.offline import Guard
from workbench.papers.model import Party
from workbench.workbench import Workbench


@pytest.fixture
def case(tmp_path: Path) -> str:
    workbench = Workbench.open(tmp_path / "ws")
    made = workbench.papers.new_case(
        "张三甲诉李四乙", number="（2026）京0105民初1号", procedure="简易程序"
    )
    desk = workbench.papers.desk
    desk.update(made.id, filed=date(2026, 4, 10))
    desk.add_party(made.id, Party("张三甲", "原告", sex="男", birth=date(1990, 3, 5)))
    desk.add_party(made.id, Party("李四乙", "被告", served=date(2026, 4, 13)))
    workbench.close()
    return made.id


def shown(tmp_path: Path, *words: str) -> str:
    result = CliRunner().invoke(
        app, ["--workspace", str(tmp_path / "ws"), *words], obj=Guard(None, "试验")
    )
    assert result.exit_code == 0
    return result.stdout


def test_show_tells_parties_days_and_periods(run: Run, case: str, tmp_path: Path) -> None:
    data = run("case", "show", case).data
    assert data["case"]["title"] == "张三甲诉李四乙"
    assert {"papers", "values", "deadlines"} <= data.keys()
    ends = {item["title"]: item["day"] for item in data["deadlines"]}
    assert ends["答辩期"] == "2026-04-28"
    assert ends["审理期限（简易程序）"] == "2026-07-10"
    text = shown(tmp_path, "case", "show", case)
    assert "原告：张三甲，男，1990年3月5日出生" in text
    assert "2026年4月13日  起诉状副本送达被告李四乙" in text
    assert "2026年4月28日  答辩期（被告李四乙）" in text
    assert "《民事诉讼法》第一百二十八条" in text


def test_periods_are_gone_with_their_switch(run: Run, case: str, tmp_path: Path) -> None:
    assert run("features", "off", "procedure.deadlines").status == 0
    assert run("case", "show", case).data["deadlines"] == []
    assert "答辩期" not in shown(tmp_path, "case", "show", case)


def test_list_tells_who_and_what_waits(run: Run, case: str, tmp_path: Path) -> None:
    (row,) = run("case", "list", "李四乙").data["cases"]
    assert (row["id"], row["papers"], row["pending"]) == (case, 0, 0)
    line = shown(tmp_path, "case", "list", "2026 原告张三甲")
    assert "一审" in line
    assert "原告张三甲；被告李四乙" in line
