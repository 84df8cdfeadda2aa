"""All rules of numbers, the surest first; what one rule claims, no later one touches."""

from collections.abc import Iterator
from itertools import chain

from workbench.hearing.normalising.calendar import dates, times
from workbench.hearing.normalising.codes import case_numbers, long_numbers, ordinals
from workbench.hearing.normalising.number_data import NumberData, number_data
from workbench.hearing.normalising.quantities import coins, quantities, shares
from workbench.hearing.rewriting import Edit


def number_edits(text: str, separators: bool = False) -> list[Edit]:
    """Return the numbers of a text that courts write otherwise, in order of their places.

    Args:
        text: Simplified Chinese as a model wrote it, with or without punctuation.
        separators: amounts as 35,600 instead of 35600, as most judgments have them.
    """
    data = number_data()
    claimed = bytearray(len(text))
    wanted = []
    # A circle is often typed for the zero of a year.
    for edit in _in_turn(text.replace("○", "〇"), data, separators):
        if any(claimed[edit.start : edit.end]):
            continue
        claimed[edit.start : edit.end] = b"\x01" * (edit.end - edit.start)
        if text[edit.start : edit.end].replace("○", "〇") != edit.new:
            wanted.append(edit)
    return sorted(wanted, key=lambda edit: edit.start)


def _in_turn(text: str, data: NumberData, separators: bool) -> Iterator[Edit]:
    """Yield what rules claim; an edit that changes nothing keeps later rules away."""
    fixed = (Edit(m.start(), m.end(), m[0], "kept") for m in data.fixed.finditer(text))
    return chain(
        case_numbers(text),
        long_numbers(text, data),
        fixed,
        ordinals(text, data),
        dates(text, data),
        shares(text),
        times(text, data),
        coins(text, separators),
        quantities(text, data, separators),
    )
