"""Marks for the window and rows for the command line, from resolved citations."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from workbench.kernel.finding import STATUS_WORDS, Status
from workbench.law.model import Resolution

_GRAVITY = (Status.DIFFERS, Status.NOT_FOUND, Status.NOT_CHECKED, Status.CONFIRMED)


@dataclass(frozen=True)
class Mark:
    """A stretch of a text to mark in the window.

    Attributes:
        start, end: span in the text; marks do not overlap.
        status: the gravest of its citations.
        label: Chinese line: law, article, answer.
        detail: Chinese sentences, one line a citation; empty if there is nothing to add.
        resolutions: what stands behind the mark, in order.
    """

    start: int
    end: int
    status: Status
    label: str
    detail: str
    resolutions: tuple[Resolution, ...]


def annotate(text: str, resolutions: Iterable[Resolution]) -> tuple[Mark, ...]:
    """Return the marks for a text in order; citations of the same words share one mark.

    Raises:
        ValueError: a citation's words do not stand at its place in this text.
    """
    groups: dict[tuple[int, int], list[Resolution]] = {}
    for resolution in resolutions:
        citation = resolution.citation
        if text[citation.start : citation.end] != citation.quoted:
            raise ValueError(f"citation at {citation.start} is not of this text")
        groups.setdefault((citation.start, citation.end), []).append(resolution)
    marks: list[Mark] = []
    for (start, end), group in sorted(groups.items()):
        if marks and start < marks[-1].end:
            continue
        marks.append(_mark(start, end, group))
    return tuple(marks)


def _mark(start: int, end: int, group: list[Resolution]) -> Mark:
    status = min((r.status for r in group), key=_GRAVITY.index)
    names = dict.fromkeys(f"《{r.law}》{r.article}" for r in group if r.law)
    label = "、".join(names) or group[0].citation.quoted
    detail = "\n".join(dict.fromkeys(r.note for r in group if r.note))
    return Mark(start, end, status, f"{label}：{STATUS_WORDS[status]}", detail, tuple(group))


def rows(resolutions: Iterable[Resolution]) -> list[dict[str, Any]]:
    """Return JSON-ready rows: start, end, quoted, status, law, article, in_force, note."""
    return [
        {
            "start": r.citation.start,
            "end": r.citation.end,
            "quoted": r.citation.quoted,
            "status": r.status.value,
            "law": r.law or r.citation.law,
            "article": r.article,
            "in_force": r.in_force,
            "note": r.note,
        }
        for r in resolutions
    ]
