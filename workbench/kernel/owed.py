"""How jobs ended while the disk took no word of it: kept in memory, and written once it does.

Without it a job whose end could not be written would count as running for ever.
"""

import time
from collections.abc import Callable
from dataclasses import replace

from workbench.kernel.errors import UserError
from workbench.kernel.job_table import Job, JobState

AGAIN_S = 1.0
"""Seconds between two tries."""
Write = Callable[[Job, JobState, str, bool], Job]


class Owed:
    """Ends of jobs, and what is to follow them.

    Args:
        write: stores a job's state with a message and, if asked for, what follows from it; raises
            :class:`UserError` where the disk refuses.
    """

    def __init__(self, write: Write) -> None:
        self._write = write
        self._jobs: dict[str, tuple[Job, bool]] = {}
        self._tried = 0.0
        self._untold: UserError | None = None

    def settle(self, job: Job, state: JobState, message: str, leaving: bool = True) -> Job:
        """Store how a job ended, now or later, and return it so.

        Args:
            job: the job.
            state, message: how it ended.
            leaving: what it leaves undone is to follow.
        """
        self.forget(job.id)
        try:
            return self._write(job, state, message, leaving)
        except UserError as error:
            self._untold = error
            self._tried = time.monotonic()
            ended = replace(job, state=state, message=message)
            self._jobs[job.id] = ended, leaving
            return ended

    def pay(self) -> None:
        """Try again to store what is owed."""
        if not self._jobs or time.monotonic() - self._tried < AGAIN_S:
            return
        self._tried = time.monotonic()
        for job, leaving in list(self._jobs.values()):
            try:
                self._write(job, job.state, job.message, leaving)
            except UserError:
                continue
            self.forget(job.id)

    def forget(self, job_id: str) -> None:
        """Owe nothing of a job any more: it goes on."""
        self._jobs.pop(job_id, None)

    def of(self, job: Job) -> Job:
        """Return a job as it ended, where the store does not know that yet."""
        return self._jobs.get(job.id, (job, False))[0]

    def tell(self) -> None:
        """Say once that the disk refused.

        Raises:
            UserError: it did since this was asked last.
        """
        error, self._untold = self._untold, None
        if error is not None:
            raise error
