"""Finds the citations of law in a text.

Three passes over the plain text: laws named (:mod:`mentions`), places within laws
(:mod:`pinpoint`), and here the question which law a place belongs to.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from workbench.law.citation.antecedent import Antecedents, reference_before
from workbench.law.citation.mentions import Mention, find_mentions
from workbench.law.citation.names import LawNames
from workbench.law.citation.pinpoint import (
    Place,
    between,
    read_article,
    read_further_article,
    read_paragraphs,
)
from workbench.law.citation.quotation import quotation_after
from workbench.law.citation.text import Plain, plain
from workbench.law.model import Citation, Pinpoint

_START = re.compile(
    r"第[零〇一二两三四五六七八九十百千0-9]{1,9}(?:[、，,和与及至到\-－—–~～]|条)"
    r"|(?:同|该|上述|前述)条(?=第?[一二三四五六七八九十0-9]{1,3}(?:[、和及]第?[一二三四五六七八九十]{1,3})*款)"
)
_TO_LAW = re.compile(
    r"[》〉”’\"]*(?:法[释发]?〔\d{4}〕\d{1,4}号)?[”’\"]?(?:中|的|之|里|内|关于)?(?:第?[一二三四五六七八九十0-9]{1,3}[编章节分]*[编章节](?:的|之)?)*"
    r"(?:(?:总则|分则|附则|通则|物权|合同|人格权|婚姻家庭|继承|侵权责任)编?)?(?:中|的|之)?[A-Za-z第，,、：:]?$"
)
_CHAIN = re.compile(
    r"[”’\"]*(?:(?:之|的)?规定)?(?:以及|并参照|参照|并依照|依照|并依据|并根据|并|[、，,；;和与及或暨至到]|[-－—–~～]{1,2}){0,2}$"
)
_CONTRACT = re.compile(
    r"(?:合同|协议|协议书|合同书|章程|起诉书|公诉书|起诉意见书|上诉状|起诉状|答辩状|判决书|裁定书|调解书|"
    r"决定书|仲裁裁决|裁决书|决议|制度|手册|守则|条款|约定|承诺书|保证书|借条|欠条|收条|借据|保单|保险单|"
    r"说明书|通知书|告知书|招标文件|投标文件|意向书|备忘录|规约|公约|清单|附件|声明|承诺|订单|确认书|"
    r"判决|裁定|主文|计划|方案|须知|声明书|遗嘱|意见书|报告|纪要书)"
    r"(?:（[^（）]{0,40}）)?[》〉”\"）]?(?:中|的|之|内|上|原文|正文|通用|专用|通用条款|专用条款|补充|部分|里|载明|约定|"
    r"第[^，。]{1,8}[部章页]分?|[：:、，,])*$"
)
_AGREED = re.compile(
    r"(?:第[^，。]{1,4}[款项])*(?:之|的|中|也|亦|明确|均|还|又|已|对此)*(?:约定|载明)"
)
_TRIGGER = re.compile(
    r"(?:依照|依据|根据|适用|违反|触犯|符合|按照|参照|援引|按|系|属于|构成|以及|及|和|与|或|、|，|的|之|应当?|"
    r"为|在|是|有|对|将|至|即|则|：|“|”|《|（|）|并|不|其|中|规定的?|修[改正订][前后]的?|原|旧|新)$"
)
_STOP = re.compile(r"[。！？!?]")
_PROVIDES = re.compile(
    r"第[^条]{1,9}条(?:第[^款]{1,4}款)?(?:第[^项]{1,5}项)?(?:也|还|又|则|明确)?(?:规定[，,：:“]|“)"
)
_FAR = 240


@dataclass
class _State:
    """What the pass has seen so far."""

    found: list[Citation] = field(default_factory=list)
    run_law: str = ""
    run_end: int = -1
    run_contract: bool = False
    run_last: Place | None = None
    listing: bool = False
    quote_end: int = -1
    used: set[int] = field(default_factory=set)


def find(text: str, names: LawNames, within: str = "") -> list[Citation]:
    """Return the citations of law in a text, in order.

    One citation per place: ``《刑法》第六十七条第一款、第三款`` gives two. Spans of two citations
    are disjoint, or the same where the words are shared (``第一、二款``, ``第十条至第十二条``).
    The first citation's span takes in the name of the law if it stands directly before.

    Args:
        text: any text, with line breaks as they come.
        names: laws that may be named without book marks.
        within: title of the law that the text itself is part of, for 本法 and bare articles.
    """
    return _Finder(plain(text), names, within).run()


class _Finder:
    """One pass over one text."""

    def __init__(self, page: Plain, names: LawNames, within: str) -> None:
        self._page = page
        self._text = page.text
        self._within = within
        self._mentions = find_mentions(page.text, names)
        self._antecedents = Antecedents(self._mentions, within)
        self._state = _State()

    def run(self) -> list[Citation]:
        """Find and return the citations."""
        position = 0
        while (match := _START.search(self._text, position)) is not None:
            inside = self._antecedents.covering(match.start())
            if inside is not None:
                position = inside.end
            elif match[0].endswith("条") and match[0][0] != "第":
                position = self._same_article(match)
            else:
                position = self._article(match.start())
        return self._with_lone_laws()

    def _article(self, start: int) -> int:
        places, end = read_article(self._text, start)
        if not places:
            return start + 1
        while True:
            further, further_end = read_further_article(self._text, end)
            if not further:
                break
            places, end = places + further, further_end
        law, begin = self._law_of(start, end)
        chained = self._chained(start)
        if law is None:
            self._state.run_contract = True
        else:
            self._keep(places, law, begin, chained)
        self._state.run_end = max(end, self._state.quote_end)
        self._state.run_law, self._state.run_last = law or "", places[-1]
        return end

    def _law_of(self, start: int, end: int) -> tuple[str | None, int]:
        """Return the law of the article at ``start`` and where the citation begins.

        ``None`` for what is no citation of law; an empty name where no law stands near.
        """
        mention = self._antecedents.before(start)
        adjacent = mention is not None and self._adjoins(mention, start)
        if self._is_heading(start, end):
            if not self._listed(mention, adjacent):
                return None, start
            if not adjacent:
                return self._state.run_law, start
        if adjacent and mention is not None:
            self._state.run_contract = False
            self._state.used.add(mention.start)
            return mention.law, mention.start
        if self._chained(start):
            return (None if self._state.run_contract else self._state.run_law), start
        if _CONTRACT.search(self._text, max(0, start - 60), start) or _AGREED.match(
            self._text, end
        ):
            return None, start
        return self._distant_law(mention, start, end)

    def _distant_law(self, mention: Mention | None, start: int, end: int) -> tuple[str | None, int]:
        self._state.run_contract = False
        reference = reference_before(self._text, start)
        if reference is not None:
            law = self._antecedents.resolve(reference, self._page, self._state.found)
            return law, reference.start
        if self._within:
            return self._within, start
        if mention is not None and self._carries(mention, start):
            return mention.law, start
        if self._called_for(start, end):
            return "", start
        return None, start

    def _adjoins(self, mention: Mention, start: int) -> bool:
        gap = self._text[mention.reach : start]
        return len(gap) <= 24 and _TO_LAW.fullmatch(gap) is not None

    def _chained(self, start: int) -> bool:
        if self._state.run_end < 0:
            return False
        gap = self._text[self._state.run_end : start]
        return len(gap) <= 9 and _CHAIN.fullmatch(gap) is not None

    def _carries(self, mention: Mention, start: int) -> bool:
        """Say whether a law named earlier in the sentence governs an article that stands apart."""
        gap = self._text[mention.reach : start]
        if self._opens_sentence(start) and len(gap) <= _FAR and not self._state.run_contract:
            return not any(word in gap for word in ("合同第", "协议", "约定"))
        if len(gap) > _FAR or _STOP.search(gap) or any(k in gap for k in ("合同第", "约定")):
            return False
        return _TRIGGER.search(self._text, max(0, start - 6), start) is not None

    def _opens_sentence(self, start: int) -> bool:
        """Say whether the article opens a sentence that tells what it provides (第九条规定，…)."""
        match = _PROVIDES.match(self._text, start)
        return match is not None and self._text[max(0, start - 1) : start] in {"。", "；", "”"}

    def _called_for(self, start: int, end: int) -> bool:
        """Say whether an article without any law is still said to be law (依照第三条的规定)."""
        before = self._text[max(0, start - 3) : start]
        after = self._text[end : end + 3]
        return before.endswith(("依照", "依据", "根据", "适用", "违反")) and "规定" in after

    def _is_heading(self, start: int, end: int) -> bool:
        return start in self._page.line_starts and (
            self._page.space_after(end) or self._text[end : end + 1] in {"：", ":"}
        )

    def _listed(self, mention: Mention | None, adjacent: bool) -> bool:
        """Say whether an article that heads a line is quoted from a law named on its own line.

        Judgments append the law's words that way; a contract's clauses follow no law's name.
        """
        if adjacent and mention is not None:
            self._state.listing = mention.start in self._page.line_starts
            return self._state.listing
        return self._state.listing and self._state.run_law != ""

    def _same_article(self, match: re.Match[str]) -> int:
        last = next((c for c in reversed(self._state.found) if c.pinpoint), None)
        if last is None or last.pinpoint is None:
            return match.end()
        near = self._page.source[last.end : self._page.places[match.start()]]
        if "\n" in near.strip("\n") or len(near) > _FAR * 4:
            return match.end()
        places, end = read_paragraphs(self._text, match.end(), last.pinpoint)
        if places:
            self._keep(places, last.law, match.start(), chained=False)
        return max(end, match.end())

    def _keep(self, places: Sequence[Place], law: str, begin: int, chained: bool) -> None:
        first = places[0]
        moved = [Place(begin, p.end, p.pinpoint) if p.start == first.start else p for p in places]
        last = self._state.run_last
        if chained and last and self._text[self._state.run_end : begin] in _RANGES:
            self._fill(last.pinpoint, moved[0], law)
        for place in moved:
            self._add(place.start, place.end, law, place.pinpoint)
        quotation = self._words_behind(places[-1].end)
        if quotation and not chained:
            # Words behind a list of articles may be any of theirs.
            self._state.found.append(replace(self._state.found.pop(), quotation=quotation))

    def _words_behind(self, end: int) -> str:
        if self._state.listing and self._page.space_after(end):
            low = self._page.places[end - 1] + 1
            return self._page.source[low:].lstrip().partition("\n")[0].strip()
        start, stop = quotation_after(self._text, end)
        self._state.quote_end = stop if stop > start else -1
        return self._text[start:stop]

    def _fill(self, first: Pinpoint, last: Place, law: str) -> None:
        """Put in the articles of 第十条至第十二条 that are not written out."""
        if first.paragraph:
            return
        for pinpoint in between(first, last.pinpoint):
            self._add(last.start, last.end, law, pinpoint)

    def _add(self, start: int, end: int, law: str, pinpoint: Pinpoint | None) -> None:
        low, high = self._page.span(start, end)
        quoted = self._page.source[low:high]
        self._state.found.append(Citation(low, high, quoted, law, pinpoint))

    def _with_lone_laws(self) -> list[Citation]:
        for mention in self._mentions:
            if mention.alone and mention.start not in self._state.used:
                self._add(mention.start, mention.end, mention.law, None)
        return sorted(self._state.found, key=lambda c: (c.start, c.end))


_RANGES = frozenset({"至", "到", "-", "－", "—", "–", "~", "～", "——", "--"})
