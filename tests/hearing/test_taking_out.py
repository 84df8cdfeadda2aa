"""A case's hearings leave the workspace and come into another one as they were."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.commands.conftest import run as run  # noqa: PLC0414 - a fixture
from tests.support.engines import FixedOcr
from tests.support.hearings import store_of, words_of
from tests.support.sounds import tune, wav
from workbench.hearing.model import DroppedText, Layer, Procedure, Seat, SeatProfile, Turn
from workbench.hearing.passes import PassRepository
from workbench.hearing.record.exhibits import Exhibit
from workbench.hearing.record.head import Person
from workbench.hearing.turn_rows import TurnRepository
from workbench.workbench import Workbench

RATE = 16_000


@pytest.fixture
def filed(run: Run, tmp_path: Path) -> str:
    """Make a case with a hearing of a recording and two turns, one of them corrected."""
    path = tmp_path / "庭审.wav"
    path.write_bytes(wav(tune(12.0, RATE, 2), RATE))
    case = str(run("case", "import", str(path)).data["case"])
    opened = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
    (hearing,) = opened.hearing.hearings(case)
    (recording,) = opened.hearing.recordings(hearing.id)
    store = store_of(opened)
    with store.transaction():
        for number, text in enumerate(("现在开庭。", "请求偿还借款。")):
            start = number * 5.0
            turn = Turn(f"t{number}", hearing.id, recording.id, 0, start, start + 4, text)
            words = words_of(text, start, start + 4)
            TurnRepository(store).add(replace(turn, verbatim=text, words=words))
        PassRepository(store).advance(recording.id, {0: 10.0})
    opened.hearing.seat(hearing.id, SeatProfile("示例庭", (Seat(0, "审判席", "审判长"),)))
    opened.hearing.edit(hearing.id).set_text("t1", Layer.VERBATIM, "请求偿还借款十万元。")
    opened.close()
    return case


def test_a_recording_named_itself_becomes_a_hearing(run: Run, filed: str) -> None:
    (hearing,) = run("hearing", "list", filed).data["hearings"]
    assert hearing["recordings"][0]["name"] == "庭审.wav"
    assert run("papers", "list", filed).data["papers"] == []


def test_out_and_in_again(run: Run, filed: str, tmp_path: Path) -> None:
    out = tmp_path / "导出"
    answer = run("case", "export", filed, str(out))
    assert answer.data["missing"] == []
    copy = out / "庭审" / "第1次" / "01 庭审.wav"
    assert copy.read_bytes() == (tmp_path / "庭审.wav").read_bytes()
    assert copy.stat().st_mode & 0o077 == 0
    before = run("hearing", "show", filed, "--words").data
    answer = run("case", "import", str(out))
    other = answer.data["case"]
    assert answer.data["hearings"][0]["turns"] == 2
    assert answer.data["papers"] == []
    after = run("hearing", "show", other, "--words").data
    kept = ("start", "end", "text", "role", "basis", "corrected", "words", "channel")
    for old, new in zip(before["turns"], after["turns"], strict=True):
        assert {name: new[name] for name in kept} == {name: old[name] for name in kept}
        assert new["id"] != old["id"]
    assert after["profile"] == before["profile"]
    assert after["unheard"] == pytest.approx(before["unheard"])
    assert after["unheard"] == pytest.approx(2.0, abs=0.1)


def test_a_spoilt_description_is_told_and_nothing_half_comes_in(
    run: Run, filed: str, tmp_path: Path
) -> None:
    out = tmp_path / "导出"
    run("case", "export", filed, str(out))
    (out / "庭审" / "第1次" / "庭审数据.json").write_text("{", "utf-8")
    assert "无法读取" in run("case", "import", str(out)).said


def test_what_was_written_beside_the_transcript_comes_along(run: Run, tmp_path: Path) -> None:
    case, out = _rich(tmp_path), tmp_path / "导出"
    run("case", "export", case, str(out))
    other = run("case", "import", str(out)).data["case"]
    opened = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
    room, records = opened.hearing, opened.records
    (old,), (new,) = room.hearings(case), room.hearings(other)
    assert new.ordinal == old.ordinal == 3
    kept = [(one.name, one.gap, one.began) for one in room.recordings(old.id)]
    assert [(one.name, one.gap, one.began) for one in room.recordings(new.id)] == kept
    assert [name for name, _, _ in kept] == ["乙.wav", "甲.录音"]
    was, now = room.turns(old.id), room.turns(new.id)
    assert [turn.verbatim for turn in now] == [turn.verbatim for turn in was]
    assert [turn.skipped for turn in now] == [turn.skipped for turn in was]
    gone = [(one.start, one.end, one.text, one.rule) for one in room.dropped(old.id)]
    assert [(one.start, one.end, one.text, one.rule) for one in room.dropped(new.id)] == gone != []
    (before,), (after,) = room.amendments.of_hearing(old.id), room.amendments.of_hearing(new.id)
    assert after == replace(before, id=after.id, hearing=new.id, turn=now[0].id)
    assert before.granted is False
    assert records.unchecked(new.id) == [now[1].id]
    ids = dict(zip((turn.id for turn in was), (turn.id for turn in now), strict=True))
    first, second = records.material(old.id), records.material(new.id)
    (row,) = (one for one in second.exhibits if one.confirmed)
    assert (row.turns, row.name) == ((now[1].id,), "收条")
    assert {ids[key]: words for key, words in first.typed.borders.items()} == second.typed.borders
    assert (second.typed.head, second.typed.notes) == (first.typed.head, first.typed.notes)
    assert second.typed.persons == first.typed.persons
    (live,) = room.sheet(new.id, "live")
    assert live == room.recordings(new.id)[0].id
    assert records.undo(room.edit(new.id)) == "填写说明"
    opened.close()


def _rich(tmp_path: Path) -> str:
    """Make a case with a third sitting in which everything that can be kept is kept."""
    opened = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
    case = opened.papers.new_case("张三甲诉李四乙").id
    room, records = opened.hearing, opened.records
    hearing = room.create(case, Procedure.CIVIL)
    room.change(replace(hearing, ordinal=3))
    paths = [tmp_path / "甲.录音", tmp_path / "乙.wav"]
    for number, path in enumerate(paths):
        path.write_bytes(wav(tune(3.0 + number, RATE, 1), RATE))
    opened.jobs.wait(room.import_files(hearing.id, paths).id)
    ids = {one.name: one.id for one in room.recordings(hearing.id)}
    room.reorder(hearing.id, [ids["乙.wav"], ids["甲.录音"]])
    room.set_gap(ids["甲.录音"], 90.0)
    store = store_of(opened)
    with store.transaction():
        for number, recording in enumerate((ids["乙.wav"], ids["甲.录音"])):
            turn = Turn(f"t{number}", hearing.id, recording, -1, 0.5, 2.0, "收到。", engine="示例")
            TurnRepository(store).add(replace(turn, verbatim="收到。", skipped=("规则:1",)))
        PassRepository(store).drop([DroppedText(ids["乙.wav"], -1, 2.0, 2.5, "谢谢", "凭空")])
    asked = room.amendments.ask(hearing.id, "张三甲", "漏记一句", turn="t0")
    room.amendments.decide(asked.id, granted=False)
    room.save_sheet(hearing.id, "live", {ids["乙.wav"]: {"device": "示例"}})
    records.check(hearing.id, ["t0"])
    records.set_head(hearing.id, "place", "第一审判庭")
    records.set_persons(hearing.id, [Person("原告", "张三甲", present="到庭")])
    records.set_border(hearing.id, "t1", "evidence")
    records.save_exhibits(
        hearing.id, [Exhibit("原告:证据1", "原告", "证据1", "收条", turns=("t1",), confirmed=True)]
    )
    records.note(hearing.id, "stages:evidence", "已对照录音")
    opened.close()
    return case


def test_what_people_deleted_stays_deleted_after_coming_in(
    run: Run, filed: str, tmp_path: Path
) -> None:
    opened = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
    (hearing,) = opened.hearing.hearings(filed)
    opened.hearing.edit(hearing.id).delete(["t0"])
    opened.close()
    out = tmp_path / "导出"
    run("case", "export", filed, str(out))
    other = run("case", "import", str(out)).data["case"]
    opened = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
    (new,) = opened.hearing.hearings(other)
    (gone,) = opened.hearing.deleted(new.id)
    assert (gone.verbatim, gone.start, gone.end) == ("现在开庭。", 0.0, 4.0)
    assert gone.recording == opened.hearing.recordings(new.id)[0].id
    assert [turn.verbatim for turn in opened.hearing.turns(new.id)] == ["请求偿还借款十万元。"]
    editing = opened.hearing.edit(new.id)
    assert editing.undo() == "导入前删除的 1 段发言"
    assert len(opened.hearing.turns(new.id)) == 2
    assert opened.hearing.deleted(new.id) == []
    opened.close()


def test_a_hearing_without_its_recordings_says_what_is_missing(
    run: Run, filed: str, tmp_path: Path
) -> None:
    opened = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
    opened.hearing.create(filed, Procedure.CIVIL)
    opened.close()
    out = tmp_path / "导出"
    run("case", "export", filed, str(out))
    (out / "庭审" / "第1次" / "01 庭审.wav").unlink()
    answer = run("case", "import", str(out))
    assert [row["turns"] for row in answer.data["hearings"]] == [0, 0]
    assert "2 段发言的录音不在其中" in answer.said


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"gap": 0.0', '"gap": NaN'),
        ('"start": 5.0', '"start": "五"'),
        ('"sheets": {}', '"sheets": {"record.exhibits": {"order": ["甲"], "row:甲": {}}}'),
        ('"sheets": {}', '"sheets": {"record.persons": {"list": [{"无": 1}]}}'),
    ],
)
def test_a_description_with_nonsense_in_it_leaves_the_recordings_only(
    run: Run, filed: str, tmp_path: Path, old: str, new: str
) -> None:
    out = tmp_path / "导出"
    run("case", "export", filed, str(out))
    path = out / "庭审" / "第1次" / "庭审数据.json"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    assert "格式不对" in run("case", "import", str(out)).said
    newest = run("case", "list").data["cases"][0]["id"]
    assert newest != filed
    (row,) = run("hearing", "list", newest).data["hearings"]
    assert (len(row["recordings"]), row["turns"]) == (1, 0)
