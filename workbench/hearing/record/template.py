"""What a hearing record is made by: stages of a procedure, heads, forms of speech, sentences."""

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.hearing.model import Procedure


@dataclass(frozen=True)
class Prompt:
    """What is usually said at a stage, and by whom."""

    role: str
    text: str


@dataclass(frozen=True)
class Stage:
    """A stage of a hearing.

    Attributes:
        key: ``evidence``.
        title: as the record heads it.
        order: stages of one number come in any order among themselves.
        required: its lack is a finding.
        anywhere: it may come at any place.
        by: roles that open it.
        answers: sides that are asked there.
        sure: words that alone tell it.
        opens: words that tell it together with others, or where nothing speaks against it.
        prompts: what is usually said.
        basis: citations of the law.
        mark: certainty of the entry, see ``resources/templates/hearing``.
    """

    key: str
    title: str
    order: int
    required: bool
    anywhere: bool
    by: tuple[str, ...]
    answers: tuple[str, ...]
    sure: tuple[str, ...]
    opens: tuple[str, ...]
    prompts: tuple[Prompt, ...]
    basis: tuple[str, ...]
    mark: str


@dataclass(frozen=True)
class Field:
    """A field of the head of the record.

    Attributes:
        key, label: its name.
        value: what it is filled from before somebody types it; empty: by hand only.
        hint: what to write there.
        required: named as missing before the export.
    """

    key: str
    label: str
    value: str
    hint: str
    required: bool


@dataclass(frozen=True)
class Face:
    """A face of the document: role in the table of fonts, and points."""

    role: str
    size: float


@dataclass(frozen=True)
class Template:
    """Everything that a record of one procedure is made by.

    Attributes:
        procedure, title: which procedure.
        name: name of the document (法庭笔录).
        as_of: date of the data.
        free_order: the order of the stages does not bind (民事诉讼法 art. 163).
        fields: heads in order.
        stages: in their usual order.
        shorts: how a speaker is written (审判长 → 审).
        in_panel: what stands in place of ``shorts`` where a panel sits.
        sentences: fixed sentences by key.
        steps: how the integrity values are verified.
        page: millimetres by name.
        faces: by name.
        large: ``factor`` of sizes and ``line`` spacing of large print.
        join_seconds, join_characters: turns of one speaker become one paragraph up to that.
        own: the file in the workspace that changed it; empty where none did.
    """

    procedure: Procedure
    title: str
    name: str
    as_of: str
    free_order: bool
    fields: tuple[Field, ...]
    stages: tuple[Stage, ...]
    shorts: Mapping[str, str]
    in_panel: Mapping[str, str]
    sentences: Mapping[str, str]
    steps: tuple[str, ...]
    page: Mapping[str, int]
    faces: Mapping[str, Face]
    large: Mapping[str, float]
    join_seconds: float
    join_characters: int
    own: str = ""

    def stage(self, key: str) -> Stage | None:
        """Return the stage of a key."""
        return next((stage for stage in self.stages if stage.key == key), None)
