"""When a checkout counts as set up, and what is said when it cannot be."""

import sys
from pathlib import Path

import pytest

from installer import language, prepare
from installer.prepare import SetUpError


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "installer").mkdir()
    (tmp_path / prepare.LOCK).write_text("a==1\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    return tmp_path


def installed(root: Path) -> Path:
    """Put an environment with the right stamp under a folder, as a finished set-up leaves it."""
    venv = root / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").symlink_to(sys.executable)
    (venv / prepare.STAMP).write_text(prepare.fingerprint(root) + "\n", encoding="ascii")
    return venv


def test_stamp_of_the_same_inputs_is_current(checkout: Path) -> None:
    venv = installed(checkout)
    assert prepare.is_current(venv, prepare.fingerprint(checkout))


@pytest.mark.parametrize("name", [prepare.LOCK, "pyproject.toml"])
def test_changed_input_is_not_current(checkout: Path, name: str) -> None:
    venv = installed(checkout)
    (checkout / name).write_text("b==2\n", encoding="utf-8")
    assert not prepare.is_current(venv, prepare.fingerprint(checkout))


def test_lost_interpreter_is_not_current(checkout: Path) -> None:
    venv = installed(checkout)
    (venv / "bin" / "python").unlink()
    assert not prepare.is_current(venv, prepare.fingerprint(checkout))


def test_moved_checkout_is_not_current(checkout: Path, tmp_path: Path) -> None:
    installed(checkout)
    moved = checkout.rename(tmp_path.with_name(tmp_path.name + "-moved"))
    assert not prepare.is_current(moved / ".venv", prepare.fingerprint(moved))


def test_second_run_installs_nothing(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(checkout)
    monkeypatch.setattr(prepare, "prepare_window", lambda *, with_font: None)

    again: list[Path] = []
    monkeypatch.setattr(prepare, "install", lambda root, venv: again.append(venv))
    prepare.prepare(checkout)
    assert again == []


def test_failed_install_leaves_no_stamp(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "prepare_window", lambda *, with_font: None)
    monkeypatch.setattr(prepare, "make_environment", lambda venv: [sys.executable, "-c", "1/0"])
    (checkout / ".venv").mkdir()
    with pytest.raises(SetUpError, match="依赖包没有装全"):
        prepare.prepare(checkout)
    assert not (checkout / ".venv" / prepare.STAMP).exists()


def test_working_environment_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    venv = tmp_path / ".venv"
    monkeypatch.setattr(prepare, "_answers", lambda python, code: python == venv / "bin" / "python")
    assert prepare.make_environment(venv) == [venv / "bin" / "python", "-m", "pip"]
    assert not venv.exists()


def test_environment_without_ensurepip_is_served_from_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepare, "_has_module", lambda name: name == "pip")
    venv = tmp_path / ".venv"
    pip = prepare.make_environment(venv)
    assert pip == [sys.executable, "-m", "pip", "--python", venv / "bin" / "python"]
    assert (venv / "bin" / "python").exists()


def test_no_venv_and_no_rights_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "_has_module", lambda name: False)
    monkeypatch.setattr(prepare, "can_install", lambda: False)
    with pytest.raises(SetUpError, match="apt-get install -y python3-venv"):
        prepare.make_environment(tmp_path / ".venv")


def test_old_python_gets_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(prepare, "OLDEST_PYTHON", (4, 0))
    assert prepare.main() == 2
    assert "需要 Python 3.11 以上" in capsys.readouterr().err


def test_language_engine_needs_a_compiler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SetUpError, match="build-essential"):
        language.install_language(tmp_path)
