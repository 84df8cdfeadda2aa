"""Places that were heard and do not stand in the transcript."""

from dataclasses import replace

from tests.support.hearings import add_recording, add_turns, store_of
from workbench.hearing import left_out
from workbench.hearing.beside import Survey
from workbench.hearing.model import DroppedText, Procedure, Turn
from workbench.hearing.passes import PassRepository
from workbench.workbench import Workbench

SILENT = DroppedText("r", 0, 4.0, 6.0, "", "有人说话，但没有转写出文字")
ECHO = DroppedText("r", 1, 10.0, 12.0, "没有异议。", "与另一声道的话相同")


def turn(start: float, end: float, channel: int = 0, corrected: bool = True) -> Turn:
    return Turn(
        *("t", "h", "r", channel),
        start=start,
        end=end,
        heard="",
        verbatim="补写。",
        corrected=corrected,
    )


def test_a_place_is_listed_until_a_person_wrote_there() -> None:
    both = [SILENT, ECHO]
    assert [one.said for one in left_out.places(both, [])] == ["", "没有异议。"]
    assert [one.left_out for one in left_out.places(both, [turn(5.0, 7.0)])] == [ECHO]
    assert [one.left_out for one in left_out.places(both, [turn(5.0, 13.0, channel=-1)])] == []


def test_machine_turns_and_other_channels_do_not_deal_with_a_place() -> None:
    others = [turn(4.0, 6.0, channel=1), turn(4.0, 6.0, corrected=False), turn(6.0, 9.0)]
    assert [one.left_out for one in left_out.places([SILENT], others)] == [SILENT]


def test_a_place_that_somebody_listened_to_is_gone() -> None:
    assert left_out.places([SILENT, ECHO], [], {left_out.key_of(SILENT)})[0].left_out == ECHO


def test_what_was_taken_out_and_what_was_not_written_are_told_apart() -> None:
    said = left_out.count_words([SILENT, ECHO, ECHO])
    assert "串音的语句 2 处" in said
    assert "没有转写出文字的 1 处" in said
    assert left_out.count_words([]) == ""


def test_the_survey_of_a_hearing_lists_unwritten_places_in_its_order(workbench: Workbench) -> None:
    room = workbench.hearing
    hearing = room.create(workbench.papers.new_case("张三甲诉李四乙").id, Procedure.CIVIL)
    first, second = (add_recording(workbench, hearing, name) for name in ("甲.wav", "乙.wav"))
    made = add_turns(workbench, second, 2)
    store = store_of(workbench)
    rows = [replace(SILENT, recording=one.id, start=s) for one, s in ((second, 7.0), (first, 30.0))]
    with store.transaction():
        PassRepository(store).drop([*rows, replace(ECHO, recording=first.id)])

    def survey() -> Survey:
        found = workbench.hearing_beside.survey(hearing.id).result()
        assert found is not None
        return found

    silent = [one.left_out for one in survey().uncertain if one.left_out]
    assert [one.recording for one in silent] == [first.id, second.id]
    assert [one.said for one in survey().taken_out] == ["没有异议。"]
    assert survey().unchecked == {one.id for one in made}
    room.listened(hearing.id, silent[:1])
    assert [one.left_out for one in survey().uncertain if one.left_out] == silent[1:]
