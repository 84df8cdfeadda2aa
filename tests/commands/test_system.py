"""Switches, journal, backup, passphrase, self-check, models."""

from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.support import tiny_whisper
from workbench.commands.context import PASSPHRASE


def test_features_and_their_switches(run: Run) -> None:
    rows = {row["key"]: row for row in run("features", "list").data["features"]}
    assert {"law.statutes", "papers.ocr", "papers.extract"} <= rows.keys()
    keys = {"key", "title", "on", "basis", "limits", "needs", "available"}
    assert all(keys <= row.keys() for row in rows.values())
    assert not rows["law.statutes"]["available"]
    assert "法规库为空" in rows["law.statutes"]["missing"]
    case = run("case", "new", "试验案").data["case"]["id"]
    run("features", "off", "papers.ocr", "--case", case)
    assert run("features", "show", "papers.ocr").data["feature"]["on"]
    here = {r["key"]: r["on"] for r in run("features", "list", "--case", case).data["features"]}
    assert not here["papers.ocr"]
    run("features", "off")
    assert not any(row["on"] for row in run("features", "list").data["features"])


def test_journal_records_and_verifies(run: Run, tmp_path: Path) -> None:
    run("case", "new", "试验案")
    run("features", "off", "papers.ocr")
    events = [row["event"] for row in run("journal", "show").data["entries"]]
    assert events == ["feature.switch", "case.new"]
    assert run("journal", "verify").data["whole"]
    run("journal", "export", str(tmp_path / "log.jsonl"))
    assert len((tmp_path / "log.jsonl").read_text().splitlines()) == 2


def test_backup_and_restore(run: Run, tmp_path: Path) -> None:
    run("case", "new", "试验案")
    made = run("backup", "create", str(tmp_path / "b.zip"))
    assert made.data["holds_key"]
    assert "密钥" in made.said
    assert run("backup", "verify", str(tmp_path / "b.zip")).data["files"] == made.data["files"]
    run("backup", "restore", str(tmp_path / "b.zip"), str(tmp_path / "again"))
    cases = run("--workspace", str(tmp_path / "again"), "case", "list").data["cases"]
    assert [case["title"] for case in cases] == ["试验案"]


def test_passphrase_from_the_environment(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbench.kernel.workspace import open_workspace

    run("case", "new", "试验案")
    workspace = open_workspace(tmp_path / "ws")
    workspace.set_passphrase("口令口令口令口令")
    workspace.close()
    assert "设有口令" in run("case", "list").said
    monkeypatch.setenv(PASSPHRASE, "错的错的错的错的")
    assert "口令不正确" in run("case", "list").said
    monkeypatch.setenv(PASSPHRASE, "口令口令口令口令")
    assert run("case", "list").data["cases"]
    assert run("passphrase", "remove").status == 0
    monkeypatch.delenv(PASSPHRASE)
    assert run("case", "list").data["cases"]


def test_doctor_says_what_is_missing(run: Run) -> None:
    answer = run("doctor")
    assert answer.status == 1
    checks = {check["name"]: check for check in answer.data["checks"]}
    assert not checks["法规库"]["good"]
    assert checks["日志"]["good"]
    assert checks["数据完整性"]["good"]
    assert "试验" in checks["离线保护"]["words"]


def test_damaged_original_is_found_by_doctor(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("内容足够长的一份材料。", encoding="utf-8")
    run("case", "import", str(tmp_path / "a.txt"))
    (original,) = (tmp_path / "ws" / "originals").glob("??/*")
    original.chmod(0o600)
    original.write_bytes(original.read_bytes()[:-1] + b"?")
    checks = run("doctor").data["checks"]
    assert any(not c["good"] and "原件" in c["words"] for c in checks)


def test_jobs_are_listed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("内容足够长的一份材料。", encoding="utf-8")
    run("case", "import", str(tmp_path / "a.txt"))
    (job,) = run("jobs", "list").data["jobs"]
    assert (job["kind"], job["state"]) == ("papers.import", "done")
    assert "不需要继续" in run("jobs", "resume", job["id"]).said
    assert run("jobs", "resume").data == {"jobs": []}


def test_models_folder(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_MODELS", str(tmp_path / "models"))
    assert run("models", "list").data["models"] == []
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "x.gguf").write_bytes(b"weights")
    assert run("models", "add", str(tmp_path / "m"), "--kind", "language").status == 0
    (row,) = run("models", "list").data["models"]
    assert row["present"]
    assert run("models", "verify", row["name"]).data["good"]
    (tmp_path / "models" / row["name"] / "x.gguf").write_bytes(b"others")
    assert run("models", "verify", row["name"]).status == 1
    assert run("models", "remove", row["name"]).status == 0


def test_a_speech_model_is_described(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_MODELS", str(tmp_path / "models"))
    folder = tiny_whisper.make(tmp_path / "背诵")
    added = run("models", "add", str(folder))
    assert added.status == 0
    row = added.data["model"]
    assert (row["kind"], row["languages"], len(row["sha256"])) == ("speech", ["zh"], 64)
    assert row["size"] > 0
    assert row["memory_mib"] > 0
    found = run("models", "verify", "背诵")
    assert found.data["good"]
    assert found.data["model"] == row
    (tmp_path / "small.pt").write_bytes(b"PK\x03\x04")
    refused = run("models", "add", str(tmp_path / "small.pt"))
    assert refused.status == 2
    assert "ct2-transformers-converter --model openai/whisper-small" in refused.said
