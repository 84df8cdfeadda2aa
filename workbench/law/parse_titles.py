"""What a law's name says: the title without its edition, its key, its level, its number."""

import re
from datetime import date

from workbench.kernel.search import fold
from workbench.law import dates
from workbench.law.model import Level

_EDITION = re.compile(
    r"[（(【\[]\s*(?:(?:19|20)\d{2}\s*年?\s*(?:\d{1,2}月)?(?:\d{1,2}日)?\s*"
    r"(?:第[一二三四五六七八九十]+次)?(?:修正|修订|修改)?(?:版|本|文本)?"
    r"|(?:19|20)\d{2}-\d{2}-\d{2})\s*[）)】\]]$"
)
_VOID = re.compile(r"[（(](?:宣告失效|已失效|失效|已废止)[）)]$")
_NAME_DAY = re.compile(r"_{1,2}((?:19|20)\d{6})(?=_|$)|[（(]((?:19|20)\d{2}-\d{2}-\d{2})[）)]")
_NAME_TAIL = re.compile(r"_{1,2}(?:(?:19|20)\d{6})?(?:_[0-9a-fA-F]{6,})?$|~[0-9a-f]{6,}$")
_SERIAL = r"\s*[〔\[［【（(]\s*\d{4}\s*[〕\]］】）)]\s*第?\s*\d+\s*号"
_NUMBER = re.compile(r"(?:高检发\w{0,4}|[\u4e00-\u9fff]{1,8})" + _SERIAL)
_COURT_NUMBER = re.compile("(?:法释|高检发释字)" + _SERIAL)
_DECREE = re.compile(r"[\u4e00-\u9fff]{0,14}令\s*[（(]?第\s*[\d一二三四五六七八九十百〇零]+\s*号")
_AMENDING = re.compile(r"修正案(?:[（(]|$)|(?:修改|修正|废止|清理).*(?:决定|决议|公告|通知)$")
_ANSWERING = re.compile(r"(?:决定|决议|批复|答复|复函|函|意见|解答|通知)$")
_ONE_OFF = re.compile(r"(?:决定|决议)$|修正案(?:[（(]|$)")
_LEVEL_WORDS = (
    ("宪法相关法", Level.LAW),
    ("宪法", Level.CONSTITUTION),
    ("法律解释", Level.LAW_INTERPRETATION),
    ("有关法律问题", Level.DECISION),
    ("修改、废止的决定", Level.DECISION),
    ("有关决定", Level.DECISION),
    ("行政法规", Level.ADMINISTRATIVE),
    ("监察法规", Level.SUPERVISION),
    ("司法解释", Level.JUDICIAL),
    ("自治条例", Level.AUTONOMOUS),
    ("单行条例", Level.AUTONOMOUS),
    ("地方性法规", Level.LOCAL),
    ("地方法规", Level.LOCAL),
    ("部门规章", Level.RULE),
    ("规章", Level.RULE),
)
_LAW_FOLDERS = frozenset(
    {"法律", "修正案", "刑法", "民法典", "民法商法", "经济法", "社会法", "行政法"}
    | {"诉讼与非诉讼程序法", "宪法相关法"}
)


def title_of(raw: str) -> tuple[str, str]:
    """Split a written title into the official title and the status that it mentions.

    The edition in brackets at the end is dropped (（2018修正）, （2023）), except for 修正案, whose
    years tell different documents apart (宪法修正案（1988年）).
    """
    title = _compact(re.sub(r"(?<=院)\s+(?=最高人民|公安部|司法部)", "、", raw.strip()))
    title, status = re.sub(r"[（(][）)]$", "", title), ""
    while (edition := _EDITION.search(title)) or _VOID.search(title):
        if edition is None:
            title, status = _VOID.sub("", title), "已失效"
            continue
        rest = title[: edition.start()]
        if rest.endswith("修正案"):
            return f"{rest}（{title[edition.start() + 1 :][:4]}年）", status
        title = rest
    return title, status


def key_of(title: str) -> str:
    """Return what two writings of one title have in common (no brackets, spaces, commas)."""
    return re.sub(r"[\s《》〈〉<>“”\"'‘’、，,·]", "", fold(title))


def file_title(name: str) -> tuple[str, date | None]:
    """Split a file's name (without folder and ending) into a title and the day that it carries."""
    mark = _NAME_DAY.search(name)
    when = None
    if mark:
        when = dates.compact_day(mark[1]) if mark[1] else dates.day(mark[2])
    title = name[: mark.start()] if mark else _NAME_TAIL.sub("", name)
    return title_of(title)[0], when


def number_of(lines: list[str]) -> str:
    """Return the document number that stands in the head of a text, else an empty string.

    A line of its own counts, and a number of the issuing court inside the caption; numbers in
    running text belong to other papers (the request that is being answered).
    """
    found = ""
    for line in lines:
        compact = _compact(line)
        whole = _NUMBER.fullmatch(compact.strip("（()）"))
        inside = _COURT_NUMBER.search(compact) if compact.startswith(("（", "(")) else None
        if whole:
            found = whole.group()
        elif inside:
            found = inside.group()
        elif not found and (decree := _DECREE.search(compact)) and len(compact) < 200:
            found = decree.group().removeprefix("中华人民共和国")
    return found.replace("[", "〔").replace("]", "〕").replace("［", "〔").replace("］", "〕")


def is_amending(title: str) -> bool:
    """Say whether the text amends or repeals others and so quotes articles that are not its own."""
    return bool(_AMENDING.search(title))


def is_answering(title: str) -> bool:
    """Say whether the text decides or answers one question, and may set out others' articles."""
    return bool(_ANSWERING.search(title))


def is_one_off(title: str) -> bool:
    """Say whether texts of this title stand beside each other instead of replacing each other."""
    return bool(_ONE_OFF.search(title))


def level_of(title: str, hint: str = "", issuer: str = "") -> Level:
    """Say what kind of text it is.

    Args:
        title: official title.
        hint: the source's own word for the kind, or the folders the file lies in.
        issuer: 制定机关, where stated.
    """
    parts = [part for part in re.split(r"[/\\]", hint) if part]
    for part in reversed(parts):
        level = next((level for word, level in _LEVEL_WORDS if word in part), None)
        if level is Level.LOCAL and re.search(
            r"自治(?:区|州|县|旗).{0,12}自治条例|单行条例", title
        ):
            return Level.AUTONOMOUS
        if level is Level.DECISION and (issuer or title).startswith("最高人民"):
            return Level.JUDICIAL
        if level in (None, Level.LAW) and part in _LAW_FOLDERS:
            return _law_or_decision(title)
        if level is not None:
            return level
    return _level_by_title(title, issuer)


def _law_or_decision(title: str) -> Level:
    if re.search(r"常务委员会关于《.*》.*的解释$", title):
        return Level.LAW_INTERPRETATION
    if title.startswith(("全国人民代表大会", "第")) and re.search("(?:决定|决议)$", title):
        return Level.DECISION
    return Level.LAW


def _level_by_title(title: str, issuer: str) -> Level:
    said = f"{issuer} {title}"
    tests = (
        (r"^\s*中华人民共和国宪法|^宪法", Level.CONSTITUTION, title),
        (r"国家监察委员会|监察法实施条例", Level.SUPERVISION, said),
        (r"最高人民(?:法院|检察院)|^人民检察院|^人民法院", Level.JUDICIAL, said),
        (r"全国人民代表大会.*(?:解释)$", Level.LAW_INTERPRETATION, title),
        (r"全国人民代表大会.*(?:决定|决议)$", Level.DECISION, title),
        (r"自治(?:区|州|县|旗)\S{0,12}自治条例$", Level.AUTONOMOUS, title),
        (r"法(?:（试行）)?$|法典$|修正案", Level.LAW, title),
        (r"[省市州盟县]人民代表大会", Level.LOCAL, issuer),
        (
            r"^[\u4e00-\u9fff]{2,12}?(?:省|市|自治区|自治州|自治县)\S*(?:条例|规定|办法)$",
            Level.LOCAL,
            title,
        ),
        (r"国务院|^中华人民共和国.*条例", Level.ADMINISTRATIVE, said),
        (r"条例(?:实施细则)?$", Level.ADMINISTRATIVE, title),
        (r"(?:部|局|委员会|总署)$", Level.RULE, issuer),
        (r"(?:办法|规定|规则|细则)(?:（试行）)?$", Level.RULE, title),
    )
    return next(
        (level for pattern, level, where in tests if re.search(pattern, where)), Level.OTHER
    )


def _compact(text: str) -> str:
    return re.sub(r"[\s\u3000\ufeff]+", "", text)
