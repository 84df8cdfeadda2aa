"""Versions of an article as a page: one below the other, each beside the one before it.

What was taken out is struck through, what was put in is underlined, and each bears a word besides
its colour.
"""

from collections.abc import Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

from workbench.law import diff
from workbench.law.catalog import force
from workbench.law.diff import Change, Piece
from workbench.law.history import Stage


class Shades(NamedTuple):
    """Colours of the page, as #rrggbb."""

    text: str
    muted: str
    line: str
    added: str
    removed: str


def page(stages: Sequence[Stage], shades: Shades) -> str:
    """Return the page: neighbours that differ side by side, equal ones in one line."""
    parts = [f'<div style="color:{shades.text}">']
    if len(stages) == 1:
        parts.append(_alone(stages[0], shades))
        parts.append(
            f'<p style="color:{shades.muted}">本库只有这一个版本，没有可以比较的版本。</p>'
        )
    first = stages[:2]
    if len(first) == 2 and (_text(first[0]) == _text(first[1]) or None in map(_text, first)):
        parts.append(_alone(first[0], shades) + "<hr>")
    for older, newer in pairwise(stages):
        parts.append(_pair(older, newer, shades))
    parts.append("</div>")
    return "".join(parts)


def _alone(stage: Stage, shades: Shades) -> str:
    text = _text(stage) or ""
    return _head(stage, shades) + "".join(f"<p>{escape(line)}</p>" for line in text.split("\n"))


def _pair(older: Stage, newer: Stage, shades: Shades) -> str:
    ours, theirs = _text(older), _text(newer)
    if ours is not None and ours == theirs:
        return f"{_head(newer, shades)}<p>与上一版相同。</p><hr>"
    cell = 'width="50%" valign="top"'
    if ours is None or theirs is None:
        # Not known is not empty: nothing was put in or taken out that could be shown.
        return f"{_alone(newer, shades)}<p><b>缺一方的条文，没有比较。</b></p><hr>"
    body = "".join(
        f"<tr><td {cell}>{_cell(row.old, shades)}</td><td {cell}>{_cell(row.new, shades)}</td></tr>"
        for row in diff.rows(ours, theirs)
    )
    heads = f"<tr><td {cell}>{_head(older, shades)}</td><td {cell}>{_head(newer, shades)}</td></tr>"
    return f'<table width="100%" cellpadding="6" cellspacing="0">{heads}{body}</table><hr>'


def _text(stage: Stage) -> str | None:
    return stage.article.article.text if stage.article else None


def _head(stage: Stage, shades: Shades) -> str:
    version = stage.version
    label = stage.article.article.label if stage.article else "（无此条）"
    said = f"<br><b>{escape(stage.said)}</b>" if stage.said else ""
    return (
        f"<p><b>《{escape(version.title)}》{escape(label)}</b><br>"
        f'<span style="color:{shades.muted}">{escape(force(version))}</span>{said}</p>'
    )


def _cell(pieces: Sequence[Piece], shades: Shades) -> str:
    return "<p>" + "".join(_piece(piece, shades) for piece in pieces) + "</p>" if pieces else ""


def _piece(piece: Piece, shades: Shades) -> str:
    words = escape(piece.text)
    if piece.change is Change.REMOVED:
        return f'<span style="color:{shades.removed}"><sup>删</sup><s>{words}</s></span>'
    if piece.change is Change.ADDED:
        return f'<span style="color:{shades.added}"><sup>增</sup><u>{words}</u></span>'
    return words
