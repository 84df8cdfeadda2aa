"""The room's kinds of jobs, made before the runner that runs them."""

from dataclasses import dataclass

from workbench.hearing.intake import RecordingIntake
from workbench.kernel.jobs import JobKind
from workbench.kernel.journal import Journal
from workbench.kernel.store import Store
from workbench.kernel.vault import Vault


@dataclass(frozen=True)
class Kinds:
    """Import of recordings."""

    intake: RecordingIntake

    @classmethod
    def of(cls, store: Store, vault: Vault, journal: Journal) -> "Kinds":
        """Make the kinds of a workspace."""
        return cls(RecordingIntake(store, vault, journal))

    def all(self) -> tuple[JobKind, ...]:
        """Return every kind."""
        return (self.intake,)
