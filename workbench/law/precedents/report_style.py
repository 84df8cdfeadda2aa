"""Page and faces of the report, read from the tables of the report and of fonts."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib import resources
from typing import Any

from workbench.law.precedents.report_words import table

LATIN = "Times New Roman"
_LEVELS = ("title", "heading_1", "heading_2", "heading_3")


@dataclass(frozen=True)
class Face:
    """A face: the name that documents ask for, the Latin one beside it, points."""

    name: str
    latin: str
    size: float


@dataclass(frozen=True)
class PageSize:
    """A page and its margins, in millimetres."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int

    @property
    def text_width(self) -> int:
        """Width between the margins."""
        return self.width - self.left - self.right


@dataclass(frozen=True)
class Style:
    """How the report looks; ``faces`` by the names of the table."""

    page: PageSize
    faces: Mapping[str, Face]

    def heading(self, level: int) -> Face:
        """Return the face of a heading, 0 for the title."""
        return self.faces[_LEVELS[level]]

    def columns(self, shares: Sequence[int]) -> list[int]:
        """Return the widths of columns in millimetres; together no more than the page has."""
        return [self.page.text_width * share // sum(shares) for share in shares]


def style() -> Style:
    """Read the look of the report."""
    asked = asked_names()
    faces = {
        name: Face(asked[row["role"]], LATIN, row["size"]) for name, row in table()["faces"].items()
    }
    return Style(PageSize(**table()["page"]), faces)


def asked_names() -> dict[str, str]:
    """Return the name that documents ask for, by role of the face."""
    return {row["role"]: row["asked"] for row in _fonts()}


def font_table() -> str:
    """Return the font table of a Word file: each face with those that may stand in for it."""
    rows = {row["role"]: row for row in _fonts()}
    entries = []
    for row in rows.values():
        instead = [name for role in row["instead"] for name in rows[role]["families"]]
        names = [name for name in (*row["families"], *instead) if name != row["asked"]]
        others = escape(",".join(dict.fromkeys(names)))
        entries.append(
            f'<w:font w:name="{escape(row["asked"])}"><w:altName w:val="{others}"/>'
            '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:fonts xmlns:w="{space}">{"".join(entries)}</w:fonts>'
    )


def _fonts() -> list[dict[str, Any]]:
    text = resources.files("resources").joinpath("fonts.toml").read_text("utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)["font"]
    return rows
