"""Writes a hearing out: record and signing sheet (Word), subtitles, text, JSON."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from workbench.hearing.model import Layer, Recording
from workbench.hearing.record.as_json import as_data
from workbench.hearing.record.blocks import plain
from workbench.hearing.record.checking import is_unchecked
from workbench.hearing.record.compose import record_document
from workbench.hearing.record.digests import Digests, digests_of
from workbench.hearing.record.draft import Material, Options, RecordDraft, draft, text_of
from workbench.hearing.record.outline import TITLE, outline_document
from workbench.hearing.record.signing import Exported, signing_document
from workbench.hearing.record.subtitles import one_srt, srt
from workbench.hearing.record.word import word_file
from workbench.kernel.errors import UserError
from workbench.kernel.files import write_atomically


class Form(StrEnum):
    """What a hearing is written out as."""

    RECORD = "record"
    OUTLINE = "outline"
    SIGNING = "signing"
    SRT = "srt"
    TXT = "txt"
    JSON = "json"


FORM_WORDS = {
    Form.RECORD: "法庭笔录（Word）",
    Form.OUTLINE: "庭审提纲（Word）",
    Form.SIGNING: "完整性校验值确认表（Word）",
    Form.SRT: "字幕（SRT）",
    Form.TXT: "纯文本",
    Form.JSON: "数据（JSON）",
}
SUFFIX = {
    Form.RECORD: ".docx",
    Form.OUTLINE: ".docx",
    Form.SIGNING: ".docx",
    Form.SRT: ".srt",
    Form.TXT: ".txt",
    Form.JSON: ".json",
}
OPEN = frozenset({Form.OUTLINE, Form.SRT, Form.JSON})
"""Forms that are no court record: nothing is asked before machine text goes into them."""


@dataclass(frozen=True)
class Order:
    """What is to be written.

    Attributes:
        form: see :class:`Form`.
        file: where to; several recordings give several subtitle files beside it.
        options: layer, large print, table of exhibits.
        replacing: files that are there may be replaced.
        as_draft: unchecked machine text may be written, marked as a draft.
        naming: files of the record that a signing sheet names beside the text.
    """

    form: Form
    file: Path
    options: Options = field(default_factory=Options)
    replacing: bool = False
    as_draft: bool = False
    naming: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Written:
    """What lies on the disk now.

    Attributes:
        files: in the order in which they were written.
        digests: of each file.
        unchecked: turns that nobody had checked.
        missing: labels of required fields of the head that were empty.
    """

    files: tuple[Path, ...]
    digests: tuple[Digests, ...]
    unchecked: int
    missing: tuple[str, ...]


def check_order(order: Order, unchecked: int, recordings: Sequence[Recording] = ()) -> None:
    """Let the caller go on only if the files can be written, and a person knows what is unchecked.

    Raises:
        UserError: a wrong name, no folder, a file that may not be replaced, or unchecked machine
            text in a record that was not asked for as a draft.
    """
    if order.file.suffix.lower() != SUFFIX[order.form]:
        raise UserError(
            f"“{order.file.name}”的结尾不是 {SUFFIX[order.form]}，没有导出。",
            f"{FORM_WORDS[order.form]}请以 {SUFFIX[order.form]} 作为文件名的结尾。",
        )
    if not order.file.parent.is_dir():
        raise UserError(f"文件夹“{order.file.parent}”不存在，没有导出。", "请换一个文件夹。")
    for file in targets(order, recordings):
        if file.is_dir() or (file.exists() and not order.replacing):
            raise UserError(f"文件“{file.name}”已存在，没有覆盖。", "请换一个文件名。")
    for file in order.naming:
        if not file.is_file():
            raise UserError(f"找不到“{file}”，没有导出。", "请先导出笔录，再把它写进确认表。")
    _ask(order, unchecked)


def _ask(order: Order, unchecked: int) -> None:
    if unchecked and not order.as_draft and order.form not in OPEN:
        raise UserError(
            f"还有 {unchecked:,} 段机器转写的文字没有人核对，没有导出。",
            "请核对后再导出；也可以按草稿导出，每页和每段都会标明未经核对。",
        )


def targets(order: Order, recordings: Sequence[Recording] = ()) -> tuple[Path, ...]:
    """Return the files that an order writes."""
    if order.form is Form.SIGNING:
        return order.file, order.file.with_name(f"{order.file.stem}（笔录文字）.txt")
    if order.form is Form.SRT and len(recordings) > 1:
        numbers = range(1, len(recordings) + 1)
        return tuple(order.file.with_stem(f"{order.file.stem}-{number}") for number in numbers)
    return (order.file,)


def write(
    material: Material,
    order: Order,
    time: datetime,
    opened: Callable[[str], BinaryIO] | None = None,
) -> Written:
    """Write what was ordered; each file is there whole or not at all.

    Args:
        material: of the hearing.
        order: checked by :func:`check_order`.
        time: of the export.
        opened: opens an original by its SHA-256, to compute digests that nobody has computed yet.

    Raises:
        UserError: it cannot be written, or text came in meanwhile that nobody has checked.
    """
    made = draft(material, order.options)
    # Somebody may have changed the transcript since the order was checked.
    _ask(order, made.unchecked)
    contents = _contents(material, made, order, time, opened)
    digests = []
    for file, content in contents:
        write_atomically(file, content, mode=0o600)
        digests.append(digests_of(content))
    files = tuple(file for file, _ in contents)
    return Written(files, tuple(digests), made.unchecked, made.missing)


def file_name(material: Material, form: Form) -> str:
    """Return a name for a file, of characters that every system allows."""
    about = material.case.number or material.case.title
    allowed = "".join(c for c in about if c.isprintable() and c not in '\\/:*?"<>|').strip(" .")
    named = {Form.SIGNING: "校验值确认表", Form.OUTLINE: TITLE}
    what = named.get(form, material.template.name)
    ordinal = f"第{material.hearing.ordinal}次"
    return " ".join(filter(None, (f"{what}（{ordinal}）", allowed[:60]))) + SUFFIX[form]


def _contents(
    material: Material,
    made: RecordDraft,
    order: Order,
    time: datetime,
    opened: Callable[[str], BinaryIO] | None,
) -> list[tuple[Path, bytes]]:
    document = record_document(made)
    text = plain(document.blocks).encode()
    if order.form is Form.RECORD:
        return [(order.file, word_file(document, material.template, time))]
    if order.form is Form.OUTLINE:
        outline = outline_document(made, material.hearing)
        return [(order.file, word_file(outline, material.template, time))]
    if order.form is Form.TXT:
        return [(order.file, text)]
    if order.form is Form.JSON:
        data = as_data(material, made)
        return [(order.file, json.dumps(data, ensure_ascii=False, indent=1).encode())]
    if order.form is Form.SRT:
        return _subtitles(material, order)
    beside = targets(order)[1]
    exported = [Exported(beside.name, "笔录全文（UTF-8 文本）", digests_of(text))]
    for file in order.naming:
        with file.open("rb") as stream:
            exported.append(Exported(file.name, "法庭笔录", digests_of(stream)))
    recordings = [_with_digests(one, opened) for one in material.recordings]
    gaps = material.interruptions
    sheet = signing_document(made, material.hearing, recordings, exported, time, gaps)
    return [(order.file, word_file(sheet, material.template, time)), (beside, text)]


def _subtitles(material: Material, order: Order) -> list[tuple[Path, bytes]]:
    mark, checked = material.template.sentences["unchecked"], material.typed.checked
    texts = {}
    for turn in material.turns:
        text = text_of(turn, order.options.layer, material.clean)
        texts[turn.id] = text + mark if text and is_unchecked(turn, checked) else text
    if len(material.recordings) < 2:
        return [(order.file, one_srt(material.turns, material.recordings, texts).encode())]
    files = targets(order, material.recordings)
    written = []
    for file, recording in zip(files, material.recordings, strict=True):
        turns = [turn for turn in material.turns if turn.recording == recording.id]
        written.append((file, srt(turns, texts).encode()))
    return written


def _with_digests(recording: Recording, opened: Callable[[str], BinaryIO] | None) -> Recording:
    if (recording.sha256 and recording.sm3) or opened is None or not recording.sha256:
        return recording
    with opened(recording.sha256) as stream:
        found = digests_of(stream)
    return replace(recording, sm3=found.sm3)


VERBATIM_FORMS = frozenset({Form.SRT})
"""Forms that show what was said word by word unless a person wants the cleaned layer."""


def usual_layer(form: Form) -> Layer:
    """Return the layer that a form shows unless a person chooses."""
    return Layer.VERBATIM if form in VERBATIM_FORMS else Layer.CLEANED
