"""Finds where laws are named: in book marks, with an issuer before it, or by a known bare name.

Works on the plain form of a text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workbench.law.citation.names import ISSUER, LawNames, key, split_version
from workbench.law.citation.pinpoint import ARTICLE

NUMBERED_ARTICLE = r"第[零〇一二两三四五六七八九十百千0-9]{1,9}(?:条|[、，和至])"
_ISSUERS = rf"(?:{ISSUER}[、，,和与及]?)+"
_NUMBERED = r"(?:（[一二三四五六七八九十]{1,2}）)?"
_LONGEST_TITLE = 160
_STATUTE = re.compile(
    r"(?:法|法典|条例|通则|总则|分则|解释|规定|办法|规则|细则|宪法|修正案|纪要|意见|批复|决定|答复|复函|"
    r"通知|解答|安排|规程|准则|公约|协定|议定书|决议|函)(?:（[^（）]{1,12}）)*$"
)
_ALWAYS = re.compile(
    r"(?:法|法典|条例|通则|总则|解释|规定|办法|规则|细则|规程|宪法|修正案|纪要)(?:（[^（）]{1,12}）)*$"
)
_NOT_LAW = re.compile(
    r"(?:合同|协议|章程|手册|制度|守则|规约|书|操作规程|方法|做法|说法|看法|用法|语法|书法)$"
)
_OFFICIAL = re.compile(rf"{ISSUER}|国际|联合国|全国|中华人民共和国")
_OWN_RULES = re.compile(
    r"(?:公司|单位|被告|原告|学校|集团|银行|小区|业委会|业主大会|双方|当事人)(?:的|制定的|颁布的)?$"
)
_VERSION_BEFORE = re.compile(
    r"((?:19|20)\d{2})年(?:修[正订改](?:后)?的?|版的?|颁布的?|施行的?|公布的?|的)?$"
)
_PARENTHESES = re.compile(
    r"[（〔](?P<inside>(?:[^（）〔〕]|[（〔][^（）〔〕]*[）〕]){1,120})[）〕]"
)
_DEFINITION = re.compile(
    r"^(?:本文|本判决|下文|以下|后)?(?:统|均)?(?:简称|下称|以下称|称)(?:为)?[：:]?[《〈“\"‘「]?"
    r"(?P<name>[^《》〈〉“”\"‘’「」，,。；;]{2,40})[》〉”\"’」]?"
)
_AROUND = re.compile(
    rf"(?P<before>(?:{_ISSUERS})?(?:印发)?关于(?:适用|执行|贯彻执行|贯彻|实施|正确适用|在[^。；，《》]{{0,12}}适用)?)$"
)
_BEHIND = re.compile(
    rf"(?:[^。；;，,《》“”：:第]{{0,40}}?)(?:解释|规定|意见|批复|决定|办法|答复|纪要|通知){_NUMBERED}"
    rf"(?=(?:之|的|中)?{ARTICLE.replace('(?P<numbers>', '(?:').replace('(?P<insertion>', '(?:')}"
    rf"|（|[》〉]|的规定|之规定|规定|，|。|、|；|$)"
)
_UNMARKED = re.compile(
    rf"(?:{_ISSUERS}关于[^。；;《》“”：:]{{4,90}}?(?:解释|规定|意见|批复|决定|办法|纪要){_NUMBERED}"
    rf"|中华人民共和国[\u4e00-\u9fa5]{{1,30}}?(?:法典|法|条例|通则|总则|办法|规定|细则){_NUMBERED})"
    rf"(?=[》〉”]?(?:（[^（）]{{1,40}}）)?(?:之|的|中)?第{{1}}[零〇一二两三四五六七八九十百千0-9])"
)
_ENDING = re.compile(
    r"(?:法典|法|条例|通则|总则|解释|规定|办法|意见|纪要|规则|细则|安排|批复|决定)"
    r"(?:（[一二三四五六七八九十]{1,2}）|[一二三四五六七八九](?=之?第))?"
)
_TAIL = re.compile(
    rf"的?(?:若干问题的|若干)?(?:解释|规定|意见|批复|通知){_NUMBERED}(?={NUMBERED_ARTICLE})"
)
_NUMBER_BEHIND = re.compile(r"（[一二三四五六七八九十]{1,2}）")
_ARTICLE_NEXT = re.compile(rf"[》〉”]*(?:（[^（）]{{1,80}}）)*(?:中|的|之)?(?={NUMBERED_ARTICLE})")
_GOES_ON = re.compile(r"[人定院律庭学官规务理治制医警条案典币界]|实施|修正案|解释")
_LONE_NAME = re.compile(r"(?:法|法典|条例|通则|总则|）)$")


@dataclass(frozen=True)
class Mention:
    """A law named in the plain text.

    Attributes:
        start, end: span of the name, with its book marks.
        reach: end of the parentheses behind it (version, number, definition), or ``end``.
        law: the name without outer book marks, with the year of a version that the text states.
        alone: whether the name may stand as a citation where no article follows.
    """

    start: int
    end: int
    reach: int
    law: str
    alone: bool


@dataclass(frozen=True)
class Alias:
    """A short name that the text itself defines (以下简称…), valid from a place on."""

    since: int
    name: str
    law: str


def find_mentions(text: str, names: LawNames) -> tuple[Mention, ...]:
    """Return all laws named in a plain text, in order, without overlaps."""
    marked = list(_marked(text, names))
    marked, aliases = _define(text, marked)
    unmarked = [
        _with_reach(text, Mention(m.start(), m.end(), m.end(), m[0], True))
        for m in _UNMARKED.finditer(text)
    ]
    spans = sorted(marked + unmarked, key=lambda m: (m.start, -m.end))
    fixed = _without_overlaps(spans)
    fixed, more = _define(text, fixed)
    aliases = (*aliases, *more)
    bare = list(_bare(text, names)) + list(_bare_aliases(text, aliases))
    free = _outside(bare, fixed)
    found = _without_overlaps(sorted([*fixed, *free], key=lambda m: (m.start, -m.end)))
    return tuple(_resolve_alias(m, aliases) for m in found)


def _marked(text: str, names: LawNames) -> Iterator[Mention]:
    position = 0
    while (start := text.find("《", position)) >= 0:
        end = _closing(text, start)
        if end is None:
            position = start + 1
            continue
        position = end
        mention = _title(text, start, end, names)
        if mention:
            yield mention
            position = mention.end


def _closing(text: str, start: int) -> int | None:
    """Return the end of the book marks that open at ``start``; inner ones must follow 关于."""
    depth = 0
    for index in range(start, min(len(text), start + _LONGEST_TITLE)):
        if text[index] == "《":
            if depth and not re.search(r"关于|印发|执行|修改|适用", text[start:index]):
                return None
            depth += 1
        elif text[index] == "》":
            depth -= 1
            if depth == 0:
                return index + 1
        elif text[index] in "。；":
            return None
    return None


def _title(text: str, start: int, end: int, names: LawNames) -> Mention | None:
    title = text[start + 1 : end - 1].strip("《》")
    around = _AROUND.search(text[max(0, start - 60) : start])
    behind = _BEHIND.match(text, end) if around else None
    if around and behind and behind.end() > end:
        begin = start - len(around["before"])
        return _with_reach(
            text, Mention(begin, behind.end(), behind.end(), text[begin : behind.end()], True)
        )
    number = _NUMBER_BEHIND.match(text, end)
    if number and not title.endswith("）"):
        title, end = title + number[0], number.end()
    tail = _TAIL.match(text, end) if _OFFICIAL.search(title) or "关于" in title else None
    if tail:
        title, end = title + tail[0], tail.end()
    law, begin = title, start
    if title.startswith(("关于", "〈关于")):
        issuer = re.search(rf"{_ISSUERS}$", text[max(0, start - 40) : start])
        if issuer:
            begin = start - len(issuer[0])
            law = issuer[0].rstrip("和与及，,") + title
    cited = _ARTICLE_NEXT.match(text, end) is not None
    if not _is_law(law, text[max(0, begin - 8) : begin], names, cited):
        return None
    alone = names.knows(law) or _OFFICIAL.search(law) is not None
    return _with_reach(text, Mention(begin, end, end, law, alone))


def _is_law(title: str, before: str, names: LawNames, cited: bool) -> bool:
    """Say whether a title is one of law.

    Args:
        title: without book marks.
        before: the characters before it.
        names: known names.
        cited: whether an article follows, which makes even a misspelt title one of law.
    """
    if names.knows(title):
        return True
    name = split_version(title)[0].rstrip("〉")
    if not name:
        return cited
    if _NOT_LAW.search(name):
        return False
    if _OFFICIAL.search(name):
        return cited or _STATUTE.search(name) is not None
    if name.startswith("关于"):
        return cited or _ALWAYS.search(name) is not None
    # 《考勤管理办法》 of an employer is not law; an unknown 《…办法》 of an authority may be.
    return bool(_ALWAYS.search(name)) and not _OWN_RULES.search(before)


def _with_reach(text: str, mention: Mention) -> Mention:
    """Take in what stands in parentheses behind a name, and the year of the version."""
    reach, year = mention.end, split_version(mention.law)[1]
    while (match := _PARENTHESES.match(text, reach)) is not None:
        stated = split_version(f"名{match[0]}")[1]
        if stated is None and not re.search(r"称|号|修[正订]|施行|生效|试行", match["inside"]):
            break
        year = year or stated
        reach = match.end()
    before = _VERSION_BEFORE.search(text[max(0, mention.start - 12) : mention.start])
    year = year or (int(before[1]) if before else None)
    law = mention.law
    if year is not None and split_version(law)[1] is None:
        law = f"{law}（{year}年）"
    return replace(mention, reach=reach, law=law)


def _define(text: str, mentions: Sequence[Mention]) -> tuple[list[Mention], tuple[Alias, ...]]:
    """Collect definitions behind names; drop the names that stand within the definitions."""
    aliases: list[Alias] = []
    inside: list[tuple[int, int]] = []
    for mention in mentions:
        for match in _PARENTHESES.finditer(text, mention.end, mention.reach):
            inside.append(match.span())
            for part in re.split(r"[，,；;]", match["inside"]):
                defined = _DEFINITION.match(part)
                if defined:
                    aliases.append(Alias(mention.start, defined["name"], mention.law))
    hidden = iter(sorted(inside))
    current = next(hidden, None)
    kept: list[Mention] = []
    for mention in mentions:
        while current and current[1] <= mention.start:
            current = next(hidden, None)
        if current is None or not current[0] <= mention.start < current[1]:
            kept.append(mention)
    return kept, tuple(aliases)


def _bare(text: str, names: LawNames) -> Iterator[Mention]:
    for match in _ENDING.finditer(text):
        # The pattern may take 法 of 法典 … or one ending of two (规定 of 若干规定); all are tried.
        end = match.end()
        start = names.ending_at(text, end)
        if start is None and match[0][-1] in "一二三四五六七八九":
            start = names.ending_at(
                f"{text[: end - 1][-60:]}（{match[0][-1]}）", min(end - 1, 60) + 3
            )
            start = None if start is None else start + max(0, end - 1 - 60)
        if start is None or _GOES_ON.match(text, end):
            continue
        if text[max(0, start - 7) : start] == "中华人民共和国":
            start -= 7
        law = text[start:end]
        alone = bool(_LONE_NAME.search(law)) and len(law) > 2
        yield _with_reach(text, Mention(start, end, end, law, alone))


def _bare_aliases(text: str, aliases: Sequence[Alias]) -> Iterator[Mention]:
    names = sorted({a.name for a in aliases if len(a.name) > 2}, key=len, reverse=True)
    if not names:
        return
    for match in re.finditer("|".join(map(re.escape, names)), text):
        yield Mention(match.start(), match.end(), match.end(), match[0], False)


def _outside(bare: Sequence[Mention], fixed: Sequence[Mention]) -> list[Mention]:
    free: list[Mention] = []
    index = 0
    for mention in sorted(bare, key=lambda m: m.start):
        while index < len(fixed) and fixed[index].reach <= mention.start:
            index += 1
        if index == len(fixed) or mention.end <= fixed[index].start:
            free.append(mention)
    return free


def _without_overlaps(mentions: Sequence[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in mentions:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _resolve_alias(mention: Mention, aliases: Sequence[Alias]) -> Mention:
    for alias in reversed(aliases):
        if alias.since < mention.start and key(alias.name) == key(mention.law):
            return replace(mention, law=alias.law)
    return mention
