"""What the recorder says to the window, besides how it stands."""

from dataclasses import dataclass

from workbench.hearing.live.model import Device, Format


@dataclass(frozen=True)
class Devices:
    """What can be recorded from; where nothing can, why and what to do (Chinese)."""

    found: tuple[Device, ...]
    problem: str = ""
    advice: str = ""


@dataclass(frozen=True)
class Opened:
    """A device is listened to, or refuses (``problem``, ``advice``)."""

    device: str
    form: Format
    problem: str = ""
    advice: str = ""


@dataclass(frozen=True)
class Refused:
    """What was asked for was not done."""

    message: str
    advice: str


@dataclass(frozen=True)
class Ended:
    """A recording has ended.

    Attributes:
        recording: id.
        whole: all that was heard is on the disk.
        trouble: what the disk did not do.
        cut: why it ended without being asked to; empty where it was.
    """

    recording: str
    whole: bool
    trouble: str
    cut: str = ""
