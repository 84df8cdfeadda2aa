"""Chinese punctuation where the reading model gives its half-width double.

GB/T 15834 sets punctuation of Chinese text at full width. The model often answers with the ASCII
mark; figures (``120,000.00``, ``10:30``) and Latin text keep theirs.
"""

import re

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af〇"
_CHINESE = _HAN + "\u3001-\u301f“”‘’（）【】，：；？！％"
_WIDE = str.maketrans(",:;?!()", "，：；？！（）")

_MARK = re.compile(rf"(?<=[{_CHINESE}])[,:;?!]|[,:;?!](?=[{_CHINESE}])")
_PAIR = re.compile(r"\(([^()（）]*)\)")
_WORDS = _HAN + "《》“”"
_OPEN = re.compile(rf"\((?=[{_WORDS}])|(?<=[{_WORDS}])\(")
_CLOSE = re.compile(rf"(?<=[{_WORDS}])\)|\)(?=[{_WORDS}])")


# Pairs of straight quotation marks around Chinese text, and an opening mark that ends a sentence.
_DOUBLE = re.compile(rf'"(?=[{_CHINESE}])([^"]*)(?<=[{_CHINESE}])"')
_SINGLE = re.compile(rf"'(?=[{_CHINESE}])([^']*)(?<=[{_CHINESE}])'")
_WRONG_END = re.compile(r"(?<=[。！？；])[“\"]$")


def full_width_marks(text: str) -> str:
    """Return a line with , : ; ? ! ( ) at full width wherever they touch Chinese text.

    Straight quotation marks in pairs around Chinese text become curly ones, and an opening one
    after the full stop at the end of the line a closing one.

    Brackets change in pairs: both when Chinese text stands inside or touches them outside, as
    in a case number ``(2026)某01民初1号``. Everything else stays as it is.
    """
    text = _DOUBLE.sub(r"“\1”", _SINGLE.sub(r"‘\1’", text))
    text = _WRONG_END.sub("”", text)
    text = _MARK.sub(lambda match: match[0].translate(_WIDE), text)
    text = _PAIR.sub(lambda match: _pair(match, text), text)
    text = _OPEN.sub("（", text)
    return _CLOSE.sub("）", text)


def _pair(match: re.Match[str], text: str) -> str:
    outside = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
    if re.search(rf"[{_WORDS}]", match[1] + outside):
        return f"（{match[1]}）"
    return match[0]
