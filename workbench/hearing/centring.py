"""Takes the constant part out of sound: cheap sound cards lay a voltage under it.

It is not heard, but the detector of voices misses speech above it, and a channel that has one
counts as louder than its neighbours.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

LEAST = 0.003
"""Share of the full scale below which sound is left as it is."""


class Centring:
    """Works on blocks of some seconds that join."""

    def __init__(self) -> None:
        self._before: NDArray[np.float32] | None = None

    def feed(self, samples: "Samples") -> "Samples":
        """Return samples, shape (channels, n), around zero; the same where they are already.

        The constant part is that of the block; it glides from that of the block before, so that
        nothing clicks between them.
        """
        import numpy as np

        if not samples.shape[1]:
            return samples
        here = samples.mean(axis=1, dtype=np.float64).astype(np.float32)
        here[~np.isfinite(here) | (np.abs(here) < LEAST)] = 0.0
        before, self._before = self._before, here
        before = here if before is None else before
        if not here.any() and not before.any():
            return samples
        share = np.linspace(0.0, 1.0, samples.shape[1], dtype=np.float32)
        constant = before[:, None] + (here - before)[:, None] * share
        centred: Samples = samples - constant
        return centred
