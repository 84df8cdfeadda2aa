"""The door to the microphones: in the window QtMultimedia, in tests sound that is made up."""

from collections.abc import Callable, Sequence
from typing import Protocol

from workbench.hearing.live.model import Device, Format

Take = Callable[[bytes], None]
"""Takes samples as the device writes them; must not wait."""


class Microphones(Protocol):
    """Made and used in the recorder's process, by one thread."""

    def devices(self) -> Sequence[Device]:
        """Return what can be recorded from, the system's own choice first.

        Raises:
            UserError: sound cannot be recorded on this machine, and what to do.
        """
        ...

    def open(self, device: str, form: Format, take: Take) -> Format:
        """Begin to listen, in place of what was listened to before; return the sound's format.

        Raises:
            UserError: the device is gone or refuses.
        """
        ...

    def working(self) -> bool:
        """Say whether the open device still gives sound; ``False`` once it was unplugged."""
        ...

    def close(self) -> None:
        """Let the device go."""
        ...

    def run(self, tick: Callable[[], bool]) -> None:
        """Take in sound, and call ``tick`` every few hundredths of a second until it says no."""
        ...


MicrophoneMaker = Callable[[], Microphones]
"""Makes them in the recorder's process; module-level, as that process is a new one."""
