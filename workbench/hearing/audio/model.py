"""What is known of a recording's sound. Times are seconds from its first sample."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from workbench.hearing.model import Damage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Source = Path | BinaryIO
"""A file, or a binary stream that can be read at any place (as ``Vault.open`` gives)."""

MOST_CHANNELS = 16


@dataclass(frozen=True)
class Probe:
    """What a file says of itself, and that its first sound can be decoded.

    Attributes:
        container, codec: as the decoder calls them.
        rate: samples a second in the file.
        channels: number of channels, 1 to :data:`MOST_CHANNELS`.
        seconds: length as the file states it or as its size tells; :attr:`Peaks.seconds` is what
            can truly be read.
        began: when the recording was begun, as the file says (ISO 8601); empty where it does not.
        video: there are moving pictures beside the sound.
        warnings: Chinese sentences about what is unusual and was dealt with.
    """

    container: str
    codec: str
    rate: int
    channels: int
    seconds: float
    began: str = ""
    video: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Block:
    """A stretch of sound; blocks of one decoding join without a gap.

    Attributes:
        start: seconds.
        samples: shape (channels, n), float32, -1..1, at the rate that was asked for.
    """

    start: float
    samples: "NDArray[np.float32]"


@dataclass(frozen=True)
class Peaks:
    """The outline of a waveform.

    Attributes:
        per_second: columns a second.
        low, high: shape (channels, columns), int8: the lowest and highest sample of each column,
            -127..127 for -1..1.
        seconds: length of what can be read.
        damages: places that could not be read.
    """

    per_second: int
    low: "NDArray[np.int8]"
    high: "NDArray[np.int8]"
    seconds: float
    damages: tuple[Damage, ...] = ()
