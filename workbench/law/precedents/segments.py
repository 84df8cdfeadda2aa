"""The parts of a judgment, ruling or decision, found by the fixed words of the official forms.

Civil: 《人民法院民事裁判文书制作规范》 (法〔2016〕221号); criminal: the forms of 法发〔1999〕12号;
administrative: the forms of 2015. Older documents (…字第…号) keep to the same order with older
words. Between the opening and the reasons a paragraph belongs to whoever began to speak.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.law.precedents.model import Part, Section

_SIGNED = re.compile(
    r"^[（(]?(?:此页无正文|本页无正文|下页无正文)|"
    r"^(?:代?理?\s*审\s*判\s*[长员]|代\s*理\s*审|助\s*理\s*审\s*判|独\s*任\s*审\s*判|"
    r"人\s*民\s*陪\s*审|陪\s*审\s*员|执\s*行\s*[员长]|院\s*长\s|法\s*官\s*助\s*理|"
    r"代?\s*书\s*记\s*员)(?!.{0,40}[。；])",
    re.MULTILINE,
)
_DATED = re.compile(r"^[一二][〇○零０OＯoО0О一二三四五六七八九]{3}年.{2,8}日", re.MULTILINE)
_DECIDES = re.compile(
    r"(?:判\s*决|裁\s*定|决\s*定|判处|调解协议|协议|意见|处理|裁决)(?:内容)?"
    r"(?:如\s*下|以下|入下)\s*[：:；;。，,.]?[ \n]*|达成如下(?:调解)?协议\s*[：:][ \n]*"
)
_DECIDES_SHORT = re.compile(
    r"(?:(?:之|的)?规定|讨论决定|条|款|项|综上|据此)[，,]?\s*(?:特|现|缺席|再审|依法)?"
    r"(?:判\s*决|裁\s*定|决\s*定)?[：:][ \n]*"
)
_THINKS = re.compile(
    r"^(?:\d\s*[.、]\s*|[一二三四五六七八九十]、)?(?:综上(?:所述)?|据此|对此|为此|因此|经评议|经合议)?[，,：:]?\s*"
    r"(?:本院|本庭|本合议庭|合议庭|本院合议庭|再审)(?:经)?(?:再审|二审|重审|审查|审理|审理后|复核|复核后|评议|合议|综合|"
    r"审判委员会|讨论|核查|研究)?(?:后|讨论|评议)?(?:认|确)(?:为|定如下)[，,：:；;]?",
    re.MULTILINE,
)
_THINKS_INSIDE = re.compile(
    r"(?<=[。；])\s*(?P<reasons>(?:综上(?:所述)?[，,]?)?(?:本院)?(?:再审|审查|复核)?认为[，,：:])"
)
_FOUND = re.compile(
    r"^(?:另|又|再|现)?(?:本院)?(?:经)?(?:开庭|公开|再审|二审|本院)*审理[，,]?(?:另|现)?查明|"
    r"^本院(?:经审理)?(?:查明|认定)(?:的)?(?:事实|如下)?[，,：:]",
    re.MULTILINE,
)
_WEIGHS = re.compile(
    r"[^。\n]{0,50}(?:(?:上述|以上|提供|提交|出示|宣读|举示|当庭|所列|有关|全案|在案|一审|原判)[^。\n]{0,24}证据|"
    r"证据(?:来源|形式|取得|取证|经|均|之间|确实、充分，能够))(?![^。\n]{0,80}(?:构成|罪名成立))"
)
_BASIS = re.compile(
    r"(?:^|(?<=[。；]))(?=(?:综上|据此|为此|因此|故|经[^。\n]{0,10}审理)?[^。；\n]{0,60}?"
    r"(?:依照|依据|根据|按照)[^。；\n]{0,12}[《〈])(?!.{0,12}(?:依照|依据|根据)[^。\n]{0,200}(?:提起公诉|指控))",
    re.MULTILINE,
)
_CLOSED = re.compile(
    r"[^。；\n]{0,30}(?:(?:审|集资)[理査查结判核]{0,3}(?:已经|已|己|已经)?(?:终结|完毕|完结|终了)|"
    r"[已己]经?(?:审|复)?[理核]?(?:终结|完毕|完结)|审查终结|复核终结)[^。；\n]{0,4}[。；;，,]?"
)
_OPENING = re.compile(
    r"一案|起诉书指控|提起公诉|向本院(?:提起|起诉|申请)|不服[^。]{0,60}(?:判决|裁定|决定)|本院(?:于|受理|立案)|"
    r"(?:判决|裁定)[^。]{0,40}(?:上诉|抗诉)|审理[^。]{2,80}指控|申请强制执行|依法组成合议庭|"
    r"本院收到[^。]{1,60}(?:起诉状|申请书|诉状)"
)
_SPEAKS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    (
        Part.LOWER,
        re.compile(
            r"^[^。：:]{0,40}向(?:一审|原审)法院|"
            r"^(?:原判|原审|一审|原一审|原二审|二审判决认|初审|重审|第一审|原生效|原再审)(?!被告|原告|第三人|诉讼|上诉|辩护)"
            r"[^。，：:]{0,16}?(?:认定|查明|认为|确认|判决|裁定|经审理|证据|称|以)|"
            r"^[^。，：:]{0,30}?法院(?:\S{0,6})?(?:原审|一审|经审理|审理)?(?:查明|认定|认为|判决认定|原判认定)(?<!本院认定)(?<!本院查明)"
        ),
    ),
    (
        Part.FACTS,
        re.compile(
            r"^(?:另|又|再|现|后)?(?:经)?(?:本院|法庭|合议庭)?(?:经)?(?:公开)?(?:开庭|二审|再审|重审|本院|依法|法庭)?"
            r"(?:审理|审查|审核|复核|庭审|调查|评议|质证)?(?:后)?[，,]?(?:另|现|再|又|已)?(?:查明|查实|查|确认|认定)(?:的)?"
            r"(?:事实|如下|[，,：:])|^(?:上述|以上)(?:的)?(?:事实|案件|犯罪|查明)|^对当事人无异议的证据|"
            r"^(?:当事人|本案当事人|原被告|双方)(?:双方)?(?:围绕|在本院|就)|^本院二审期间|^二审(?:期间|审理|中)|"
            r"^(?:根据|结合)[^。]{0,40}(?:陈述|证据)[^。]{0,30}(?:认定|确认)|^经(?:本院)?审(?:理|查)|^本院(?:经[^。，]{0,8})?(?:查明|认定)"
        ),
    ),
    (
        Part.DEFENCE,
        re.compile(
            r"^[^。：:]{0,60}?(?:辩称|辩解|答辩|辩护(?:人|意见|称|认为|提出)|未作答辩|未提交(?:书面)?答辩|没有(?:提出)?答辩|"
            r"未到庭(?:参加诉讼)?[^。]{0,12}答辩|(?:无|没有|未提出|均无|不持)异议|述称|陈述称|当庭认罪|表示认罪|供认不讳|异议人|被申请人[^。]{0,20}称)"
        ),
    ),
    (
        Part.CLAIMS,
        re.compile(
            r"^[^。：:，]{0,60}?(?:指控|诉称|起诉称|诉讼请求|起诉请求|上诉请求|上诉称|上诉提出|抗诉(?:称|提出|认为|意见|机关)|请求(?:判令|本院|撤销|依法)|"
            r"申请再审称|申请称|申诉称|再审请求|再审称|申请执行|请求执行|控称|自诉称|控诉|异议称|复议称|出庭(?:检察员|意见)|原诉称|起诉认为|向本院提出)"
        ),
    ),
)
_NUMBER_LINE = re.compile(
    r"^[^。，\n]{0,30}[（(〔\[［【]?\s*(?:19|20)\d\s*\d[^。，\n]{2,40}号(?:之[一二三四五六七八九十\d]+)?$",
    re.MULTILINE,
)
_ODD_NUMBER = re.compile(r"\n[^。，\n]{4,40}号(?:之.{1,2})?(?=\n|$)")
_NAMED = re.compile(
    r"^[^。，\n]{0,60}(?:判\s*决|裁\s*定|决\s*定|调\s*解|通\s*知)\s*书$", re.MULTILINE
)


def segment(text: str) -> tuple[Section, ...]:
    """Divide a judgment, ruling or decision into its parts.

    Args:
        text: normalised (:func:`workbench.law.precedents.normal.normalise`).

    Returns:
        sections in order; parts that the text lacks are missing. Where not even a result is found,
        the whole text is one section of facts, so that nothing is lost for search.
    """
    return tuple(_trimmed(text, _Cuts.of(text).sections()))


@dataclass(frozen=True)
class _Cuts:
    """Where the large parts begin; all within 0 … length of the text."""

    text: str
    body: int
    opened: int
    closed: int
    reasons: int
    result: int
    tail: int

    @classmethod
    def of(cls, text: str) -> "_Cuts":
        tail, result = _ending(text)
        body = _header_end(text, min(result, len(text)))
        reasons = _reasons(text, body, result)
        closed = _closed(text, body, reasons)
        opened = _opened(text, body, closed)
        return cls(text, body, opened, closed, reasons, result, tail)

    def sections(self) -> Iterator[Section]:
        yield Section(Part.HEADER, 0, self.body)
        yield Section(Part.PARTIES, self.body, self.opened)
        yield Section(Part.PROCEDURE, self.opened, self.closed)
        yield from _spoken(self.text, self.closed, self.reasons)
        yield Section(Part.REASONING, self.reasons, self.result)
        yield Section(Part.RESULT, self.result, self.tail)
        yield Section(Part.TAIL, self.tail, len(self.text))


def _trimmed(text: str, sections: Iterator[Section]) -> Iterator[Section]:
    for section in sections:
        piece = text[section.start : section.end]
        start = section.start + len(piece) - len(piece.lstrip())
        end = section.start + len(piece.rstrip())
        if start < end:
            yield Section(section.part, start, end)


def _header_end(text: str, limit: int) -> int:
    """Return the end of the line with the case number, or of the document's name."""
    top = text[: min(limit, 500)]
    if match := _NUMBER_LINE.search(top):
        return match.end()
    named = list(_NAMED.finditer(top))
    if not named:
        return 0
    numbered = _ODD_NUMBER.match(top, named[-1].end())
    return numbered.end() if numbered else named[-1].end()


def _ending(text: str) -> tuple[int, int]:
    """Return where the tail and where the result begins."""
    candidates = list(_DECIDES.finditer(text))
    signs = [match.start() for match in _SIGNED.finditer(text)]
    for decides in reversed(candidates):
        # What is quoted of the court below is not followed by the signatures of this court,
        # and what is appended of laws does not say 判决如下 at the end of a paragraph.
        tail = next((sign for sign in signs if sign > decides.end()), None)
        if tail is not None and _ends_line(decides):
            return tail, decides.end()
    if candidates:
        last = next((c for c in reversed(candidates) if _ends_line(c)), candidates[-1])
        dated = _DATED.search(text, last.end())
        return (dated.start() if dated else len(text)), last.end()
    return _short_ending(text, signs)


def _ends_line(match: re.Match[str]) -> bool:
    return match.group().rstrip(" ").endswith("\n") or match.group().rstrip()[-1:] in "：:"


def _short_ending(text: str, signs: list[int]) -> tuple[int, int]:
    dates = [match.start() for match in _DATED.finditer(text)]
    tail = next((sign for sign in signs if sign > len(text) // 2), None)
    tail = tail if tail is not None else (dates[-1] if dates else len(text))
    found = list(_DECIDES_SHORT.finditer(text, 0, tail))
    return tail, found[-1].end() if found else tail


def _reasons(text: str, start: int, result: int) -> int:
    """Return where the court's own reasons begin."""
    own = [match.start() for match in _THINKS.finditer(text, start, result)]
    found = [match.start() for match in _FOUND.finditer(text, start, result)]
    # What the court thinks of evidence stands before what it finds.
    late = [begin for begin in own if not found or begin > found[-1]]
    weighty = [begin for begin in late if not _WEIGHS.match(text, begin)]
    if chosen := weighty or late or own[-1:]:
        return chosen[0]
    inside = [match.start("reasons") for match in _THINKS_INSIDE.finditer(text, start, result)]
    if inside:
        return inside[-1]
    return _basis(text, start, result)


def _basis(text: str, start: int, result: int) -> int:
    """Return the begin of the paragraph, or else of the sentence, that names the law applied."""
    basis = [match.start() for match in _BASIS.finditer(text, start, result)]
    return basis[-1] if basis else result


def _closed(text: str, start: int, reasons: int) -> int:
    """Return the end of the sentence that closes the account of the procedure."""
    match = _CLOSED.search(text, start, reasons)
    return match.end() if match else _procedure_line(text, start, reasons)


def _procedure_line(text: str, start: int, reasons: int) -> int:
    """Return the end of the paragraphs that tell how the case came, where none says it is over."""
    opening = _OPENING.search(text, start, reasons)
    if opening is None:
        return start
    end = _line_end(text, opening.end(), reasons)
    while end < reasons and _OPENING.search(text, end, _line_end(text, end + 1, reasons)):
        end = _line_end(text, end + 1, reasons)
    return end


def _line_end(text: str, position: int, limit: int) -> int:
    end = text.find("\n", position, limit)
    return limit if end < 0 else end


def _opened(text: str, start: int, closed: int) -> int:
    """Return the begin of the paragraph that tells how the case came to the court."""
    position = start
    while position < closed:
        end = text.find("\n", position, closed)
        end = closed if end < 0 else end
        if _OPENING.search(text, position, end) and not _is_party(text, position):
            return position
        position = end + 1
    return closed


_PARTY = re.compile(
    r"(?:原告|被告|上诉人|被上诉人|第三人|申请人|被申请人|公诉机关|抗诉机关|原公诉机关|辩护人|委托|法定代|自诉人|附带民事|原审|再审申请|"
    r"申请执行人|被执行人|异议人|复议|案外人|诉讼代|指定辩护|负责人|起诉人|赔偿请求人|赔偿义务机关|利害关系人)[^，。：:]{0,30}[：:（(，。]"
)


def _is_party(text: str, position: int) -> bool:
    end = text.find("\n", position)
    line = text[position : end if end >= 0 else len(text)]
    return bool(_PARTY.match(line)) and "审理" not in line and "一案" not in line


def _spoken(text: str, start: int, end: int) -> Iterator[Section]:
    """Yield what was claimed, answered and found, paragraph by paragraph, runs joined."""
    part, begin, position = Part.FACTS, start, start
    while position < end:
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        line = text[position : min(stop, position + 160)].lstrip()
        speaks = next((p for p, pattern in _SPEAKS if pattern.search(line)), part)
        if speaks is not part:
            yield Section(part, begin, position)
            part, begin = speaks, position
        position = stop + 1
    yield Section(part, begin, end)
