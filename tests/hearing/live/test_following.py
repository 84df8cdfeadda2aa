"""Transcription of a recording that still grows."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tests.hearing.live.test_room import driver, only, sitting
from tests.support.engines import FixedOcr
from tests.support.live import Driver, place, written
from tests.support.microphones import USUAL, samples
from tests.support.sounds import wav
from tests.support.spoken import number_speech, sentence, talk
from workbench.hearing.live.following import Growing
from workbench.hearing.live.model import Format
from workbench.hearing.live.parts import SOUND
from workbench.hearing.model import Hearing
from workbench.workbench import Workbench

__all__ = ["driver", "sitting"]
RATE = USUAL.rate


@pytest.fixture
def workbench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workbench]:
    """Open a workspace with an engine that hears numbers, and a microphone that says them."""
    monkeypatch.setenv("MICROPHONE_LOG", str(tmp_path))
    (tmp_path / "sound.wav").write_bytes(wav(talk([1, 2, 3, 4])[None], 16_000))
    opened = Workbench.open(tmp_path / "ws", ocr=FixedOcr, speech=number_speech)
    yield opened
    opened.close()


def heard(growing: Growing) -> "tuple[float, np.ndarray[tuple[int, int], np.dtype[np.float32]]]":
    blocks = list(growing)
    for (start, sound), (after, _) in pairwise(blocks):
        assert start + sound.shape[1] / 16_000 == pytest.approx(after)
    return blocks[0][0], np.concatenate([sound for _, sound in blocks], axis=1)


def test_a_recording_that_ended_is_read_to_its_end(tmp_path: Path) -> None:
    where = place(tmp_path)
    written(where, *(samples(second * RATE, RATE) for second in range(3)))
    start, sound = heard(Growing(where, USUAL, 0.0))
    assert start == 0.0
    assert np.array_equal(sound, USUAL.floats(samples(0, 3 * RATE)))


def test_it_goes_on_in_the_middle_of_a_part(tmp_path: Path) -> None:
    where = place(tmp_path)
    written(where, *(samples(second * RATE, RATE) for second in range(3)))
    start, sound = heard(Growing(where, USUAL, 1.25))
    assert start == 1.25
    assert np.array_equal(sound, USUAL.floats(samples(0, 3 * RATE))[:, RATE * 5 // 4 :])


def test_what_is_missing_is_silence(tmp_path: Path) -> None:
    where = place(tmp_path)
    written(where, *(samples(second * RATE, RATE) for second in range(3)))
    where.path(2, SOUND).unlink()
    _, sound = heard(Growing(where, USUAL, 0.0))
    assert sound.shape == (2, 3 * RATE)
    assert not sound[:, RATE : 2 * RATE].any()


def test_other_rates_become_that_of_speech(tmp_path: Path) -> None:
    form, where = Format(48_000, 1), place(tmp_path)
    written(where, samples(0, 48_000, form), samples(48_000, 48_000, form), form=form)
    _, sound = heard(Growing(where, form, 0.0))
    assert sound.shape[0] == 1
    assert abs(sound.shape[1] - 2 * 16_000) <= 16


def test_turns_come_while_it_records_and_the_rest_when_it_ends(
    workbench: Workbench, sitting: Hearing, driver: Driver
) -> None:
    room = workbench.hearing
    recording = driver.record(sitting.id, 0.0)
    job = room.transcribe(sitting.id, "数数")
    assert room.unheard(sitting.id) == 0.0

    def some() -> bool:
        workbench.jobs.poll()
        return bool(room.turns(sitting.id))

    driver.until(some)
    assert driver.live.recording == recording.id
    turn = room.turns(sitting.id)[0]
    assert turn.verbatim.rstrip("。") == sentence(1)
    driver.end()
    workbench.jobs.wait(job.id)
    workbench.jobs.wait_all()
    kept = only(workbench, sitting)
    assert kept.complete
    assert min(room.read(kept.id).values()) == pytest.approx(kept.seconds, abs=0.1)
    assert room.unheard(sitting.id) == 0.0
    said = [one.verbatim.rstrip("。") for one in room.turns(sitting.id)]
    # The last one may have been cut by the end.
    assert said[:-1] == [sentence(1 + number % 4) for number in range(len(said) - 1)]
    # The end is the last sound of all: it was heard too.
    assert room.turns(sitting.id)[-1].end <= kept.seconds
