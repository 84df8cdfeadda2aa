"""What is said beside the meters: what is amiss, how long the disk lasts, how far words are."""

from dataclasses import dataclass

from workbench.hearing.live.loudness import remarks
from workbench.hearing.live.model import State, Status
from workbench.hearing.live.room import Setup
from workbench.hearing.live.space import seconds_left, space_warning, space_words
from workbench.hearing.model import SeatProfile

SLOW = 60.0
"""Seconds behind from which it is said that the transcription does not keep up."""


@dataclass(frozen=True)
class Notes:
    """What stands there: ``warning`` wants something to be done."""

    plain: str = ""
    warning: str = ""


def notes(status: Status, setup: Setup, profile: SeatProfile | None, behind: float = -1.0) -> Notes:
    """Return what is to be said of a recording.

    Args:
        status: how it stands.
        setup: what it is made with.
        profile: who sits where.
        behind: seconds that the transcription is behind; negative: there is none.
    """
    wrong = [status.trouble] if status.trouble else []
    plain = []
    if status.state is not State.PAUSED:
        wrong += [f"{one}。" for one in remarks(status.levels, profile)]
    if not status.recording and setup.problem:
        wrong.append(setup.advice)
    if setup.form is not None and status.free >= 0:
        if warning := space_warning(status.free, status.written, setup.form):
            wrong.append(warning)
        else:
            left = seconds_left(status.free, status.written, setup.form)
            plain.append(space_words(left))
    if setup.form is not None:
        plain.append(setup.form.words)
    if status.recording and behind >= 0.0:
        plain.append(behind_words(behind))
    return Notes(" · ".join(plain), "".join(wrong))


def behind_words(seconds: float) -> str:
    """Say how far the transcription is behind the recording."""
    if seconds < SLOW:
        return f"同时转写中，落后约 {int(seconds)} 秒"
    minutes = int(seconds // 60)
    return f"转写跟不上，落后约 {minutes} 分钟；录音不受影响，结束后接着转写"
