"""Precedents: what a judgment or an entry of a case library consists of, read and stored.

Every span counts characters of the precedent's own ``text``, which is normalised: one paragraph a
line, no blank characters around it (:mod:`workbench.law.precedents.normal`).
"""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum

from workbench.law.model import Pinpoint

LIBRARY_NUMBER = re.compile(r"(?<!\d)(?:19|20)\d{2}-\d{1,2}-\d-\d{1,4}-\d{3}(?!\d)")
"""The number of an entry of the People's Court Case Library (入库编号)."""


class Kind(StrEnum):
    """Kind of procedure."""

    CRIMINAL = "刑事"
    CIVIL = "民事"
    ADMINISTRATIVE = "行政"
    COMPENSATION = "国家赔偿"
    ENFORCEMENT = "执行"
    OTHER = "其他"


class Origin(StrEnum):
    """Where a precedent comes from; decides its tier together with the court (法发〔2020〕24号)."""

    GUIDING = "指导性案例"
    LIBRARY = "人民法院案例库"
    TYPICAL = "典型案例"
    OWN = "本院裁判"
    JUDGMENT = "裁判文书"


class Stage(StrEnum):
    """Stage of the procedure that the document ends."""

    FIRST = "一审"
    SECOND = "二审"
    REVIEW = "再审审查"
    RETRIAL = "再审"
    DEATH_REVIEW = "死刑复核"
    SPECIAL = "特别程序"
    ENFORCEMENT = "执行"
    OTHER = "其他"


class CourtLevel(IntEnum):
    """Level of the court; special courts count as intermediate."""

    UNKNOWN = 0
    SUPREME = 1
    HIGH = 2
    INTERMEDIATE = 3
    BASIC = 4


class Part(StrEnum):
    """A part of a document. A judgment has those to ``TAIL``, an entry of a library the others."""

    HEADER = "首部"
    PARTIES = "当事人"
    PROCEDURE = "案件由来"
    CLAIMS = "诉讼请求"
    DEFENCE = "答辩"
    LOWER = "原审情况"
    FACTS = "事实"
    REASONING = "理由"
    RESULT = "裁判结果"
    TAIL = "尾部"
    KEYWORDS = "关键词"
    GIST = "裁判要旨"
    CASE_FACTS = "基本案情"
    CASE_REASONS = "裁判理由"
    RELATED = "关联索引"


TOLD = (Part.CLAIMS, Part.DEFENCE, Part.LOWER, Part.CASE_FACTS, Part.FACTS)
"""What a case tells before it is decided: what is claimed and answered too, not the facts alone."""


@dataclass(frozen=True)
class Section:
    """A part of the text: characters ``start`` to ``end``. A part may have several sections."""

    part: Part
    start: int
    end: int


@dataclass(frozen=True)
class CitedArticle:
    """An article that the court cites.

    Attributes:
        law: full title as the text gives it (中华人民共和国刑法), short names written out.
        place: article, insertion, paragraph, item.
        basis: it stands in the basis of the decision (依照……之规定), not only in the reasons.
    """

    law: str
    place: Pinpoint
    basis: bool = True


class Penalty(StrEnum):
    """Principal penalty, or what stands in its place."""

    DEATH = "死刑"
    DEATH_SUSPENDED = "死刑缓期二年执行"
    LIFE = "无期徒刑"
    TERM = "有期徒刑"
    DETENTION = "拘役"
    CONTROL = "管制"
    FINE = "单处罚金"
    EXEMPT = "免予刑事处罚"
    ACQUITTED = "无罪"
    NONE = "未写明"


@dataclass(frozen=True)
class Sentence:
    """What one defendant got.

    Attributes:
        defendant: the name as the text has it. For display in the text's own context only.
        charges: names of the charges (罪名), canonical where the table has them.
        penalty: the principal penalty to be executed.
        months: length of a term, detention or control; 0 where there is none.
        suspended: probation in months (缓刑考验期), 0 where the penalty is executed.
        fine: yuan to be paid as penalty, 0 where there is none; ``None`` where not in figures.
    """

    defendant: str
    charges: tuple[str, ...]
    penalty: Penalty
    months: int = 0
    suspended: int = 0
    fine: Decimal | None = Decimal(0)


class Result(StrEnum):
    """What the court decided, as far as its fixed wordings say it."""

    CONVICTED = "定罪处刑"
    ACQUITTED = "宣告无罪"
    EXEMPTED = "免予刑事处罚"
    SUPPORTED = "支持请求"
    PARTLY = "部分支持"
    REJECTED = "驳回请求"
    DISMISSED = "驳回起诉"
    WITHDRAWN = "准许撤回"
    MEDIATED = "调解"
    UPHELD = "维持原判"
    CHANGED = "改判"
    REMANDED = "发回重审"
    REVIEW_REFUSED = "驳回再审申请"
    RETRIAL_ORDERED = "指令或提审再审"
    REVOKED = "撤销行政行为"
    ILLEGAL = "确认违法"
    INVALID = "确认无效"
    PERFORM = "责令履行"
    APPROVED = "核准"
    ENFORCEMENT_ENDED = "终结本次执行"
    ENFORCEMENT_CLOSED = "终结执行"
    OBJECTION_UPHELD = "异议成立"
    OBJECTION_REJECTED = "驳回异议"
    OTHER = "其他"


@dataclass(frozen=True)
class Outcome:
    """The result in a form that can be counted.

    Attributes:
        results: in the order of the text; empty where no known wording was found.
        sentences: one per defendant, criminal cases only.
        amount: yuan that the decision orders to be paid, the largest single sum; ``None`` if none.
        start, end: the characters of the text that it was read from.
    """

    results: tuple[Result, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    amount: Decimal | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Precedent:
    """A precedent as read from one file or one row, before it is stored.

    Attributes:
        text: normalised; all spans count its characters.
        origin, kind, stage, level: see there.
        number: case number in standard form, else empty.
        library_number: 入库编号 or 指导性案例第N号, else empty.
        title: its own title, or one made of header and cause; never empty.
        court: full name as listed, or as written where the list has none; may be empty.
        province: province of the court by its code or name; may be empty.
        document: name of the document (民事判决书); empty for entries of a library without one.
        decided: date of the document.
        causes: charges or causes of action; canonical names where the table has them.
        sections: in the order of the text; they do not overlap.
        articles: cited by the court itself, in order, each once.
        outcome: the structured result.
        keywords, gist: of entries of a library.
        pack, source: name of the pack, and file (or row) within it.
        digest: hash of the text without blanks and punctuation: the same text under any name.
        sketch: 64-bit simhash of the text; near copies differ in few bits.
        series: key of a mass series (same court, same cause, near-identical reasoning); may be
            empty.
    """

    text: str
    origin: Origin
    kind: Kind
    title: str
    number: str = ""
    library_number: str = ""
    court: str = ""
    level: CourtLevel = CourtLevel.UNKNOWN
    province: str = ""
    stage: Stage = Stage.OTHER
    document: str = ""
    decided: date | None = None
    causes: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    articles: tuple[CitedArticle, ...] = ()
    outcome: Outcome = field(default_factory=Outcome)
    keywords: tuple[str, ...] = ()
    gist: str = ""
    pack: str = ""
    source: str = ""
    digest: str = ""
    sketch: int = 0
    series: str = ""

    def part(self, *parts: Part) -> str:
        """Return the text of the named parts in order; empty where there is none."""
        return "\n".join(
            self.text[section.start : section.end]
            for section in self.sections
            if section.part in parts
        )


@dataclass(frozen=True)
class PrecedentHead:
    """A stored precedent without its text: what lists, filters and rankings need.

    Attributes:
        id: key in the library; ascending, never used again.
        series: number of its series; 0 where it belongs to none.
        Others as in :class:`Precedent`.
    """

    id: int
    origin: Origin
    kind: Kind
    title: str
    number: str
    library_number: str
    court: str
    level: CourtLevel
    province: str
    stage: Stage
    document: str
    decided: date | None
    causes: tuple[str, ...]
    outcome: Outcome
    gist: str
    keywords: tuple[str, ...]
    pack: str
    source: str
    series: int = 0


@dataclass(frozen=True)
class StoredPrecedent:
    """A stored precedent with its text."""

    head: PrecedentHead
    text: str
    sections: tuple[Section, ...]
    articles: tuple[CitedArticle, ...]

    @property
    def id(self) -> int:
        """Its key in the library."""
        return self.head.id

    def part(self, *parts: Part) -> str:
        """Return the text of the named parts in order; empty where there is none."""
        return "\n".join(
            self.text[section.start : section.end]
            for section in self.sections
            if section.part in parts
        )


@dataclass(frozen=True)
class Duplicate:
    """A file or row that the library had already, with the reason in a Chinese sentence."""

    file: str
    of: int
    reason: str
