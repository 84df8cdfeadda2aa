"""Where in the words of one turn the next stage begins, to put them under the right heads."""

import re
from collections.abc import Iterator, Sequence

from workbench.hearing.record.phrases import bare, find, places
from workbench.hearing.record.stages import StageFound

_LEADS = re.compile("现在|下面|接下来|首先|接着|恢复|继续|调查(?:结束|终结)|辩论(?:结束|终结)")
"""Words by which a sentence leads over to what comes next."""
_SENTENCE = "。！？!?"
_CLAUSE = f"{_SENTENCE}；;"
_REACH = 8
"""Characters of a prompt in which such a word may stand (法庭调查结束)."""
_LEAST = 8
"""Characters before the first stage of a turn that go with the stage before; fewer (好。) stay."""


def parts_of(
    text: str, opened: Sequence[StageFound], goes_on: bool
) -> tuple[tuple[str | None, str], ...]:
    """Return the words of a turn by the stages that it opens.

    Args:
        text: of one layer.
        opened: stages that begin with the turn, in order; at least one.
        goes_on: there is a stage before, to which what stands before the first one's words may
            belong.

    Returns:
        Key of a stage with its words, in order; ``None`` for the words that still belong to the
        stage before. Joined they are the text, blanks at the cuts aside. Where nothing tells the
        place of a stage, all goes to the later one.
    """
    spans = [_span(text, one.because) for one in opened]
    cuts: list[tuple[int, str | None]] = [(0, opened[0].stage)]
    first = spans[0]
    if goes_on and first and (place := _lead(text, 0, first[0])) >= _LEAST:
        cuts = [(0, None), (place, opened[0].stage)]
    before = first
    for one, span in zip(opened[1:], spans[1:], strict=True):
        border = _border(text, before, span)
        if border is None or border <= cuts[-1][0]:
            cuts[-1] = (cuts[-1][0], one.stage)
        else:
            cuts.append((border, one.stage))
        before = span or before
    return tuple(_cut(text, cuts))


def _cut(text: str, cuts: Sequence[tuple[int, str | None]]) -> Iterator[tuple[str | None, str]]:
    ends = [place for place, _ in cuts[1:]] + [len(text)]
    for (start, key), end in zip(cuts, ends, strict=True):
        yield key, text[start:end].strip()


def _span(text: str, words: Sequence[str]) -> tuple[int, int] | None:
    """Return where the first of some words begins, and where the last of them ends."""
    found = find(bare(text), words)
    if not found:
        return None
    at = places(text)
    return at[min(one.start for one in found)], at[max(one.end for one in found) - 1] + 1


def _border(text: str, before: tuple[int, int] | None, span: tuple[int, int] | None) -> int | None:
    """Return where the sentence begins that belongs to the later of two stages."""
    if span is None:
        return None
    start = before[0] if before else 0
    # Words of the earlier stage that come once more later do not hold the border back.
    told = min(before[1], span[0]) if before else 0
    if (place := _lead(text, start, span[0])) > start:
        return place
    for marks in (_SENTENCE, _CLAUSE):
        first = next((n for n in range(told, span[0]) if text[n] in marks), None)
        if first is not None:
            return first + 1
    comma = max(text.rfind(mark, told, span[0]) for mark in "，,")
    return comma + 1 if comma >= 0 else None


def _lead(text: str, start: int, place: int) -> int:
    """Return where the sentence with some words begins if it leads over to them; 0 otherwise."""
    begin = max((text.rfind(mark, start, place) for mark in _CLAUSE), default=-1) + 1
    return begin if begin and _LEADS.search(text[begin : place + _REACH]) else 0
