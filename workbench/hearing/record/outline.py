"""The outline of a hearing (庭审提纲): stages in order with what is usually said, to lead it by.

Also what a clerk writes into by hand where nothing is recorded. It holds no word of a transcript.
"""

from collections.abc import Iterator

from workbench.hearing.model import PROCEDURE_WORDS, Hearing
from workbench.hearing.record.blocks import Block, Document, Table, Text, one_line
from workbench.hearing.record.draft import RecordDraft, short_of
from workbench.hearing.record.template import Stage

TITLE = "庭审提纲"
_NUMBERS = "一二三四五六七八九十"


def outline_document(draft: RecordDraft, hearing: Hearing) -> Document:
    """Return the outline, its head and persons filled as those of the record."""
    return Document(TITLE, tuple(_blocks(draft, hearing)), large=draft.options.large)


def _blocks(draft: RecordDraft, hearing: Hearing) -> Iterator[Block]:
    if draft.court:
        yield Text(one_line(draft.court), "title")
    yield Text(f"{TITLE}（第{hearing.ordinal}次）", "title")
    rows = [(row.label, one_line(row.value)) for row in draft.head]
    yield Table((*rows, ("程序", PROCEDURE_WORDS[hearing.procedure])), (4, 12), labels=True)
    if draft.persons:
        names = [(one_line(one.role), one_line(one.name)) for one in draft.persons]
        yield Table((("诉讼地位", "姓名（名称）"), *names), (4, 12), head=True)
    for number, stage in enumerate(draft.template.stages, start=1):
        yield from _stage(draft, stage, number)


def _stage(draft: RecordDraft, stage: Stage, number: int) -> Iterator[Block]:
    needed = "" if stage.required else "（视情况）"
    yield Text(f"{_numeral(number)}、{stage.title}{needed}", "heading")
    for prompt in stage.prompts:
        who = short_of(prompt.role, draft.template, panel=True)
        yield Text(one_line(prompt.text), "body", f"{who}：")
    if stage.answers:
        yield Text(f"逐一询问：{'、'.join(stage.answers)}。", "note")
    yield Text(f"依据：{'、'.join(stage.basis)}。", "note")


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else _NUMBERS[tens - 1]) + "十" if tens else ""
    return head + (_NUMBERS[ones - 1] if ones else "")
