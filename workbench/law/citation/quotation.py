"""Words that a text puts in quotation marks as an article's own, and whether they are."""

import re

_LEAD = re.compile(
    r"(?:(?:之|的|中|也|亦|均|已|对此|明确|特别|又|还|明文)*(?:规定|载明|写明|表述为|内容为|指出)"
    r"(?:了|为|如下|的是|的内容为)*)?[：:，,]?(?=[“\"「『])"
)
_ABOUT = re.compile(r"(?:的|中|之)*关于(?=[“\"「『])")
_PAIRS = {"“": "”", '"': '"', "「": "」", "『": "』"}
_EITHER = {first: re.compile(f"[{first}{last}]") for first, last in _PAIRS.items()}
_LONGEST = 3000
_SHORTEST_ABOUT = 12
_WIDTH = str.maketrans("，。；：？！（）“”‘’「」『』【】、．", ',.;:?!()""\'\'""""[],.')
_DROP = re.compile(r"[\s\u200b\ufeff\"']+")
_PUNCTUATION = re.compile(r"[^\w]+")
_GAP = re.compile(r"…+|\.{3,}|·{3,}|（略）")


def quotation_after(text: str, end: int) -> tuple[int, int]:
    """Return the span of the quoted words that follow a citation in the plain text.

    The span is empty and lies at ``end`` if there are none.

    A quotation opens directly behind the citation, behind 规定：or behind 关于. A short phrase
    behind 关于 names the subject of the article and is not taken for its words.
    """
    lead = _LEAD.match(text, end)
    if lead:
        return _quoted(text, lead.end()) or (end, end)
    about = _ABOUT.match(text, end)
    span = _quoted(text, about.end()) if about else None
    return span if span and span[1] - span[0] >= _SHORTEST_ABOUT else (end, end)


def _quoted(text: str, opening: int) -> tuple[int, int] | None:
    first, last = text[opening], _PAIRS[text[opening]]
    depth = 0
    for match in _EITHER[first].finditer(text, opening, opening + _LONGEST):
        if match[0] == first and (first != last or match.start() == opening):
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                return opening + 1, match.start()
    return None


def comparable(words: str) -> str:
    """Reduce words to what a comparison looks at: no white space, quotation marks, widths."""
    return _DROP.sub("", words.translate(_WIDTH))


def stands_in(quotation: str, text: str) -> bool:
    """Say whether quoted words stand in a text, in order, word for word.

    White space, the width of punctuation and quotation marks do not count; an ellipsis leaves
    words out; the last punctuation of a quotation may differ, as it closes the quoting sentence.
    """
    body = comparable(text)
    position = 0
    for part in _GAP.split(quotation):
        words = comparable(part).strip(",.;:")
        found = body.find(words, position)
        if found < 0:
            return False
        position = found + len(words)
    return True


def same_but_punctuation(quotation: str, text: str) -> bool:
    """Say whether quoted words stand in a text when all punctuation is left out of both."""
    words, body = _PUNCTUATION.sub("", quotation), _PUNCTUATION.sub("", text)
    return bool(words) and words in body
