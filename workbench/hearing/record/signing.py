"""The signing sheet: integrity values of recordings and record, who signs, how to verify.

法释〔2017〕5号 art. 9: where a recording stands in place of the record (art. 8: simplified civil
procedure, the parties consenting), parties and others who take part sign its integrity value. For
every other record the sheet ties the signed paper to the recording and to the text exported.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from workbench.hearing.live.interruptions import interruption_words
from workbench.hearing.live.model import Interruption
from workbench.hearing.model import Damage, Hearing, Procedure, Recording
from workbench.hearing.record.blocks import Block, Document, Table, Text, one_line
from workbench.hearing.record.clock import day_words, length_words, span_words, spans
from workbench.hearing.record.compose import signatures, spoke
from workbench.hearing.record.digests import Digests
from workbench.hearing.record.draft import RecordDraft
from workbench.hearing.record.signers import judges, signers
from workbench.hearing.timeline import where

_GROUP = 8


@dataclass(frozen=True)
class Exported:
    """A file that the sheet names: its name, what it is, its digests."""

    name: str
    what: str
    digests: Digests


def signing_document(
    draft: RecordDraft,
    hearing: Hearing,
    recordings: Sequence[Recording],
    exported: Sequence[Exported],
    time: datetime,
    interruptions: Mapping[str, Sequence[Interruption]] = MappingProxyType({}),
) -> Document:
    """Return the signing sheet.

    Args:
        draft: the record.
        hearing: whose it is.
        recordings: with both digests.
        exported: the text of the record and files written of it.
        time: when the sheet is made.
        interruptions: times in which nothing was recorded, by recording. Art. 3 wants begin, end
            and interruptions of a recording noted.
    """
    files = [_of(one, interruptions.get(one.id, ())) for one in recordings]
    blocks = tuple(_blocks(draft, hearing, files, exported, time))
    return Document("完整性校验值确认表", blocks, large=draft.options.large)


def _blocks(
    draft: RecordDraft,
    hearing: Hearing,
    recordings: Sequence[tuple[tuple[str, str], ...]],
    exported: Sequence[Exported],
    time: datetime,
) -> Iterator[Block]:
    if draft.court:
        yield Text(one_line(draft.court), "title")
    yield Text("庭审录音和笔录完整性校验值确认表", "title")
    rows = [(row.label, one_line(row.value)) for row in draft.head if row.key in _HEAD]
    yield Table((*rows, ("制表时间", day_words(time))), (3, 13), labels=True)
    yield from _files("一、庭审录音", recordings)
    yield from _files("二、笔录文字", [_row(one) for one in exported])
    yield Text("三、确认", "heading")
    for words in _meaning(draft, hearing):
        yield Text(words)
    names = [*signers(draft.persons, spoke(draft)), *judges(draft.head, draft.template.procedure)]
    yield signatures(names, "签名或者盖章")
    yield Text("四、核验方法", "heading")
    for step in draft.template.steps:
        yield Text(step, "note")


_HEAD = frozenset({"number", "cause", "time", "place"})


def _meaning(draft: RecordDraft, hearing: Hearing) -> Iterator[str]:
    sentences = draft.template.sentences
    if hearing.procedure in (Procedure.SIMPLIFIED, Procedure.SMALL_CLAIMS):
        yield f"□ {sentences['instead']}"
        yield f"□ {sentences['beside']}"
    else:
        yield sentences["told"]
    if draft.is_draft:
        yield f"笔录中有 {draft.unchecked:,} 段机器转写的文字未经核对。{sentences['machine']}"


def _files(title: str, rows: Sequence[tuple[tuple[str, str], ...]]) -> Iterator[Block]:
    yield Text(title, "heading")
    if not rows:
        yield Text("无。")
    for row in rows:
        yield Table(row, (3, 13), labels=True)


def _of(recording: Recording, gaps: Sequence[Interruption]) -> tuple[tuple[str, str], ...]:
    told = "；".join(one_line(interruption_words(one)) for one in gaps) or "没有"
    apart = length_words(recording.gap) if recording.position and recording.gap else ""
    lost = "；".join(one_line(_lost(damage)) for damage in recording.damages)
    return (
        ("文件名", one_line(recording.name)),
        ("起止时间", _began_and_ended(recording, gaps)),
        ("长度", length_words(recording.seconds)),
        *((("与前一录音间隔", apart),) if apart else ()),
        *((("中断", told),) if recording.live else ()),
        *((("不能读出", lost),) if lost else ()),
        ("大小", f"{recording.size:,} 字节"),
        ("SHA-256", _grouped(recording.sha256)),
        ("SM3", _grouped(recording.sm3)),
    )


def _lost(damage: Damage) -> str:
    return f"{where(damage)}（{damage.words}）"


def _row(one: Exported) -> tuple[tuple[str, str], ...]:
    return (
        ("文件名", one_line(one.name)),
        ("内容", one.what),
        ("大小", f"{one.digests.size:,} 字节"),
        ("SHA-256", _grouped(one.digests.sha256)),
        ("SM3", _grouped(one.digests.sm3)),
    )


def _began_and_ended(recording: Recording, gaps: Sequence[Interruption]) -> str:
    alone = replace(recording, position=0)
    times = spans((alone,), {alone.id: gaps})
    return span_words(*times[0]) if times else "文件中没有记载"


def _grouped(digest: str) -> str:
    """Part a digest in groups that can be compared by eye."""
    return " ".join(digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP)) or "尚未计算"
