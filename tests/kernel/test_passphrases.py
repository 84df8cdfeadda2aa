"""The hint on passphrases, and the choice of the workspace's folder."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel import location
from workbench.kernel.errors import UserError
from workbench.kernel.passphrases import Strength, judge


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("", Strength.NONE),
        ("abc", Strength.SHORT),
        ("12345678", Strength.WEAK),
        ("aaaaaaaaaaaaaaaaaaaa", Strength.WEAK),
        ("19880709", Strength.WEAK),
        ("kfjqwmzt", Strength.WEAK),
        ("kf7Qw#mzT", Strength.FAIR),
        ("青山隐隐水迢迢秋尽", Strength.GOOD),
        ("four words make a passphrase", Strength.GOOD),
    ],
)
def test_what_is_easy_to_guess_is_called_weak(text: str, strength: Strength) -> None:
    assert judge(text).strength is strength


@given(st.text(min_size=1))
def test_every_passphrase_has_a_sentence(text: str) -> None:
    assert judge(text).words


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the account another place for settings and data."""
    monkeypatch.delenv("WORKBENCH_HOME", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("sys.platform", "linux")
    return tmp_path


def test_the_folder_chosen_is_the_next_start(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert location.default_folder() == home / "data" / "judges-workbench"
    location.choose_folder(home / "案件")
    assert location.default_folder() == home / "案件"
    assert location.settings_file().stat().st_mode & 0o077 == 0
    monkeypatch.setenv("WORKBENCH_HOME", str(home / "named"))
    assert location.default_folder() == home / "named"


@pytest.mark.parametrize("content", ["", "{", "[]", '{"workspace": 3}', '{"workspace": "a/b"}'])
def test_a_senseless_choice_is_passed_over(home: Path, content: str) -> None:
    location.choose_folder(home)
    location.settings_file().write_text(content, "utf-8")
    assert location.default_folder() == home / "data" / "judges-workbench"


def test_a_folder_with_other_files_is_refused(home: Path) -> None:
    location.check_folder(home / "new")
    (home / "full").mkdir()
    location.check_folder(home / "full")
    (home / "full" / "a.txt").write_text("。", "utf-8")
    with pytest.raises(UserError, match="又不是工作区"):
        location.check_folder(home / "full")
    (home / "full" / "keys.json").write_text(json.dumps({}), "utf-8")
    location.check_folder(home / "full")
