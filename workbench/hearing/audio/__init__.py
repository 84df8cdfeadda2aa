"""The sound of a recording, streamed: what it is, its samples, its outline."""

from workbench.hearing.audio.model import MOST_CHANNELS, Block, Peaks, Probe, Source
from workbench.hearing.audio.probing import probe
from workbench.hearing.audio.side_by_side import decode
from workbench.hearing.audio.waveform import PeakMeter, peaks

__all__ = [
    "MOST_CHANNELS",
    "Block",
    "PeakMeter",
    "Peaks",
    "Probe",
    "Source",
    "decode",
    "peaks",
    "probe",
]
