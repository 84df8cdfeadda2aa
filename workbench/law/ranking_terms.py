"""Terms of the ranking: what an article is indexed by and what a query asks for.

A run of Chinese characters gives its overlapping pairs, so that legal words which no dictionary
holds are found (居住权, 保理人), and its words of three and more characters from the segmenter,
which are rarer and weigh more. Words of two characters are pairs already; single characters say
nothing. Latin words and numbers stay whole, in lower case.
"""

import re

from workbench.kernel.search import fold

_RUN = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]+|[a-z0-9]+")
_CJK = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]")
_CHINESE = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]+")


def terms(text: str) -> list[str]:
    """Return the terms of a text, with repetitions; the order says nothing."""
    found: list[str] = []
    folded = fold(text)
    for run in _RUN.findall(folded):
        if _CJK.match(run):
            found.extend(map(str.__add__, run, run[1:]))
        else:
            found.append(run)
    found.extend(word for word in segment(folded) if len(word) > 2 and _CJK.match(word))
    return found


def segment(text: str) -> list[str]:
    """Return the words of a text by rjieba, long words and the words within them."""
    import rjieba

    return list(rjieba.cut_for_search(text))


def is_chinese(word: str) -> bool:
    """Say whether a word consists of Chinese characters only."""
    return _CHINESE.fullmatch(word) is not None


def get_ready() -> None:
    """Load the dictionary of words; a second time costs nothing."""
    import rjieba

    rjieba.cut_for_search("")
