"""Cases, documents, pages and extracted values: frozen data, no behaviour beyond look-ups."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from workbench.kernel.anchor import Anchor, Box


class Outcome(StrEnum):
    """How reading a file ended. Nothing is dropped silently: every file has one."""

    READABLE = "readable"
    NEEDS_OCR = "needs_ocr"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Segment:
    """A run of characters of a page's text with its place on the page.

    Attributes:
        start: first character within the page's text.
        end: one past the last.
        box: rectangle, fractions of the upright page.
        confidence: 1.0 for text of the file itself, the model's figure for OCR.
        checked: a person compared it with the picture, corrected or not.
    """

    start: int
    end: int
    box: Box
    confidence: float = 1.0
    checked: bool = False


@dataclass(frozen=True)
class Origin:
    """Where a page's picture comes from.

    Attributes:
        sha256: hash of the original in the vault.
        kind: its format (``pdf``, ``image``, ``ofd``).
        number: the page within that original, from 1.
    """

    sha256: str
    kind: str
    number: int


@dataclass(frozen=True)
class Page:
    """One page of a text layer.

    Attributes:
        number: from 1.
        text: its characters, lines separated by ``\\n``; empty where OCR is still needed.
        source: ``text`` (from the file), ``ocr``, or ``person`` (typed by hand).
        needs_ocr: the page is a picture (or its text is garbage) and has not been read.
        segments: places of the lines (or words); empty for formats without pages.
        rotation: degrees clockwise to turn the stored page so that it stands upright.
        width, height: size in points of the upright page; 0 where there is none.
        origin: the original that it comes from; ``None`` for the document's own page of this
            number (ask :func:`origin_of`).
    """

    number: int
    text: str
    source: str = "text"
    needs_ocr: bool = False
    segments: tuple[Segment, ...] = ()
    rotation: int = 0
    width: float = 0.0
    height: float = 0.0
    origin: Origin | None = None


@dataclass(frozen=True)
class ReadResult:
    """What a reader gives for one file.

    Attributes:
        outcome: readable, needs_ocr (at least one page does), or unreadable.
        reason: Chinese sentence for needs_ocr and unreadable; empty for readable.
        kind: format by content: ``pdf``, ``image``, ``docx``, ``doc``, ``text``, ``markdown``,
            ``html``, ``rtf``, ``xlsx``, ``eml``, ``ofd``, ``unknown``.
        pages: in order; formats without pages give one page.
        warnings: Chinese sentences (hidden text, wrong extension, encoding guessed, …).
        attachments: files found inside (eml), to be imported as papers of their own.
    """

    outcome: Outcome
    kind: str
    pages: tuple[Page, ...] = ()
    reason: str = ""
    warnings: tuple[str, ...] = ()
    attachments: tuple["Attachment", ...] = ()


@dataclass(frozen=True)
class Attachment:
    """A file found inside another: its name and bytes."""

    name: str
    data: bytes


class ValueState(StrEnum):
    """State of an extracted value. Only confirmed and corrected values enter a document."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    DISCARDED = "discarded"


VALUE_STATE_WORDS = {
    ValueState.PENDING: "待核对",
    ValueState.CONFIRMED: "已确认",
    ValueState.CORRECTED: "已改",
    ValueState.DISCARDED: "已弃",
}


@dataclass(frozen=True)
class Extracted:
    """A value found in a paper, before it is stored.

    Attributes:
        field: key of the field, e.g. ``party.name`` (see ``papers/extraction/fields.py``).
        value: normalised value (ISO dates, plain decimal amounts in yuan, …).
        shown: as it reads on the screen (1990年3月5日, 120,000.00元).
        group: values of one party or one agent share a group key (``原告:张三``), else empty.
        anchor: where it stands; ``document`` and ``layer`` may be empty until stored.
        rule: key of the rule that found it.
        note: a check's result in words (checksum wrong, differs from 大写 …), else empty.
    """

    field: str
    value: str
    shown: str
    group: str
    anchor: Anchor
    rule: str
    note: str = ""


@dataclass(frozen=True)
class Party:
    """A party (当事人) of a case, or an agent (代理人) of one.

    Attributes:
        kind: ``natural``, ``legal``, ``other``, ``business`` or ``state``.
        agent_of: name of the party that an agent acts for; empty for parties.
        firm: where an agent works.
        note: what else the papers call the party (担保人, 借款人 …).
        served: day on which the complaint was served on the party (起诉状副本送达).
        judged: day on which the judgment or ruling was served on it (裁判文书送达).
        key: stays the same when the name changes; empty in data of before it was known.
        removed: a person took the party out; it stays out whatever is confirmed.
        touched: names of the fields that a person typed, emptied ones too.
    """

    name: str
    role: str
    kind: str = "natural"
    sex: str = ""
    birth: date | None = None
    ethnicity: str = ""
    identity: str = ""
    address: str = ""
    phone: str = ""
    representative: str = ""
    agent_of: str = ""
    authority: str = ""
    firm: str = ""
    note: str = ""
    served: date | None = None
    judged: date | None = None
    key: str = ""
    removed: bool = False
    touched: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """A case (案件) and its data. ``id`` is ours; ``number`` (案号) may still be empty.

    Attributes:
        hearing: day of the hearing (开庭).
        evidence_until: last day for evidence as the court set it (举证期限届满).
        judgment: day on which judgment was pronounced, or the mediation served (宣判、结案).
        extended_until: day to which the time limit for trial was extended (延长审限至).
        excluded_days: days that do not count toward that limit (公告、鉴定 …).
        order: keys of the parties in the order that a person gave them.
        touched: names of the fields that a person typed, emptied ones too.
    """

    id: str
    title: str
    number: str = ""
    court: str = ""
    cause: str = ""
    procedure: str = ""
    stage: str = ""
    filed: date | None = None
    panel: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    claims: tuple[str, ...] = ()
    created: str = ""
    updated: str = ""
    hearing: date | None = None
    evidence_until: date | None = None
    judgment: date | None = None
    extended_until: date | None = None
    excluded_days: int = 0
    order: tuple[str, ...] = ()
    touched: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """A paper of a case: one imported file, or pages that a person took out of several.

    Attributes:
        sha256: hash of the original in the vault; of a paper put together, that of its first page.
        source: path inside the import as the user brought it (``证据.zip/借条.jpg``).
        kind: file format, by content.
        category: kind of paper (起诉状, 答辩状, 合同 …); empty until catalogued.
        volume: ``正卷`` or ``副卷``.
        layer: newest version of the text layer; 0 where there is none.
        removed: when it was put into the recycle list (ISO 8601); empty for a paper in its place.
    """

    id: str
    case: str
    name: str
    source: str
    sha256: str
    size: int
    kind: str
    outcome: Outcome
    reason: str = ""
    warnings: tuple[str, ...] = ()
    category: str = ""
    volume: str = "正卷"
    position: int = 0
    pages: int = 0
    layer: int = 0
    imported: str = ""
    removed: str = ""


PAGED = frozenset({"pdf", "image", "ofd"})
"""Kinds of files that have pages to look at; the others are shown as text."""


def origin_of(document: Document, page: Page) -> Origin:
    """Return where to draw a page of a document from."""
    return page.origin or Origin(document.sha256, document.kind, page.number)


@dataclass(frozen=True)
class TextLayer:
    """One version of a document's text."""

    document: str
    version: int
    pages: tuple[Page, ...] = ()
    engine: str = ""
    created: str = ""
    complete: bool = True


@dataclass(frozen=True)
class LayerInfo:
    """A version of a document's text without its pages.

    Attributes:
        version: from 1.
        engine: what made it: a reader, an OCR engine, a person.
        created: when (ISO 8601).
        complete: every page has been read.
    """

    version: int
    engine: str
    created: str
    complete: bool


@dataclass(frozen=True)
class Hit:
    """A place where a search matched."""

    case: str
    document: str
    name: str
    page: int
    snippet: str
    anchor: Anchor


@dataclass(frozen=True)
class Checksum:
    """Result of checking an identity or credit number, with what the digits say."""

    valid: bool
    message: str = ""
    birth: date | None = None
    sex: str = ""
    facts: dict[str, str] = field(default_factory=dict)
