"""The room's kinds of jobs, made before the runner that runs them."""

from dataclasses import dataclass

from workbench.hearing.intake import RecordingIntake
from workbench.hearing.live.keeping import KeepKind
from workbench.hearing.retranscribing import AgainKind
from workbench.hearing.speaking import SpeechMaker
from workbench.hearing.transcribing import TranscribeKind
from workbench.kernel.features import Switches
from workbench.kernel.jobs import JobKind
from workbench.kernel.journal import Journal
from workbench.kernel.store import Store
from workbench.kernel.vault import Vault


@dataclass(frozen=True)
class Kinds:
    """Import of recordings, their transcription, hearing them once more, keeping live ones.

    Attributes:
        speech: makes speech engines.
    """

    intake: RecordingIntake
    transcribe: TranscribeKind
    again: AgainKind
    keep: KeepKind
    speech: SpeechMaker

    @classmethod
    def of(
        cls,
        store: Store,
        vault: Vault,
        journal: Journal,
        switches: Switches,
        speech: SpeechMaker,
    ) -> "Kinds":
        """Make the kinds of a workspace."""
        return cls(
            RecordingIntake(store, vault, journal),
            TranscribeKind(store, vault, journal, switches, speech),
            AgainKind(store, vault, journal, speech),
            KeepKind(store, vault, journal),
            speech,
        )

    def all(self) -> tuple[JobKind, ...]:
        """Return every kind."""
        return self.intake, self.transcribe, self.again, self.keep
