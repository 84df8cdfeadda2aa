"""Several judgments in one file, as printed one after the other: told apart by their headers.

Only where every header has its court, its document and a number of its own, and a signed decision
stands before the next; what is quoted or appended never looks like that.
"""

import re
from itertools import pairwise

_HEADER = re.compile(
    r"^[^\n。，：；]{4,40}法院\n(?:[^\n。，：；]{0,20}(?:判决书|裁定书|调解书|决定书)\n)"
    r"(?P<number>[（(〔\[](?:19|20)\d\d[）)〕\]][^\n。，：；]{3,40}号[^\n。，：；]{0,4})$",
    re.MULTILINE,
)
_SIGNED = re.compile(
    r"^(?:审\s?判\s?[长员]|代理审判员|独任审判员|执行员|二〇[〇○零一二三四五六七八九]{2}年.{3,6}日)",
    re.MULTILINE,
)


def split_judgments(text: str) -> list[str]:
    """Divide a normalised text that holds several judgments; else it stays whole."""
    starts: list[int] = []
    number = ""
    for match in _HEADER.finditer(text):
        # A header that a page repeats has the number of the page before.
        if match["number"] == number:
            continue
        if starts and not _SIGNED.search(text, starts[-1], match.start()):
            continue
        starts.append(match.start())
        number = match["number"]
    if len(starts) < 2:
        return [text]
    starts[0] = 0
    return [text[start:end].strip() for start, end in pairwise([*starts, len(text)])]
