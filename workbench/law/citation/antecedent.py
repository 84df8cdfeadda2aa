"""What 同法, 该法, 本法, 该解释, 上述规定 refer to."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.law.citation.mentions import Mention
from workbench.law.citation.names import split_version
from workbench.law.citation.text import Plain
from workbench.law.model import Citation

_REFERENCE = re.compile(
    r"(?P<word>同|该|此|本|上述|前述|上列|上引|前引)(?:一|部|项|份)?"
    r"(?P<kind>法律|法典|法|司法解释|解释|条例|规定|办法|规则|细则|意见|批复|决定|纪要)"
    r"(?:（[^（）]{0,30}）)?(?:中|的|之)?(?:第[一二三四五六七八九十]{1,3}[编章节])?[，,、]?$"
)
_KINDS = {
    "法": ("法", "法典", "通则", "总则"),
    "法典": ("法典",),
    "法律": ("法", "法典", "通则", "总则", "决定"),
    "司法解释": ("解释", "规定", "批复", "意见", "答复"),
}
_NEAR = 600


@dataclass(frozen=True)
class Reference:
    """A word that points back to a law: 同法, 该解释 …, and where it begins in the plain text."""

    word: str
    kind: str
    start: int


def reference_before(text: str, start: int) -> Reference | None:
    """Return the reference that stands directly before an article; ``None`` if none does."""
    match = _REFERENCE.search(text, max(0, start - 40), start)
    if match is None:
        return None
    return Reference(match["word"], match["kind"], match.start())


class Antecedents:
    """The laws named in one text, to be asked by place.

    Args:
        mentions: in order, without overlaps.
        within: title of the law the text is part of, else empty.
    """

    def __init__(self, mentions: Sequence[Mention], within: str) -> None:
        self._mentions = mentions
        self._starts = [m.start for m in mentions]
        self._within = within

    def before(self, place: int) -> Mention | None:
        """Return the last law named before a place."""
        index = bisect_right(self._starts, place - 1) - 1
        return self._mentions[index] if index >= 0 else None

    def covering(self, place: int) -> Mention | None:
        """Return the mention in whose name a place lies."""
        mention = self.before(place + 1)
        return mention if mention and mention.start <= place < mention.end else None

    def resolve(self, reference: Reference, page: Plain, found: Sequence[Citation]) -> str:
        """Return the law that a reference means; empty if it could mean several or none."""
        if reference.word == "本" and self._within:
            return self._within
        index = bisect_right(self._starts, reference.start - 1)
        earlier = self._mentions[:index]
        if reference.word in {"上述", "前述", "上列", "上引", "前引"}:
            return self._only(reference, page, earlier)
        if reference.word == "同" and found:
            return found[-1].law
        for mention in reversed(earlier[-200:]):
            if _fits(mention.law, reference.kind):
                return mention.law
        return ""

    def _only(self, reference: Reference, page: Plain, earlier: Sequence[Mention]) -> str:
        """Return the one law of the kind that the paragraph names, if it is only one."""
        paragraph = max((p for p in page.line_starts if p <= reference.start), default=0)
        start = max(paragraph, reference.start - _NEAR)
        laws = {m.law for m in earlier if m.start >= start and _fits(m.law, reference.kind)}
        return laws.pop() if len(laws) == 1 else ""


def _fits(law: str, kind: str) -> bool:
    name = re.sub(r"(?:（[^（）]*）)+$", "", split_version(law)[0].rstrip("〉》"))
    return name.endswith(_KINDS.get(kind, (kind,)))
