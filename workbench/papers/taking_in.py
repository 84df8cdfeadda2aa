"""A case that was taken out of a workspace comes in again: what :mod:`export` says of it.

Originals are read anew; names, kinds and places of papers and the data of the case come from the
description. What the case said counts as typed by a person: the values that it was composed of have
to be found and confirmed again.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from workbench.kernel.errors import UserError
from workbench.papers.export import DATA, TEXT
from workbench.papers.model import Case, Document
from workbench.papers.repository import case_from_row

_OURS = ("id", "created", "updated")
_PAPER = ("name", "category", "volume", "position")


@dataclass(frozen=True)
class Described:
    """What a folder says of a case.

    Attributes:
        folder: the folder.
        case: the case, as everyone saw it.
        papers: name, kind, volume and place of each paper, in their order.
    """

    folder: Path
    case: Case
    papers: tuple[dict[str, Any], ...]

    @property
    def fields(self) -> dict[str, Any]:
        """What a new case takes over, its title excepted."""
        names = [one.name for one in fields(Case) if one.name not in (*_OURS, "title")]
        return {name: getattr(self.case, name) for name in names}


def is_taken_out(folder: Path) -> bool:
    """Say whether a folder is one that a case was taken out to."""
    return (folder / DATA).is_file()


def described(folder: Path) -> Described:
    """Return what a folder says of a case.

    Raises:
        UserError: it cannot be read, or is no such description.
    """
    try:
        data = json.loads((folder / DATA).read_text("utf-8"))
        content = json.dumps(data["case"])
        case = case_from_row({"data": content, "created": "", "updated": ""})
        papers = tuple({name: row[name] for name in _PAPER} for row in data["papers"])
        if not case.title.strip() or not all(_is_sound(row) for row in papers):
            raise ValueError("no description")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(
            f"“{folder.name}”中的案件数据（{DATA}）无法读取，没有导入。",
            "可以只选其中的材料文件导入。",
        ) from error
    return Described(folder, case, papers)


def _is_sound(row: dict[str, Any]) -> bool:
    words = all(isinstance(row[name], str) for name in ("name", "category", "volume"))
    return words and row["volume"] in ("正卷", "副卷") and isinstance(row["position"], int)


def originals(one: Described) -> list[Path]:
    """Return the papers in a folder, without the texts that were written beside them."""
    found = []
    for volume in ("正卷", "副卷"):
        here = sorted(path for path in (one.folder / volume).glob("*") if path.is_file())
        names = {path.name for path in here}
        found += [path for path in here if path.name.removesuffix(TEXT) not in names - {path.name}]
    return found


def as_before(one: Described, documents: Sequence[Document]) -> list[Document]:
    """Return those papers that came in from a folder, with name, kind and place as they were."""
    found = []
    for document in documents:
        number, _, rest = document.name.partition(" ")
        place = int(number) - 1 if number.isdecimal() and rest else -1
        if 0 <= place < len(one.papers):
            found.append(replace(document, **one.papers[place]))
    return found
