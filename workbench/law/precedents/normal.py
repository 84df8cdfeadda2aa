"""The text of a precedent in one form: a paragraph a line, no blanks where none belong.

Files differ in how they write the same judgment: lines broken by a printer, paragraphs set apart
by blanks, letters set wide (刑 事 判 决 书). Spans are counted in the text that comes out of here.
"""

import re

_ODD = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\x00-\x08\x0b-\x1f\x7f\ufffc\ufffe]")
_BLANKS = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_CJK = r"\u3400-\u9fff\uf900-\ufaff"
_WIDE = re.compile(rf"(?:[{_CJK}] ){{2,}}[{_CJK}]")
_BETWEEN = re.compile(r"(?<![0-9A-Za-z]) | (?![0-9A-Za-z])")
_INNER = re.compile(
    rf"(?<=[{_CJK}0-9，、。；：（）〔〕《》“”]) (?=[{_CJK}0-9，、。；：（）〔〕《》“”])"
)
_SPACED = 0.02
"""Share of blanks within words from which a text is one that OCR or a form has spaced out."""
_RUN_ON = 600
"""Characters a line on average from which blanks must be what sets the paragraphs apart."""
_BREAKS = re.compile(
    # Between header, its document and its number.
    r"(?<=法院)(?=(?:刑事|民事|行政|执行|国家赔偿)[^。，]{0,8}书[（(])|"
    r"(?<=[决定解]书)(?=[（(](?:19|20)\d\d[）)])|"
    r"(?:(?<=\d号)|(?<=号之[一二三四五六七八九]))(?=(?:原告|上诉人|再审申请人|申请|公诉机关|原公诉|抗诉|"
    r"自诉人|附带|异议|被执行|案外))|"
    # After a sentence, before whoever is named or begins to speak.
    r"(?<=[。；])(?=(?:原告|被告|上诉人|被上诉人|第三人|再审申请人|被申请人|申请执行人|被执行人|委托|法定代|负责人|"
    r"辩护人|指定辩护|公诉机关|一审|原审|原判|二审|当事人|经审理|经审查|另查明|另查|本院(?:经|认为|查明|二审|再审|在)|综上|"
    r"上述事实|案件受理费|如不服|如果未按|本判决|本裁定|审\s?判|代理审|人民陪)|依照《|据此|[一二三四五六七八九]、)|"
    r"(?<=[。；])(?=[^。，；]{2,30}(?:向本院提出|诉称|辩称|未作答辩|上诉请求|申请再审称|向一审法院|述称))|"
    r"(?<=。)(?=[^。，；]{2,60}(?:与|诉|因|不服)[^。，；]{2,60}一案)|"
    r"(?<=[。）])(?=[^。；]{2,40}(?:人民)?检察院(?:以|指控))|"
    r"(?<=[裁判][决定]如下[：:])|"
    # Signatures.
    r"(?<=[^\n：:、])(?=(?:审\s?判\s?长|审\s?判\s?员|代理审判员|人民陪审员|书\s?记\s?员|法官助理)[\s\u4e00-\u9fff]{2,6}"
    r"(?:审|代理|人民|二[〇○零ＯO]|书|法官|附|$))|(?<=[\u4e00-\u9fff])(?=二[〇○零ＯO][一二三四五六七八九〇○零ＯO]{2}年"
    r"[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日(?:书|法官|附|$))|"
    r"(?<=日)(?=书\s?记\s?员|法官助理)"
)
_DECIDES = re.compile("[判裁决][决定]如下[：:]")
_HEADED = re.compile(r"[判裁决][决定]书[（(](?:19|20)\d\d[）)]")
_SIGNED = re.compile(r"审\s?判\s?[长员].{0,40}二[〇○零ＯO]")
_HALF = (
    ("(", "（", re.compile(rf"\((?=[{_CJK}])")),
    (")", "）", re.compile(rf"\)(?<=[{_CJK}]\))")),
    (",", "，", re.compile(rf",(?<=[{_CJK}）》”],)")),
    (":", "：", re.compile(rf":(?<=[{_CJK}）》”]:)")),
    (";", "；", re.compile(rf";(?<=[{_CJK}）》”。];)")),
)
_FULL = 0.85
_SHORTEST_PRINTED, _LONGEST_PRINTED = 16, 60
_CLOSED = "。：；！？:;!?”』」）)】"


def normalise(text: str) -> str:
    """Return the text in its one form; empty where it holds nothing but blanks."""
    text = _ODD.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n"))
    lines = [_BLANKS.sub(" ", line).strip() for line in text.split("\n")]
    lines = [line for line in lines if line]
    size = sum(map(len, lines))
    if lines and (size / len(lines) > _RUN_ON or any(map(_holds_all, lines))):
        lines = _apart(lines)
    elif _is_printed(lines):
        lines = _unwrapped(lines)
    if sum(len(_INNER.findall(line)) for line in lines) > _SPACED * size:
        lines = [_INNER.sub("", line) for line in lines]
    return "\n".join(_full_width(_closed_up(line)) for line in lines)


def _apart(lines: list[str]) -> list[str]:
    """Set the paragraphs of a text apart that stands in one line, as in many collections."""
    # Blanks may stand for the ends of paragraphs; those of words set wide do not.
    closed = [_closed_up(line) for line in lines]
    parts = [part for line in closed for part in _BETWEEN.split(line) if part]
    if not any(map(_is_glued, parts)):
        return parts
    return [part for line in closed for part in _BREAKS.sub("\n", line).split("\n") if part]


def _is_glued(part: str) -> bool:
    """Say whether header and decision stand in one part: then blanks set nothing apart."""
    named = _HEADED.search(part)
    return named is not None and _DECIDES.search(part, named.end()) is not None


def _holds_all(line: str) -> bool:
    """Say whether a line goes from the reasons of a judgment to its signatures."""
    decides = _DECIDES.search(line)
    return decides is not None and _SIGNED.search(line, decides.end()) is not None


def _full_width(line: str) -> str:
    """Return the line with the marks of Chinese sentences in their full width."""
    for half, full, pattern in _HALF:
        if half in line:
            line = pattern.sub(full, line)
    return line


def _closed_up(line: str) -> str:
    return _WIDE.sub(_together, line) if " " in line else line


def _together(wide: re.Match[str]) -> str:
    return wide.group().replace(" ", "")


def _is_printed(lines: list[str]) -> bool:
    """Say whether lines end where a printed page ended them, not the author."""
    long = sorted(len(line) for line in lines)[len(lines) // 2 :]
    if len(lines) < 12 or not _SHORTEST_PRINTED <= long[-1] <= _LONGEST_PRINTED:
        return False
    width = long[-1]
    broken = sum(len(line) >= _FULL * width and line[-1] not in _CLOSED for line in lines)
    return broken * 4 >= len(lines)


def _unwrapped(lines: list[str]) -> list[str]:
    width = max(len(line) for line in lines)
    joined = [lines[0]]
    full = len(lines[0]) >= _FULL * width
    for line in lines[1:]:
        if full and joined[-1][-1] not in "。：；！？:;":
            joined[-1] += line
        else:
            joined.append(line)
        full = len(line) >= _FULL * width
    return joined
