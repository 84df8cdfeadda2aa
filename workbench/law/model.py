"""Laws, their versions and articles; citations and their resolutions."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from workbench.kernel.finding import Status
from workbench.law.knowledge.model import Nature


class Level(StrEnum):
    """Kind of a text, in the order of citation of 法释〔2009〕14号 art. 2."""

    CONSTITUTION = "宪法"
    LAW = "法律"
    LAW_INTERPRETATION = "法律解释"
    DECISION = "有关决定"
    ADMINISTRATIVE = "行政法规"
    SUPERVISION = "监察法规"
    LOCAL = "地方性法规"
    AUTONOMOUS = "自治条例和单行条例"
    JUDICIAL = "司法解释"
    RULE = "规章"
    OTHER = "其他"


@dataclass(frozen=True)
class Article:
    """An article (条), or a paragraph unit where a text has no articles.

    Attributes:
        label: ``第五百七十七条``, ``第一百二十条之一``, or ``第3段`` for a paragraph unit.
        number: article number; 0 for paragraph units.
        insertion: 1 for 之一, 2 for 之二 …, else 0.
        text: the article without its label, paragraphs (款) separated by ``\\n``.
        chapter: headings above it (``第三编 合同 / 第一分编 通则 / 第八章 违约责任``).
        position: order within the version, from 0.
    """

    label: str
    number: int
    insertion: int
    text: str
    chapter: str = ""
    position: int = 0


@dataclass(frozen=True)
class ParsedLaw:
    """One version of one law as read from one file, before it is stored.

    Attributes:
        title: full official title without version suffix (中华人民共和国公司法).
        level: kind of text.
        promulgated, effective, ended: dates where the file states them.
        status: the source's own word (有效, 已修改, 已废止, 尚未生效), else empty.
        document_number: 法释〔2020〕17号 and the like, else empty.
        issuer: 制定机关, else empty.
        preamble: what stands before the first article (adoption note, 引言).
        articles: in order.
        attachments: (title, text) of 附件.
        source: file name within its pack.
        pack: name of the pack.
        identifier: the source's own identifier, else empty.
    """

    title: str
    level: Level
    promulgated: date | None
    effective: date | None
    ended: date | None
    status: str
    document_number: str
    issuer: str
    preamble: str
    articles: tuple[Article, ...]
    attachments: tuple[tuple[str, str], ...] = ()
    source: str = ""
    pack: str = ""
    identifier: str = ""


@dataclass(frozen=True)
class Skipped:
    """A file of a pack that gave no law, with the reason in a Chinese sentence."""

    file: str
    reason: str


@dataclass(frozen=True)
class Version:
    """A stored version of a law, without its articles."""

    id: int
    law_id: int
    title: str
    level: Level
    promulgated: date | None
    effective: date | None
    ended: date | None
    status: str
    document_number: str = ""
    issuer: str = ""
    source: str = ""
    pack: str = ""
    articles: int = 0

    def in_force(self, on: date) -> bool:
        """Say whether the version is in force on a day, by its dates."""
        if self.effective is None or on < self.effective:
            return False
        return self.ended is None or on < self.ended


@dataclass(frozen=True)
class StoredArticle:
    """An article with the version that it belongs to."""

    id: int
    version: Version
    article: Article


@dataclass(frozen=True)
class Pinpoint:
    """A place within a law: article, insertion (之几), paragraph (款), item (项); 0 = not said."""

    article: int
    insertion: int = 0
    paragraph: int = 0
    item: int = 0


@dataclass(frozen=True)
class Citation:
    """A citation found in a text, not yet resolved.

    Attributes:
        start, end: span in the text.
        quoted: the words.
        law: name as written, or as carried over for 同法/该法/本法; empty if none stands near.
        pinpoint: the place; ``None`` when only the law is named.
        quotation: words the text puts in quotation marks as the article's own, else empty.
    """

    start: int
    end: int
    quoted: str
    law: str
    pinpoint: Pinpoint | None
    quotation: str = ""


@dataclass(frozen=True)
class Resolution:
    """What the library says about a citation at a date.

    Attributes:
        status: confirmed, differs, not_found or not_checked.
        law: full title in the library; empty when not found.
        article: label of the article, with 款 and 项 where cited.
        version: the version that applies at the date.
        in_force: whether that version was in force on the date.
        text: words of the cited place.
        note: Chinese sentence(s): repealed and replaced by, renumbered, other versions …
        see_also: (law, article label) pairs the note points to.
    """

    citation: Citation
    status: Status
    law: str = ""
    article: str = ""
    version: Version | None = None
    in_force: bool = False
    text: str = ""
    note: str = ""
    see_also: tuple[tuple[str, str], ...] = ()


class SuggestedBy(StrEnum):
    """What an article was suggested by."""

    KNOWLEDGE = "要件知识"
    CITED = "材料引用"
    VOTES = "相似判决"
    WORDS = "词语检索"


@dataclass(frozen=True)
class Told:
    """A requirement or a condition that the facts tell of.

    Attributes:
        what: what they tell of, in Chinese (要件“借贷合意”, 条件：有保证人).
        words: words of the facts that tell it; each stands there.
    """

    what: str
    words: tuple[str, ...]

    def sentence(self, place: str = "事实") -> str:
        """Return the reason in words; ``place`` is where the words stand."""
        return f"{self.what}：{place}提到" + "".join(f"“{word}”" for word in self.words)


@dataclass(frozen=True)
class Suggested:
    """An article suggested for a set of facts.

    Attributes:
        article: the article in the version that is asked for.
        score: by which suggestions are ranked; says nothing by itself.
        reasons: in Chinese, the strongest first; each can be checked.
        nature: whether it decides the claim or the procedure.
        cause: cause or charge whose knowledge names it; may be empty.
        requirement: requirement (要件) of that cause that it belongs to; may be empty.
        told: requirement and condition that the facts tell of; the sentences are in ``reasons``.
        sources: what it was suggested by.
    """

    article: StoredArticle
    score: float
    reasons: tuple[str, ...] = field(default=())
    nature: Nature = Nature.SUBSTANTIVE
    cause: str = ""
    requirement: str = ""
    told: tuple[Told, ...] = ()
    sources: tuple[SuggestedBy, ...] = ()
