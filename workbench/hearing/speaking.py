"""What a transcription is asked to do, and the child's arguments made of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from workbench.engines.protocols import Speech, SpeechOptions
from workbench.hearing.hearing_text import Manner
from workbench.hearing.normalising.writing import WritingOptions
from workbench.hearing.speech_engine import hears_one_stretch
from workbench.hearing.transcription import Task
from workbench.kernel.errors import UserError
from workbench.kernel.job_table import Job, JobState, JobTable
from workbench.kernel.vault import Vault

SpeechMaker = Callable[[str], Speech]
"""Makes the engine of a model's name; module-level, as child processes call it too."""


@dataclass(frozen=True)
class Options:
    """How a hearing is transcribed.

    Attributes:
        hot_words: names and terms of the case are told to the model.
        punctuation, numbers, separators: see :class:`WritingOptions`.
        more_words: further terms to be expected.
    """

    hot_words: bool = True
    punctuation: bool = True
    numbers: bool = True
    separators: bool = False
    more_words: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return it JSON-ready."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Options":
        """Return what :meth:`to_json` made."""
        return cls(**{**data, "more_words": tuple(data.get("more_words", ()))})


HEARING_KINDS = ("hearing.transcribe", "hearing.again")
"""Kinds of jobs that hear recordings; two at once of one hearing would hear things twice."""


def alone(table: JobTable, job: Job) -> None:
    """Let a job go on only if no other one hears the same hearing.

    Raises:
        UserError: another one does.
    """
    for other in table.in_state(JobState.RUNNING):
        same = other.payload.get("hearing") == job.payload["hearing"]
        if same and other.id != job.id and other.kind in HEARING_KINDS:
            raise UserError(
                "本次庭审正由另一任务转写，没有开始；已完成的部分保留。", "请等那个任务完成后继续。"
            )


def child_arguments(
    vault: Vault, speech: SpeechMaker, payload: Mapping[str, Any], tasks: Sequence[Task]
) -> dict[str, Any]:
    """Return the arguments of :func:`workbench.hearing.transcription.transcribe`.

    Args:
        vault: where the recordings lie.
        speech: makes engines.
        payload: of the job: ``model``, ``options``, ``words`` (hot words), ``names`` (whose
            characters stay as they are).
        tasks: what is to be heard.
    """
    options = Options.from_json(payload["options"])
    writing = WritingOptions(options.punctuation, options.numbers, options.separators)
    words = str(payload.get("words", ""))
    return {
        "vault": str(vault.folder),
        "key": vault.key,
        "speech": speech,
        "model": payload["model"],
        "one_stretch": hears_one_stretch(payload["model"]),
        "tasks": list(tasks),
        "options": SpeechOptions(hot_words=words),
        "manner": Manner(writing, words, tuple(payload.get("names", ()))),
    }
