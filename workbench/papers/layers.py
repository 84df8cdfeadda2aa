"""Text layers: the versions of a document's text, page by page, with their full-text index.

Only the newest layer of a document is searched. A layer made by OCR starts as a copy of the one
before and is filled page by page, so that reading can stop at any page and go on there.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from workbench.kernel import search
from workbench.kernel.anchor import Anchor, Box
from workbench.kernel.clock import now
from workbench.kernel.store import Store
from workbench.papers.model import Document, Hit, LayerInfo, Origin, Page, Segment, TextLayer
from workbench.papers.turning import turned_segments


class LayerRepository:
    """Layers and pages of documents. Writes belong inside a transaction of the store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin(self, document: str, version: int, engine: str, copy_from: int = 0) -> None:
        """Start a layer, empty or as a copy of an earlier version."""
        self._store.execute(
            "INSERT INTO layers VALUES (?,?,?,?,0)", (document, version, engine, now())
        )
        if copy_from:
            self.put(document, version, self.pages(document, copy_from))
            # Search speaks of one layer only: the words of the older one go.
            self._store.execute(
                "DELETE FROM page_words WHERE rowid IN "
                "(SELECT id FROM pages WHERE document = ? AND version = ?)",
                (document, copy_from),
            )

    def put(self, document: str, version: int, pages: Iterable[Page]) -> None:
        """Store pages, in place of those of the same number."""
        for page in pages:
            self._store.execute(
                "DELETE FROM pages WHERE document = ? AND version = ? AND number = ?",
                (document, version, page.number),
            )
            cursor = self._store.execute(
                "INSERT INTO pages (document, version, number, text, source, needs_ocr, rotation,"
                " width, height, segments, sha256, kind, origin)"
                " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
                (
                    *(document, version, page.number, page.text, page.source),
                    *(int(page.needs_ocr), page.rotation, page.width, page.height),
                    segments_to_json(page.segments),
                    *((o.sha256, o.kind, o.number) if (o := page.origin) else ("", "", 0)),
                ),
            )
            if page.text:
                self._store.execute(
                    "INSERT INTO page_words (rowid, words) VALUES (?,?)",
                    (cursor.lastrowid, search.tokens(squash(page.text)[0])),
                )

    def turn(self, document: Document, turns: Mapping[int, int]) -> int:
        """Start a version in which pages are turned, and return its number.

        The places of the text are turned when they are read, so that a long paper is turned in a
        moment.

        Args:
            document: whose newest version is turned.
            turns: clockwise degrees, multiples of 90, by page number.
        """
        key = document.id
        new = self.follow(key, document.layer, self.engine(key, document.layer))
        for degrees in (90, 180, 270):
            wanted = [number for number, turn in turns.items() if turn % 360 == degrees]
            sides = "width, height" if degrees == 180 else "height, width"
            self._store.db.conn.executemany(
                f"UPDATE pages SET rotation = (rotation + ?) % 360, (width, height) = ({sides}), "
                "turned = (turned + ?) % 360 WHERE document = ? AND version = ? AND number = ?",
                [(degrees, degrees, key, new, number) for number in wanted],
            )
        return new

    def engine(self, document: str, version: int) -> str:
        """Return what made a version; empty if there is no such version."""
        rows = self._store.rows(
            "SELECT engine FROM layers WHERE document = ? AND version = ?", (document, version)
        )
        return str(rows[0]["engine"]) if rows else ""

    def complete(self, document: str, version: int) -> None:
        """Mark a layer as whole."""
        self._store.execute(
            "UPDATE layers SET complete = 1 WHERE document = ? AND version = ?",
            (document, version),
        )

    def layer(self, document: str, version: int) -> TextLayer:
        """Return one version with its pages; without pages if there is no such version."""
        rows = self._store.rows(
            "SELECT * FROM layers WHERE document = ? AND version = ?", (document, version)
        )
        if not rows:
            return TextLayer(document, version, complete=False)
        row = rows[0]
        return TextLayer(
            document,
            version,
            tuple(self.pages(document, version)),
            row["engine"],
            row["created"],
            bool(row["complete"]),
        )

    def pages(self, document: str, version: int) -> list[Page]:
        """Return the pages of a version, in order."""
        rows = self._store.rows(
            "SELECT * FROM pages WHERE document = ? AND version = ? ORDER BY number",
            (document, version),
        )
        return [_page(row) for row in rows]

    def frames(self, document: str, version: int) -> list[Page]:
        """Return the pages of a version without their text and its places, which is quick."""
        rows = self._store.rows(
            "SELECT number, '' AS text, source, needs_ocr, '[]' AS segments, rotation, width,"
            " height, sha256, kind, origin, 0 AS turned FROM pages"
            " WHERE document = ? AND version = ? ORDER BY number",
            (document, version),
        )
        return [_page(row) for row in rows]

    def written(self, document: str, version: int) -> list[Page]:
        """Return the pages of a version with their text, without its places."""
        texts = dict(self.texts(document, version))
        return [replace(page, text=texts[page.number]) for page in self.frames(document, version)]

    def texts(
        self, document: str, version: int, first: int = 1, last: int = 1 << 30
    ) -> list[tuple[int, str]]:
        """Return number and text of the pages of a version, of a range of them."""
        rows = self._store.rows(
            "SELECT number, text FROM pages WHERE document = ? AND version = ? "
            "AND number BETWEEN ? AND ? ORDER BY number",
            (document, version, first, last),
        )
        return [(row["number"], row["text"]) for row in rows]

    def page(self, document: str, version: int, number: int) -> Page | None:
        """Return one page of a version, if there is one."""
        rows = self._store.rows(
            "SELECT * FROM pages WHERE document = ? AND version = ? AND number = ?",
            (document, version, number),
        )
        return _page(rows[0]) if rows else None

    def versions(self, document: str) -> list[LayerInfo]:
        """Return the versions of a document's text, oldest first."""
        rows = self._store.rows(
            "SELECT version, engine, created, complete FROM layers WHERE document = ? "
            "ORDER BY version",
            (document,),
        )
        return [
            LayerInfo(row["version"], row["engine"], row["created"], bool(row["complete"]))
            for row in rows
        ]

    def follow(self, document: str, version: int, engine: str) -> int:
        """Start a new version as a copy of one that is searched; return its number.

        The rows that the search index knows go to the new version, and the old one gets copies,
        so that nothing has to be indexed again.
        """
        rows = self._store.rows(
            "SELECT max(version) AS last FROM layers WHERE document = ?", (document,)
        )
        new = int(rows[0]["last"] or 0) + 1
        self._store.execute(
            "INSERT INTO layers SELECT document, ?, ?, ?, complete FROM layers "
            "WHERE document = ? AND version = ?",
            (new, engine, now(), document, version),
        )
        self._store.execute(
            "UPDATE pages SET version = ? WHERE document = ? AND version = ?",
            (new, document, version),
        )
        columns = (
            "number, text, source, needs_ocr, rotation, width, height, segments, sha256, kind,"
            " origin, turned"
        )
        self._store.execute(
            f"INSERT INTO pages (document, version, {columns}) "
            f"SELECT document, ?, {columns} FROM pages WHERE document = ? AND version = ?",
            (version, document, new),
        )
        return new

    def differing(self, document: str, first: int, second: int) -> list[int]:
        """Return the numbers of the pages whose text or places differ between two versions."""
        rows = self._store.rows(
            "SELECT a.number FROM pages a LEFT JOIN pages b ON b.document = a.document "
            "AND b.version = ? AND b.number = a.number WHERE a.document = ? AND a.version = ? "
            "AND (b.id IS NULL OR a.text <> b.text OR a.segments <> b.segments) ORDER BY a.number",
            (second, document, first),
        )
        return [row["number"] for row in rows]

    def originals(self, document: Document) -> list[str]:
        """Return the hashes of the originals that a document's pages come from."""
        rows = self._store.rows(
            "SELECT DISTINCT sha256 FROM pages WHERE document = ? AND version = ?",
            (document.id, document.layer),
        )
        found = [row["sha256"] or document.sha256 for row in rows]
        return list(dict.fromkeys(found)) or [document.sha256]

    def unread(self, document: str, version: int) -> list[int]:
        """Return the numbers of pages that still need OCR."""
        rows = self._store.rows(
            "SELECT number FROM pages WHERE document = ? AND version = ? AND needs_ocr = 1 "
            "ORDER BY number",
            (document, version),
        )
        return [row["number"] for row in rows]

    def pages_unread(self, document: str, version: int) -> list[Page]:
        """Return the pages that still need OCR."""
        rows = self._store.rows(
            "SELECT * FROM pages WHERE document = ? AND version = ? AND needs_ocr = 1 "
            "ORDER BY number",
            (document, version),
        )
        return [_page(row) for row in rows]

    def reopen(self, document: str, version: int) -> None:
        """Let pages be read again that OCR could not read."""
        self._store.execute(
            "UPDATE pages SET needs_ocr = 1 WHERE document = ? AND version = ? AND text = '' "
            "AND source = 'text'",
            (document, version),
        )

    def search(self, query: str, case: str = "", limit: int = 200) -> list[Hit]:
        """Find a phrase in the newest layers of a case's papers, or of all cases.

        Every place on a page is one hit, in the order of the volume.
        """
        words, expression = search.words(query), search.match(query)
        if not expression:
            return []
        rows = self._store.rows(
            "SELECT p.*, d.case_id, d.name FROM page_words w JOIN pages p ON p.id = w.rowid "
            "JOIN documents d ON d.id = p.document AND d.layer = p.version "
            "WHERE page_words MATCH ? AND d.removed = '' AND (? = '' OR d.case_id = ?) "
            "ORDER BY d.case_id, d.volume DESC, d.position, p.number LIMIT ?",
            (expression, case, case, limit),
        )
        hits: list[Hit] = []
        for row in rows:
            hits += _hits(row, words)
            if len(hits) >= limit:
                break
        return hits[:limit]

    def glance(self, query: str, case: str, limit: int) -> list[Hit]:
        """Find a phrase as one types: one hit a page, of a case first, then the newest pages."""
        words, expression = search.words(query), search.match(query)
        if not expression:
            return []
        hits: list[Hit] = []
        for condition in ("=", "<>") if case else ("<>",):
            # In the order of the index no page is read in vain, whatever the number of matches.
            rows = self._store.rows(
                "SELECT p.*, d.case_id, d.name FROM page_words w JOIN pages p ON p.id = w.rowid "
                "JOIN documents d ON d.id = p.document AND d.layer = p.version "
                f"WHERE page_words MATCH ? AND d.removed = '' AND d.case_id {condition} ? "
                "ORDER BY w.rowid DESC LIMIT ?",
                (expression, case, limit - len(hits)),
            )
            hits += [found[0] for row in rows if (found := _hits(row, words))]
        return hits


def anchor_of(document: str, version: int, page: Page, start: int, end: int) -> Anchor:
    """Build the anchor of a span on a page, with the boxes of the segments it touches."""
    return Anchor(
        document, version, page.number, start, end, page.text[start:end], boxes(page, start, end)
    )


def boxes(page: Page, start: int, end: int) -> tuple[Box, ...]:
    """Return the boxes that a span covers.

    Segments are lines; within a line the span's share of the width is taken, as Chinese
    characters are of one width.
    """
    found = []
    for segment in page.segments:
        first, last = max(start, segment.start), min(end, segment.end)
        if first >= last:
            continue
        length, box = segment.end - segment.start, segment.box
        if is_vertical(box):
            found.append(box)
            continue
        unit = (box.x1 - box.x0) / length
        x0 = box.x0 + unit * (first - segment.start)
        found.append(Box(x0, box.y0, x0 + unit * (last - first), box.y1))
    return tuple(found)


def is_vertical(box: Box) -> bool:
    """Say whether a line runs downwards, so that its width says nothing about characters."""
    return box.y1 - box.y0 > 3 * (box.x1 - box.x0)


def _hits(row: dict[str, Any], words: list[str]) -> list[Hit]:
    page = _page(row)
    folded, places = squash(page.text)
    hits = []
    for word in words:
        wanted = squash(word)[0]
        found = folded.find(wanted)
        while found >= 0:
            start, end = places[found], places[found + len(wanted) - 1] + 1
            snippet = page.text[max(0, start - 20) : end + 30].replace("\n", " ")
            anchor = anchor_of(row["document"], row["version"], page, start, end)
            hits.append(
                Hit(row["case_id"], row["document"], row["name"], page.number, snippet, anchor)
            )
            found = folded.find(wanted, found + len(wanted))
    return sorted(hits, key=lambda hit: hit.anchor.start)


def squash(text: str) -> tuple[str, list[int]]:
    """Join words that lines or spaces break apart between Chinese characters.

    Returns:
        the folded text (case and width), and for each of its characters the place in ``text``.
    """
    kept: list[str] = []
    places: list[int] = []
    for match in re.finditer(r"\s+|\S", text):
        piece, start = match[0], match.start()
        if piece.isspace():
            after = text[match.end() : match.end() + 1]
            if start and (_wide(text[start - 1]) or _wide(after)):
                continue
            piece = " "
        # A folded character may be longer than one (㎡); all of it stands at the same place.
        for folded in search.fold(piece):
            kept.append(folded)
            places.append(start)
    return "".join(kept), places


def _wide(character: str) -> bool:
    return character > "\u2e7f"


def segments_to_json(segments: tuple[Segment, ...]) -> str:
    """Return segments as the store keeps them."""
    rows = [
        [s.start, s.end, *(round(v, 5) for v in (s.box.x0, s.box.y0, s.box.x1, s.box.y1))]
        + ([round(s.confidence, 4)] if s.confidence < 1 or s.checked else [])
        + ([1] if s.checked else [])
        for s in segments
    ]
    return json.dumps(rows, separators=(",", ":"))


def segments_from_json(text: str) -> tuple[Segment, ...]:
    """Read :func:`segments_to_json`'s text back, also that of older versions of the program."""
    return tuple(
        Segment(s[0], s[1], Box(*s[2:6]), s[6] if len(s) > 6 else 1.0, len(s) > 7)
        for s in json.loads(text)
    )


def _page(row: dict[str, Any]) -> Page:
    return Page(
        row["number"],
        row["text"],
        row["source"],
        bool(row["needs_ocr"]),
        turned_segments(segments_from_json(row["segments"]), row["turned"]),
        row["rotation"],
        row["width"],
        row["height"],
        Origin(row["sha256"], row["kind"], row["origin"]) if row["origin"] else None,
    )
