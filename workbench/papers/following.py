"""Anchors follow pages that move: of extracted values and of the sources of advice."""

import json
from collections.abc import Mapping
from typing import Any

from workbench.kernel.store import Store
from workbench.papers.moving import Moves


def follow(store: Store, case: str, moves: Moves) -> None:
    """Point values and advice at where their pages are now; decisions stay as they are.

    Call it in the transaction of the move.
    """
    _values(store, case, moves)
    _advice(store, case, moves)


def _values(store: Store, case: str, moves: Moves) -> None:
    order = {key: place for place, key in enumerate(moves.before)}
    rows = [
        row
        for row in store.rows(
            "SELECT id, document, anchor, position FROM case_values WHERE case_id = ?", (case,)
        )
        if row["document"] in moves.before
    ]
    moved: dict[str, list[tuple[tuple[int, int, int], str, str]]] = {}
    for row in rows:
        anchor = _followed(json.loads(row["anchor"]), moves)
        # Values of one paper keep their order; of joined papers they stand as the pages do.
        rank = (order[row["document"]], row["position"], anchor["page"])
        moved.setdefault(anchor["document"], []).append((rank, row["id"], json.dumps(anchor)))
    for document, values in moved.items():
        for position, (_, key, anchor_json) in enumerate(sorted(values)):
            store.execute(
                "UPDATE case_values SET document = ?, anchor = ?, position = ? WHERE id = ?",
                (document, anchor_json, position, key),
            )


def _advice(store: Store, case: str, moves: Moves) -> None:
    for row in store.rows("SELECT id, content FROM advice WHERE case_id = ?", (case,)):
        if not any(key in row["content"] for key in moves.before):
            continue
        content = json.loads(row["content"])
        content["sources"] = [_source(source, moves) for source in content["sources"]]
        store.execute(
            "UPDATE advice SET content = ? WHERE id = ?", (json.dumps(content), row["id"])
        )


def _source(source: dict[str, Any], moves: Moves) -> dict[str, Any]:
    old = moves.before.get(source["target"])
    if old is None:
        return source
    anchor = source["anchor"] and _followed(source["anchor"], moves)
    before = (source["anchor"] or {}).get("page", 1)
    target, page = _place(old.id, before, moves)
    label = source["label"]
    if label == f"{old.name} 第{before}页":
        label = f"{moves.after[target].name} 第{page}页"
    return {**source, "target": target, "label": label, "anchor": anchor}


def _followed(anchor: dict[str, Any], moves: Moves) -> dict[str, Any]:
    document = anchor["document"]
    if document not in moves.before:
        return anchor
    target, page = _place(document, anchor["page"], moves)
    layer = anchor["layer"] + moves.shift[document] if anchor["layer"] else 0
    return {**anchor, "document": target, "page": page, "layer": layer}


def _place(document: str, page: int, moves: Moves) -> tuple[str, int]:
    """Return where a page is now; where there never was one of that number, the paper's first."""
    places: Mapping[tuple[str, int], tuple[str, int]] = moves.places
    if (document, page) in places:
        return places[document, page]
    return next(now for (old, _), now in places.items() if old == document)
