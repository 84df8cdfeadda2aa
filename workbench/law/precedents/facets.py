"""By what lists of precedents can be narrowed, and what is counted."""

from typing import Any

from workbench.law.precedents.model import Precedent
from workbench.law.precedents.rows import outcome_of, parted


def facets(precedent: Precedent) -> list[tuple[str, str]]:
    """Return the facets of a precedent that is to be stored."""
    named = (
        ("origin", str(precedent.origin)),
        ("kind", str(precedent.kind)),
        ("level", str(int(precedent.level))),
        ("province", precedent.province),
        ("court", precedent.court),
        ("pack", precedent.pack),
        ("stage", str(precedent.stage)),
        *(("result", str(result)) for result in dict.fromkeys(precedent.outcome.results)),
        *(("cause", cause) for cause in dict.fromkeys(precedent.causes)),
    )
    return [(facet, value) for facet, value in named if value]


def row_facets(row: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the facets of a stored row, which has its pack's name as ``pack_name``."""
    names = ("origin", "kind", "level", "province", "court", "stage")
    named = [(name, str(row[name])) for name in names if row[name] != ""]
    named += [("cause", cause) for cause in dict.fromkeys(parted(row["causes"]))]
    results = dict.fromkeys(outcome_of(row["outcome"]).results)
    named += [("result", str(result)) for result in results]
    return [*named, ("pack", row["pack_name"])]
