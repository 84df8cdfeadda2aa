"""The whole way from a model's text to one as courts write it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from workbench.hearing.normalising.numbers import number_edits
from workbench.hearing.normalising.punctuation import (
    TimedWord,
    mark_edits,
    pauses,
    tidying_edits,
    width_edits,
)
from workbench.hearing.rewriting import Rewritten, rewrite

# Taking a doubled mark away may bring two others together.
_TIDYINGS = 3


@dataclass(frozen=True)
class WritingOptions:
    """What is rewritten.

    Attributes:
        punctuation: marks in full width, and marks where the model wrote none.
        numbers: dates, amounts, shares and codes in figures, articles of laws in characters.
        separators: amounts as 35,600元; most judgments write 35600元.
    """

    punctuation: bool = True
    numbers: bool = True
    separators: bool = False


def written(
    text: str,
    options: WritingOptions | None = None,
    words: Sequence[TimedWord] = (),
    ends: bool = True,
    skip: Collection[str] = frozenset(),
) -> Rewritten:
    """Write a text as courts do. Words stay what they are: only marks and figures change.

    Args:
        text: in Simplified Chinese; see :func:`~workbench.hearing.normalising.script.simplified`.
        options: what is rewritten; all by default, without separators.
        words: words of the text with times; without them no mark is put inside a text.
        ends: the text ends a turn.
        skip: keys of changes that a person does not want.
    """
    options = options or WritingOptions()
    done = Rewritten(text)
    if options.punctuation:
        done = rewrite(done, width_edits(text), skip)
        for _ in range(_TIDYINGS):
            done = rewrite(done, tidying_edits(done.text), skip)
        done = rewrite(done, mark_edits(done.text, pauses(done.text, words), ends), skip)
    if options.numbers:
        done = rewrite(done, number_edits(done.text, options.separators), skip)
    return done
