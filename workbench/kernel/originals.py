"""Which originals are still needed: the rooms of a workspace share one vault.

An original goes for good only when no room refers to it, and never while a job is under way that
may have found it in the vault and be about to refer to it.
"""

from collections.abc import Callable, Iterable

from workbench.kernel.job_table import JobTable
from workbench.kernel.vault import Vault


class Originals:
    """What is known of the originals of a workspace.

    Args:
        vault: where they lie.
        jobs: the jobs of the workspace.
    """

    def __init__(self, vault: Vault, jobs: JobTable) -> None:
        self._vault = vault
        self._jobs = jobs
        self._rooms: list[Callable[[], set[str]]] = []
        self._kinds: list[str] = []

    def share(self, used: Callable[[], set[str]], *kinds: str) -> None:
        """Let a room speak for its originals.

        Args:
            used: returns the hashes that the room needs, recycled things among them.
            kinds: kinds of its jobs during which nothing is removed.
        """
        self._rooms.append(used)
        self._kinds.extend(kinds)

    def used(self) -> set[str]:
        """Return the hashes that any room needs."""
        return set().union(*(used() for used in self._rooms))

    def remove_unused(self, hashes: Iterable[str]) -> None:
        """Delete those of some originals that no room needs; none while one may be taken up."""
        if not self._busy():
            needed = self.used()
            for sha256 in set(hashes) - needed:
                self._vault.remove(sha256)

    def sweep(self) -> int:
        """Remove originals that nobody refers to, as a killed import leaves them.

        Returns:
            how many; none while an import is under way.
        """
        if self._busy():
            return 0
        self._vault.clean()
        known = self.used()
        strangers = [sha256 for sha256 in self._vault.hashes() if sha256 not in known]
        for sha256 in strangers:
            self._vault.remove(sha256)
        return len(strangers)

    def _busy(self) -> bool:
        return any(self._jobs.under_way(kind) for kind in self._kinds)
