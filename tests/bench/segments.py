"""How well the parts of judgments are found, and what is read of them, on the development data.

``python -m tests.bench.segments [FILE.jsonl[.zst]] [--show N]``: the rows give facts, reasoning and
disposition of every judgment apart; a part agrees where, blanks aside, it is the same to the
letter. Prints the agreement, how many agree at their beginning and at their end, and how many
judgments lack a field. ``--show`` names rows that differ, by id and place, without their text.
"""

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from tests.support.data import data_folder
from workbench.law.citation.rules import load_rules
from workbench.law.precedents.json_rows import row
from workbench.law.precedents.judgment import read_judgment
from workbench.law.precedents.model import Part, Precedent
from workbench.law.precedents.normal import normalise
from workbench.law.precedents.sources import read_sources

_PARTS = {
    "facts": (Part.CLAIMS, Part.DEFENCE, Part.LOWER, Part.FACTS),
    "reasoning": (Part.REASONING,),
    "disposition": (Part.RESULT,),
}
_EDGE = 12
_FIELDS = ("number", "court", "province", "document", "decided", "causes", "articles")


def main() -> None:
    """Read every judgment, and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = data_folder() / "cases" / "judgments.jsonl.zst"
    parser.add_argument("file", type=Path, nargs="?", default=default)
    parser.add_argument("--show", type=int, default=0)
    chosen = parser.parse_args()
    names = load_rules(()).names
    agreement: Counter[str] = Counter()
    missing: Counter[str] = Counter()
    differing: list[str] = []
    read, spent = 0, 0.0
    for fields in rows(chosen.file):
        begun = time.perf_counter()
        found = read_judgment(normalise(fields["text"]), names, fields["title"])
        spent += time.perf_counter() - begun
        read += 1
        differing += compare(fields, found, agreement)
        missing.update(lacking(found))
    figures = {
        "judgments": read,
        "agreement": {key: round(number / read, 4) for key, number in sorted(agreement.items())},
        "without": dict(missing.most_common()),
        "per_second": round(read / spent, 1),
    }
    print(json.dumps(figures, ensure_ascii=False, indent=1))
    for line in differing[: chosen.show]:
        print(line)


def rows(file: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a file, plain or compressed."""
    for _, take in read_sources(file, lambda data, name: ""):
        if isinstance(take, partial) and take.func is row:
            yield json.loads(take.args[0])


def compare(fields: dict[str, Any], found: Precedent, agreement: Counter[str]) -> list[str]:
    """Count how far the parts agree; return a line for every one that does not."""
    differing = []
    for key, parts in _PARTS.items():
        wanted = re.sub(r"\s", "", fields[key] or "")
        given = re.sub(r"\s", "", found.part(*parts))
        begins, ends = wanted[:_EDGE] == given[:_EDGE], wanted[-_EDGE:] == given[-_EDGE:]
        agreement[f"{key}: same"] += wanted == given
        agreement[f"{key}: same beginning"] += begins
        agreement[f"{key}: same end"] += ends
        if wanted != given:
            place = "end" if begins else "beginning"
            differing.append(f"{fields['id']} {key} {place} {len(wanted)} {len(given)}")
    return differing


def lacking(found: Precedent) -> Iterator[str]:
    """Yield the fields that a judgment lacks."""
    yield from (field for field in _FIELDS if not getattr(found, field))
    if not found.outcome.results:
        yield "results"
    if not any(article.basis for article in found.articles):
        yield "basis"


if __name__ == "__main__":
    main()
