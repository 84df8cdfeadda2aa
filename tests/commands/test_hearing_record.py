"""``workbench hearing export`` and ``hearing check``."""

from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.hearing.record import transcripts
from tests.hearing.record.stored import stored_hearing
from workbench.hearing.model import Hearing
from workbench.hearing.record.word import read_word
from workbench.workbench import Workbench


@pytest.fixture
def filed(tmp_path: Path) -> Hearing:
    workbench = Workbench.open(tmp_path / "ws")
    hearing = stored_hearing(workbench)
    workbench.close()
    return hearing


def test_the_record_is_written_and_its_digests_are_told(
    run: Run, filed: Hearing, tmp_path: Path
) -> None:
    file = tmp_path / "笔录.docx"
    answer = run("hearing", "export", filed.case, "--out", str(file))
    assert answer.status == 0
    (row,) = answer.data["files"]
    assert row["file"] == str(file)
    assert len(row["sm3"]) == len(row["sha256"]) == 64
    assert answer.data["unchecked"] == 0
    assert "地点" in answer.data["missing"]
    assert "审：现在进行法庭调查" in read_word(file.read_bytes())
    again = run("hearing", "export", filed.case, "--out", str(file))
    assert again.status == 2
    assert "已存在" in again.said


def test_every_form_has_its_file(run: Run, filed: Hearing, tmp_path: Path) -> None:
    forms = {"srt": "srt", "txt": "txt", "json": "json", "signing": "docx", "outline": "docx"}
    for form, suffix in forms.items():
        file = tmp_path / f"{form}.{suffix}"
        answer = run("hearing", "export", filed.case, "--form", form, "--out", str(file))
        assert answer.status == 0, answer.said
        assert file.stat().st_size


def test_unchecked_text_needs_the_word_draft(run: Run, tmp_path: Path) -> None:
    workbench = Workbench.open(tmp_path / "ws")
    case = stored_hearing(workbench, checked=False).case
    workbench.close()
    file = tmp_path / "a.docx"
    refused = run("hearing", "export", case, "--out", str(file))
    assert refused.status == 2
    assert "没有人核对" in refused.said
    assert run("hearing", "export", case, "--out", str(file), "--draft").data["unchecked"] == 45


def test_a_check_with_findings_for_a_person_ends_with_one(run: Run, tmp_path: Path) -> None:
    workbench = Workbench.open(tmp_path / "ws")
    script = transcripts.CIVIL.replace("被告代理人：请求依法判决。\n", "")
    case = stored_hearing(workbench, script).case
    workbench.close()
    answer = run("hearing", "check", case)
    assert answer.status == 1
    rows = {row["id"]: row for row in answer.data["findings"]}
    assert rows["last:被告"]["status"] == "not_found"
    assert rows["last:原告"]["status"] == "confirmed"
    assert rows["last:原告"]["basis"] == ["《中华人民共和国民事诉讼法》第一百四十四条第二款"]
    assert rows["last:原告"]["at"] > 0
    assert answer.data["open"] == sum(row["status"] != "confirmed" for row in rows.values())


def test_the_shipped_template_is_shown_and_a_faulty_own_one_is_named(
    run: Run, tmp_path: Path
) -> None:
    answer = run("hearing", "template", "criminal")
    assert answer.status == 0
    assert 'key = "plea"' in answer.data["text"]
    own = tmp_path / "ws" / "templates" / "hearing"
    own.mkdir(parents=True)
    (own / "criminal.toml").write_text("[[stage]]\nkey = 1 2", "utf-8")
    faulty = run("hearing", "template", "criminal")
    assert faulty.status == 1
    assert faulty.data["faulty"][0]["source"] == "criminal.toml"


def test_a_case_without_a_hearing_and_one_with_several(
    run: Run, filed: Hearing, tmp_path: Path
) -> None:
    empty = run("case", "new", "示例空案").data["case"]["id"]
    assert "没有庭审" in run("hearing", "check", empty).said
    workbench = Workbench.open(tmp_path / "ws")
    workbench.hearing.create(filed.case, filed.procedure)
    workbench.close()
    several = run("hearing", "check", filed.case)
    assert several.status == 2
    assert "--sitting" in several.said
    assert run("hearing", "check", filed.case, "--sitting", "1").status in (0, 1)
    assert "没有第 9 次" in run("hearing", "check", filed.case, "--sitting", "9").said
