"""Chinese full text for SQLite's FTS5: how a text is indexed and how a query is written.

FTS5's own tokenizers see a run of Chinese characters as one word, and its trigram tokenizer finds
no word of two characters. Here a run of Chinese characters becomes its overlapping pairs plus its
last character (违约责任 → 违约 约责 责任 任), so that a phrase of pairs is a substring search and a
single character is a prefix search. Runs of other letters and digits stay whole, in lower case.

Tables that hold :func:`tokens` are to be made with ``tokenize='ascii'``: that tokenizer takes
every character above 127 as part of a word, while ``unicode61`` knows no recent characters.
"""

import re

_CJK = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_RUN = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+")
_IS_CJK = re.compile(rf"[{_CJK}]")
# Full-width forms of ASCII and the ideographic space, which typists mix freely with the plain ones.
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def fold(text: str) -> str:
    """Return the text with full-width ASCII made plain and case removed, character by character."""
    return text.translate(_WIDTH).casefold()


def tokens(text: str) -> str:
    """Return what stands in the index for ``text``: its tokens, separated by spaces."""
    return " ".join(_pairs(_RUN.findall(fold(text))))


def match(query: str) -> str:
    """Return the FTS5 expression that finds ``query``; empty when nothing in it can be searched.

    Words separated by white space must all occur, in any order; each word is found as a substring
    (a word that starts or ends inside a number or a Latin word is found only from its beginning).
    Whatever FTS5 would read as an operator is taken literally.
    """
    phrases = (_phrase(_RUN.findall(word)) for word in fold(query).split())
    return " AND ".join(phrase for phrase in phrases if phrase)


def words(query: str) -> list[str]:
    """Return the query's words as they can be looked for in a folded text (for snippets)."""
    return [word for word in fold(query).split() if _RUN.search(word)]


def _pairs(runs: list[str]) -> list[str]:
    parts: list[str] = []
    for run in runs:
        if _IS_CJK.match(run):
            parts.extend(map(str.__add__, run, run[1:]))
            parts.append(run[-1])
        else:
            parts.append(run)
    return parts


def _phrase(runs: list[str]) -> str:
    if not runs:
        return ""
    parts = _pairs(runs)
    # Within the text the last run may go on: its closing single character must not be asked for,
    # and a lone character or a Latin word may be the beginning of a longer token.
    if len(runs[-1]) > 1 and _IS_CJK.match(runs[-1]):
        return '"' + " ".join(parts[:-1]) + '"'
    return '"' + " ".join(parts) + '" *'
