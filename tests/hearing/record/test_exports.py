"""Subtitles and JSON: times, keys, several recordings."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hearing.record.materials import material
from tests.hearing.record.transcripts import recording, turns_of
from workbench.hearing.model import Damage, Turn
from workbench.hearing.record.as_json import as_data
from workbench.hearing.record.draft import Material, Options, draft
from workbench.hearing.record.subtitles import one_srt, srt

SCRIPT = "审判长：现在开庭。\n原告：我要说。\n？：嗯"


def texts(turns: list[Turn]) -> dict[str, str]:
    return {turn.id: turn.verbatim for turn in turns}


def test_subtitles_name_the_speaker_and_number_from_one() -> None:
    turns = turns_of(SCRIPT)
    assert srt(turns, texts(turns)) == (
        "1\n00:00:00,000 --> 00:00:05,500\n审判长：现在开庭。\n\n"
        "2\n00:00:06,000 --> 00:00:11,500\n原告：我要说。\n\n"
        "3\n00:00:12,000 --> 00:00:17,500\n嗯\n"
    )


def test_subtitles_of_a_hearing_count_its_gaps() -> None:
    first = turns_of("审判长：一。")
    second = [replace(turn, id="x") for turn in turns_of("审判长：二。", recording="r2")]
    recordings = (recording(), recording("r2", 1, gap=60.0))
    text = one_srt([*first, *second], recordings, texts([*first, *second]))
    assert "00:11:00,000 --> 00:11:05,500\n审判长：二。" in text


@given(
    st.lists(
        st.tuples(
            st.floats(0, 40_000), st.floats(0, 40_000), st.text(st.characters(), max_size=20)
        ),
        max_size=8,
    )
)
def test_subtitles_can_always_be_read_by_a_player(
    rows: list[tuple[float, float, str]],
) -> None:
    (blank,) = turns_of("原告：话")
    turns = [
        replace(blank, id=str(n), start=start, end=end, verbatim=text)
        for n, (start, end, text) in enumerate(rows)
    ]
    text = srt(turns, texts(turns))
    entries = [entry for entry in text.split("\n\n") if entry.strip()]
    for number, entry in enumerate(entries, start=1):
        head, times, *words = entry.strip("\n").split("\n")
        assert head == str(number)
        first, last = re.findall(r"\d\d:\d\d:\d\d,\d\d\d", times)
        assert first < last
        assert len(words) == 1


def data_of(held: Material) -> dict[str, object]:
    one = draft(held, Options())
    data: dict[str, object] = json.loads(json.dumps(as_data(held, one), ensure_ascii=False))
    return data


def test_json_keys_stay_as_they_are() -> None:
    damaged = recording(damages=(Damage(10.0, 12.0, "读不出"),))
    data = data_of(material(recordings=(damaged,)))
    assert set(data) == {
        *("format", "version", "hearing", "case", "head", "persons", "recordings", "stages"),
        *("turns", "exhibits", "amendments", "unchecked", "unwritten"),
    }
    assert (data["format"], data["version"]) == ("hearing-record", 1)

    def keys(name: str) -> set[str]:
        rows = data[name]
        assert isinstance(rows, list)
        return set(rows[0])

    assert keys("turns") == {
        *("id", "recording", "channel", "start", "end", "at", "role", "role_basis", "stage"),
        *("heard", "verbatim", "cleaned", "corrected", "overlap", "checked", "engine"),
    }
    assert keys("recordings") == {
        *("id", "name", "sha256", "sm3", "size", "seconds", "gap", "began", "at", "damages"),
        "interruptions",
    }
    assert keys("stages") == {
        *("key", "title", "first_turn", "last_turn", "at", "until", "because", "in_order"),
        "moved",
    }
    assert keys("exhibits") == {
        *("id", "by", "label", "name", "source", "purpose", "turns", "listed", "confirmed"),
        "opinions",
    }
    assert data["recordings"][0]["damages"] == [  # type: ignore[index]
        {"start": 10.0, "end": 12.0, "words": "读不出"}
    ]


@pytest.mark.parametrize("sure", [True, False])
def test_json_marks_what_nobody_stands_behind(sure: bool) -> None:
    data = data_of(material(sure=sure))
    turns, exhibits = data["turns"], data["exhibits"]
    assert isinstance(turns, list)
    assert isinstance(exhibits, list)
    assert {turn["checked"] for turn in turns} == {sure}
    assert {row["confirmed"] for row in exhibits} == {sure}
    assert data["unchecked"] == (0 if sure else 45)
