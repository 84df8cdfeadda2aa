"""Live recordings in tests: a driver over the room, with microphones that are made up."""

import time
from collections.abc import Callable
from multiprocessing.connection import wait
from pathlib import Path

from tests.support.microphones import MICROPHONE, USUAL, made_up_microphones
from workbench.hearing.live.model import Format, Head, State
from workbench.hearing.live.parts import PartWriter, Place
from workbench.hearing.live.room import LiveRoom
from workbench.hearing.model import Recording

PATIENCE = 60.0


class Driver:
    """Does what a window does with a live room.

    Attributes:
        problems: what was told.
    """

    def __init__(self, live: LiveRoom) -> None:
        self.live = live
        self.problems: list[str] = []

    def until(self, true: Callable[[], object]) -> None:
        """Let the recorder speak until something is true."""
        end = time.monotonic() + PATIENCE
        while not true():
            self.problems += [message for message, _ in self.live.poll()]
            if self.live._link is not None:
                wait([self.live._link._connection], 0.05)
            assert time.monotonic() < end, (self.live.status, self.live.setup, self.problems)

    def listen(self, form: Format = USUAL) -> None:
        """Open the microphone."""
        self.live.prepare(made_up_microphones)
        self.until(lambda: self.live.setup.devices is not None)
        self.live.listen(MICROPHONE.id, form)
        self.until(lambda: self.live.setup.form and self.live.status.state is State.LISTENING)

    def record(self, hearing: str, seconds: float, form: Format = USUAL) -> Recording:
        """Record some seconds, so that they are on the disk, and go on recording."""
        self.listen(form)
        recording = self.live.begin(hearing)
        self.until(lambda: self.live.status.sealed >= seconds)
        return recording

    def end(self) -> None:
        """End the recording."""
        self.live.end()
        self.until(lambda: not self.live.recording)


def place(folder: Path, recording: str = "0123456789ab") -> Place:
    """Return a place of parts that belongs to no workspace."""
    return Place(folder / "live" / recording, b"k" * 32)


def written(where: Place, *sounds: bytes, form: Format = USUAL) -> PartWriter:
    """Write parts of sound."""
    where.folder.parent.mkdir(parents=True, exist_ok=True)
    head = Head("0123456789ab", "h1", "庭审录音.wav", "2026-03-05T09:00:00+08:00", "示例话筒", form)
    writer = PartWriter(where, head)
    for sound in sounds:
        writer.sound(sound)
    return writer
