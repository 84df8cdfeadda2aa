"""Log-mel features on the device that trains, the same as faster-whisper's."""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

_SIZE, _HOP, _TOP_MEL = 400, 160, 45.245640471924965


class Features:
    """Computes features.

    Args:
        device: where.
    """

    def __init__(self, device: str) -> None:
        self._window = torch.hann_window(_SIZE, device=device)
        self._filters = torch.from_numpy(filters()).to(device)

    def __call__(self, sound: Tensor, lengths: Tensor, louder: Tensor) -> Tensor:
        """Return (batch, 80, frames) of (batch, samples).

        Args:
            sound: frames of 160 samples, whole ones.
            lengths: frames of sound in each row; what comes after is padding, which is 0.0 in the
                features, as faster-whisper pads.
            louder: how much louder, in powers of ten, the loudest place of the whole recording is
                than the row's own; the quietest value kept hangs on it.
        """
        spectrum = torch.stft(sound, _SIZE, _HOP, window=self._window, return_complex=True)
        power = self._filters @ spectrum[..., :-1].abs().square()
        scale = power.clamp(min=1e-10).log10()
        top = scale.amax((1, 2), keepdim=True) + louder[:, None, None]
        scale = (torch.maximum(scale, top - 8.0) + 4.0) / 4.0
        frames = torch.arange(scale.shape[2], device=scale.device)
        return scale * (frames[None, None, :] < lengths[:, None, None])


def filters() -> NDArray[np.float32]:
    """Return Slaney's mel filters for 16 kHz: (80, 201)."""
    bins = np.fft.rfftfreq(_SIZE, 1 / 16_000)
    mels = np.linspace(0.0, _TOP_MEL, 82)
    edges = mels * (200.0 / 3)
    high = mels >= 15.0
    edges[high] = 1000.0 * np.exp(np.log(6.4) / 27.0 * (mels[high] - 15.0))
    widths, ramps = np.diff(edges), edges[:, None] - bins[None, :]
    rising, falling = -ramps[:-2] / widths[:-1, None], ramps[2:] / widths[1:, None]
    shape = np.maximum(0, np.minimum(rising, falling))
    shape *= (2.0 / (edges[2:] - edges[:-2]))[:, None]
    return shape.astype(np.float32)
