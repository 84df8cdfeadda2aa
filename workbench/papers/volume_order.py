"""Positions of papers within a volume; pure functions.

Positions have gaps, as papers are filed into the slots of the volume's order (see
:mod:`workbench.papers.filing`). A new order hands the positions in use out anew, so that what is
imported later still finds its slot.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from workbench.papers.model import PAGED, Document

Changed = dict[str, tuple[Document, Document]]
"""Papers as they were and as they are to be, by id."""


def arranged(documents: Sequence[Document], order: Sequence[tuple[str, str]]) -> Changed:
    """Return what changes when papers are put into an order.

    Args:
        documents: of the case, in the order of the volume.
        order: id and volume in the new order; what it does not name keeps its place in its volume.
    """
    known = {document.id: document for document in documents}
    wanted = [(known[key], volume) for key, volume in order if key in known]
    named = {document.id for document, _ in wanted}
    for place, document in enumerate(documents):
        if document.id not in named:
            before = documents[place - 1].id if place else ""
            spot = next((n for n, (d, _) in enumerate(wanted, 1) if d.id == before), 0)
            wanted.insert(spot, (document, document.volume))
    volumes = dict.fromkeys(volume for _, volume in wanted)
    pairs: Changed = {}
    for volume in volumes:
        inside = [document for document, place in wanted if place == volume]
        positions = rising(sorted(document.position for document in inside))
        for document, position in zip(inside, positions, strict=True):
            new = replace(document, volume=volume, position=position)
            if new != document:
                pairs[document.id] = (document, new)
    return pairs


def placed_after(
    documents: Sequence[Document], source: Document, parts: Sequence[Document]
) -> tuple[list[Document], Changed]:
    """Return the parts of a paper with positions in its place, and what has to make room.

    Args:
        documents: of the case, in the order of the volume, the source among them.
        source: the paper that is split.
        parts: what it becomes; the first one takes its place.
    """
    inside = [d for d in documents if d.volume == source.volume and d.id != source.id]
    before = [d for d in inside if _rank(d, documents) < _rank(source, documents)]
    after = [d for d in inside if _rank(d, documents) > _rank(source, documents)]
    row = [*before, *(replace(part, position=source.position) for part in parts), *after]
    positions = rising([document.position for document in row])
    moved = [replace(d, position=p) for d, p in zip(row, positions, strict=True)]
    first = len(before)
    placed = moved[first : first + len(parts)]
    rest = [*moved[:first], *moved[first + len(parts) :]]
    pairs = {
        new.id: (old, new) for old, new in zip([*before, *after], rest, strict=True) if old != new
    }
    return placed, pairs


def rising(positions: Sequence[int]) -> list[int]:
    """Return positions in which each is above the one before, moved as little as possible."""
    found: list[int] = []
    for position in positions:
        found.append(max(position, found[-1] + 1) if found else position)
    return found


def page_ranges(documents: Sequence[Document]) -> Mapping[str, tuple[int, int]]:
    """Return the first and last page of each paper within its volume (卷内页码), from 1.

    Papers without pages of their own (text files, files that cannot be read) have none.
    """
    ranges: dict[str, tuple[int, int]] = {}
    last: dict[str, int] = {}
    for document in documents:
        if document.pages and document.kind in PAGED:
            first = last.get(document.volume, 0) + 1
            last[document.volume] = first + document.pages - 1
            ranges[document.id] = (first, last[document.volume])
    return ranges


def _rank(document: Document, documents: Sequence[Document]) -> int:
    return next(place for place, other in enumerate(documents) if other.id == document.id)
