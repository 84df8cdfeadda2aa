"""A drop of several cases: asked once, one case each or all in one, and nothing on cancel."""

from pathlib import Path

import pytest

from ui import case_acts
from ui.routes import CASES
from ui.shell import Shell


@pytest.fixture
def top(tmp_path: Path) -> Path:
    for name in ("（2026）京0105民初1号 张三甲诉李四乙", "王五丙诉赵六丁"):
        folder = tmp_path / "本周收案" / name
        folder.mkdir(parents=True)
        (folder / "民事起诉状.txt").write_text(f"民事起诉状 {name}", "utf-8")
    return tmp_path / "本周收案"


@pytest.mark.parametrize(
    ("answer", "titles"),
    [
        (0, ["王五丙诉赵六丁", "（2026）京0105民初1号 张三甲诉李四乙"]),
        (1, ["本周收案"]),
        (-1, []),
    ],
)
def test_a_person_says_whether_folders_are_cases(
    shell: Shell,
    top: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: int,
    titles: list[str],
) -> None:
    asked: list[str] = []

    def choose(parent: object, title: str, question: str, answers: object) -> int:
        asked.append(question)
        return answer

    monkeypatch.setattr(case_acts, "choose", choose)
    shell.bring([top])
    workbench = shell.bridge.workbench
    workbench.jobs.wait_all()
    assert len(asked) == 1
    rows = workbench.case_rows()
    assert sorted(row.title for row in rows) == sorted(titles)
    assert all(row.papers == (2 if answer else 1) for row in rows)
    assert not any(row.number or row.parties for row in rows)
    if not answer:
        assert shell.tabs.current_key() == CASES


def test_into_an_open_case_nothing_is_asked(
    case_shell: Shell, top: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_acts, "choose", lambda *_: pytest.fail("asked"))
    before = len(case_shell.bridge.workbench.case_rows())
    case_shell.bring([top])
    case_shell.bridge.workbench.jobs.wait_all()
    assert len(case_shell.bridge.workbench.case_rows()) == before
