"""Anchors follow pages that move: of extracted values and of the sources of advice."""

import json
from collections.abc import Callable, Mapping, Sequence
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


def follow_names(store: Store, case: str, names: Mapping[str, tuple[str, str]]) -> None:
    """Let advice call papers by their new names.

    Args:
        store: in the transaction of the change.
        case: id of the case.
        names: name before and after, by the id of the paper.
    """

    def renamed(source: dict[str, Any]) -> dict[str, Any]:
        old, new = names.get(source["target"], ("", ""))
        label = source["label"]
        if not old or not label.startswith(f"{old} 第"):
            return source
        return {**source, "label": new + label.removeprefix(old)}

    _rewrite(store, case, list(names), renamed)


def _advice(store: Store, case: str, moves: Moves) -> None:
    _rewrite(store, case, list(moves.before), lambda source: _source(source, moves))


def _rewrite(
    store: Store,
    case: str,
    papers: Sequence[str],
    change: Callable[[dict[str, Any]], dict[str, Any]],
) -> None:
    """Change the sources of a case's advice that speaks of some papers."""
    for row in store.rows("SELECT id, content FROM advice WHERE case_id = ?", (case,)):
        if not any(key in row["content"] for key in papers):
            continue
        content = json.loads(row["content"])
        content["sources"] = [change(source) for source in content["sources"]]
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
    # Labels of older workspaces did not follow when their paper was renamed.
    if label.endswith(f" 第{before}页"):
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
