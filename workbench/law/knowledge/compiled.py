"""A copy of the product's knowledge that opens fast: 340 files of TOML take half a second.

The copy is JSON, beside the workspace's own folder of knowledge, a line a cause: in one piece it
would be read in one step, and the window would stand still meanwhile. It is named by a digest of
all files and of its own form, so that a new version of the product never reads an old copy.
"""

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from workbench.law.knowledge.model import (
    Area,
    CauseKnowledge,
    Dispute,
    KeyArticle,
    Nature,
    Place,
    Rank,
    Requirement,
)

FORM = "3"
"""Grows with the classes of the model."""


def digest_of(texts: Iterable[tuple[str, bytes]]) -> str:
    """Return the digest of files, given by name and content."""
    made = sha256(FORM.encode())
    for name, content in texts:
        made.update(f"\n{name} {len(content)}\n".encode())
        made.update(content)
    return made.hexdigest()


def opened(file: Path, digest: str) -> tuple[CauseKnowledge, ...] | None:
    """Return what :func:`keep` kept under a digest; ``None`` if there is no such whole copy."""
    try:
        with file.open("rb") as lines:
            head = json.loads(next(lines, b"{}"))
            if head["digest"] != digest:
                return None
            causes = tuple(_cause(json.loads(line)) for line in lines)
        return causes if len(causes) == head["causes"] else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(file: Path, digest: str, causes: Iterable[CauseKnowledge]) -> None:
    """Keep a copy; where the folder cannot be written there is none, and nothing else is lost."""
    rows = [asdict(cause) for cause in causes]
    head = {"digest": digest, "causes": len(rows)}
    text = "\n".join(
        json.dumps(r, ensure_ascii=False, default=date.isoformat) for r in (head, *rows)
    )
    with suppress(OSError):
        with NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, delete=False) as begun:
            begun.write(text)
        try:
            os.replace(begun.name, file)  # noqa: PTH105 - one step, on every platform
        except OSError:
            Path(begun.name).unlink(missing_ok=True)


def _cause(row: Mapping[str, Any]) -> CauseKnowledge:
    return CauseKnowledge(
        **{
            **row,
            "area": Area(row["area"]),
            "checked": date.fromisoformat(row["checked"]),
            "also": tuple(row["also"]),
            "valid_from": _day(row["valid_from"]),
            "valid_until": _day(row["valid_until"]),
            "telling": tuple(row["telling"]),
            "deciding": tuple(row["deciding"]),
            "requirements": tuple(map(_requirement, row["requirements"])),
            "articles": tuple(map(_article, row["articles"])),
            "disputes": tuple(map(_dispute, row["disputes"])),
            "calculators": tuple(row["calculators"]),
        }
    )


def _article(row: Mapping[str, Any]) -> KeyArticle:
    return KeyArticle(
        **{
            **row,
            "place": Place(**row["place"]),
            "nature": Nature(row["nature"]),
            "rank": Rank(row["rank"]),
            "when": tuple(row["when"]),
            "unless": tuple(row["unless"]),
            "since": _day(row["since"]),
            "until": _day(row["until"]),
        }
    )


def _requirement(row: Mapping[str, Any]) -> Requirement:
    return Requirement(**{**row, "evidence": tuple(row["evidence"]), "words": tuple(row["words"])})


def _dispute(row: Mapping[str, Any]) -> Dispute:
    return Dispute(**{**row, "words": tuple(row["words"])})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
