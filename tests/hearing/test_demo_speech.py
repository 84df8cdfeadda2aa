"""The demonstration's hearing and its small speech model, through the product's path."""

import json
import statistics
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from installer.demo_speech.rates import error_rate
from tests.bench.demo_speech import HEARING, MODEL, Channel, hear, heard_rate, said, starts, truth
from tests.support.data import ROOT
from workbench.engines.protocols import SPEECH_RATE, SpeechOptions
from workbench.engines.shelf import Shelf
from workbench.engines.whisper import FasterWhisper
from workbench.hearing.model import Procedure, RoleBasis, Turn
from workbench.hearing.prompts import suggest_roles
from workbench.hearing.record.shelf import Templates
from workbench.hearing.record.stages import find_stages

HOT_WORDS = SpeechOptions(hot_words="张示例 李样本 王演示 赵模拟 周演练 吴试用")


@cache
def speech() -> FasterWhisper:
    return FasterWhisper(MODEL, threads=1)


@pytest.fixture(scope="module")
def channels() -> list[Channel]:
    return hear(HEARING / truth()["recording"], speech(), HOT_WORDS)


def test_the_shelf_knows_the_model_and_its_limits() -> None:
    shelf = Shelf(ROOT / "local_models")
    model = shelf.get("demo-speech")
    assert model.present
    assert shelf.verify("demo-speech") == ()
    assert model.languages == ("zh",)
    assert sum(file.size for file in model.files) < 8 << 20
    card = (MODEL / "README.md").read_text("utf-8").splitlines()[0]
    assert model.card.rstrip("。") in card
    assert "只听得懂" in card
    assert "不能用来转写真人说话" in card


def test_what_is_said_is_heard(channels: list[Channel]) -> None:
    assert heard_rate(truth(), channels) < 0.05
    # Each channel holds its own people: the other one's words would be wrong nearly everywhere.
    assert error_rate([said(truth(), 1)], [channels[0].text]) > 0.5


def test_turns_begin_where_they_do(channels: list[Channel]) -> None:
    away = starts(truth()["turns"], channels)
    assert statistics.median(away) < 0.3
    assert max(away) < 1.0


def test_no_text_over_silence(channels: list[Channel]) -> None:
    for number, channel in enumerate(channels):
        turns = [turn for turn in truth()["turns"] if turn["channel"] == number]
        for segment in channel.heard:
            shared = (
                min(segment.end, turn["end"]) - max(segment.start, turn["start"]) for turn in turns
            )
            assert max(shared) > 0.1, segment.start


def turns_of(channels: list[Channel]) -> list[Turn]:
    """Return the stretches of all channels as turns, as the seats of the courtroom name them."""
    found = []
    for seat, channel in zip(truth()["seats"], channels, strict=True):
        basis = RoleBasis.CHANNEL if seat["role"] else RoleBasis.NONE
        for start, end in channel.stretches:
            inside = [one.text for one in channel.heard if start <= one.start < end]
            turn = Turn(f"{start}", "h", "r", seat["channel"], start, end, "".join(inside))
            if inside:
                found.append(replace(turn, verbatim=turn.heard, role=seat["role"], basis=basis))
    return sorted(found, key=lambda turn: turn.start)


def true_turn(turn: Turn) -> dict[str, Any]:
    """Return what was really said there."""
    same = (one for one in truth()["turns"] if one["channel"] == turn.channel)
    return dict(min(same, key=lambda one: abs(one["start"] - turn.start)))


def test_who_spoke_follows_from_seats_and_prompts(channels: list[Channel]) -> None:
    turns = turns_of(channels)
    suggested = {one.turn: one.role for one in suggest_roles(turns, Procedure.SIMPLIFIED)}
    found = [turn.role or suggested.get(turn.id, "") for turn in turns]
    assert found == [true_turn(turn)["role"] for turn in turns]


def test_the_stages_are_found_where_they_are(channels: list[Channel]) -> None:
    turns = turns_of(channels)
    stages = find_stages(turns, Templates.load().of(Procedure.SIMPLIFIED))
    by_id = {turn.id: turn for turn in turns}
    found = [(one.stage, true_turn(by_id[one.first_turn])["stage"]) for one in stages]
    assert [stage for stage, _ in found] == [stage for _, stage in found]
    assert len(found) == len({turn["stage"] for turn in truth()["turns"]})


@pytest.mark.parametrize("level", [0.0, 0.0005])
def test_silence_and_noise_give_nothing(level: float) -> None:
    noise = np.random.default_rng(7).standard_normal(8 * SPEECH_RATE).astype(np.float32) * level
    assert list(speech().hear(noise.astype(np.float32), HOT_WORDS)) == []


def test_words_follow_one_another_in_time(channels: list[Channel]) -> None:
    for channel in channels:
        words = [word for segment in channel.heard for word in segment.words]
        assert len(words) > 200
        assert all(one.start <= two.start + 0.3 for one, two in pairwise(words))
        assert all(0 <= word.end - word.start < 3 for word in words)


def test_the_truth_is_of_the_demonstration_case() -> None:
    facts: dict[str, Any] = json.loads(
        (ROOT / "resources" / "demo" / "expected.json").read_text("utf-8")
    )
    text = said(truth(), 0) + said(truth(), 1)
    assert all(party["name"] in text for party in facts["parties"])
    assert facts["case"]["court"] in text
    assert facts["case"]["cause"] in text
    stages = list(dict.fromkeys(turn["stage"] for turn in truth()["turns"]))
    known = [stage.key for stage in Templates.load().of(Procedure.SIMPLIFIED).stages]
    assert [key for key in known if key in stages] == stages


def test_the_truth_has_no_two_turns_at_once() -> None:
    turns = truth()["turns"]
    assert all(one["end"] < two["start"] for one, two in pairwise(turns))
    assert turns[-1]["end"] < truth()["seconds"]
