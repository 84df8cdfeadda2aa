"""Corrections of a paper's text by hand: each sitting is a version of its own, nothing is lost.

The original is never touched. The version before the first correction stays as it was and can be
looked at and returned to; every correction can be taken back one by one.
"""

from dataclasses import dataclass, replace

from workbench.kernel.changes import ChangeBus, Changes
from workbench.kernel.clock import now
from workbench.kernel.errors import UserError
from workbench.kernel.journal import Journal
from workbench.kernel.migrations import Migration, script
from workbench.kernel.store import Store
from workbench.papers.layers import LayerRepository, segments_from_json, segments_to_json
from workbench.papers.model import Document, LayerInfo, Outcome, Page, TextLayer
from workbench.papers.repository import DocumentRepository, half_read
from workbench.papers.retexting import checked, retext
from workbench.papers.spans import Span

BY_HAND = "人工校对"
MOST_RETURNED = 60
"""Pages that a return to an older version writes in one go; more would hold the window up."""

CORRECTIONS_SQL = (
    """CREATE TABLE text_corrections (
        id INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        version INTEGER NOT NULL, page INTEGER NOT NULL, text TEXT NOT NULL,
        segments TEXT NOT NULL, source TEXT NOT NULL, needs_ocr INTEGER NOT NULL,
        actor TEXT NOT NULL, made TEXT NOT NULL)""",
    "CREATE INDEX text_corrections_document ON text_corrections (document, version, id)",
)


def migration(number: int) -> Migration:
    """Return the step that makes the table of corrections, which holds what stood there before."""
    return Migration(number, "papers.corrections", script(CORRECTIONS_SQL))


@dataclass(frozen=True)
class Sitting:
    """A version of a text and, where a person made it, who, when last, and on which pages."""

    layer: LayerInfo
    actor: str = ""
    changed: str = ""
    pages: tuple[int, ...] = ()


class PaperTexts:
    """The texts of papers: read page by page, corrected by hand."""

    def __init__(self, store: Store, journal: Journal, changes: ChangeBus) -> None:
        self._store = store
        self._journal = journal
        self._changes = changes
        self._documents = DocumentRepository(store)
        self._layers = LayerRepository(store)

    def frames(self, document_id: str) -> TextLayer:
        """Return the newest text of a paper with sizes of its pages, without their text."""
        document = self._documents.get(document_id)
        pages = tuple(self._layers.frames(document_id, document.layer))
        engine = self._layers.engine(document_id, document.layer)
        return TextLayer(document_id, document.layer, pages, engine)

    def page(self, document_id: str, version: int, number: int) -> Page | None:
        """Return one page with its text and places."""
        return self._layers.page(document_id, version, number)

    def texts(self, document_id: str, version: int, first: int, last: int) -> list[tuple[int, str]]:
        """Return number and text of a range of pages."""
        return self._layers.texts(document_id, version, first, last)

    def pages(self, document_id: str, version: int, numbers: range) -> list[Page]:
        """Return a few pages with their text and places."""
        found = (self._layers.page(document_id, version, number) for number in numbers)
        return [page for page in found if page is not None]

    def versions(self, document_id: str) -> list[Sitting]:
        """Return the versions of a paper's text, oldest first."""
        rows = self._store.rows(
            "SELECT version, page, actor, made FROM text_corrections WHERE document = ? "
            "ORDER BY id",
            (document_id,),
        )
        sittings = []
        for layer in self._layers.versions(document_id):
            own = [row for row in rows if row["version"] == layer.version]
            pages = tuple(sorted({row["page"] for row in own}))
            last = own[-1] if own else {"actor": "", "made": ""}
            sittings.append(Sitting(layer, last["actor"], last["made"], pages))
        return sittings

    def correct_line(self, document_id: str, seen: Page, line: Span, words: str) -> Page:
        """Put other words into a line; the same words mark it as compared with the picture.

        Args:
            document_id: the paper.
            seen: the page as the person saw it.
            line: the line within its text.
            words: what it reads; empty removes the line.

        Returns:
            the page as it is now.

        Raises:
            UserError: the page has changed meanwhile; nothing was written.
        """
        words = " ".join(words.split("\n")).strip()
        old = seen.text[line.start : line.end]
        if words == old:
            return self._put(document_id, seen, checked(seen, line.start, line.end))
        before, after = seen.text[: line.start], seen.text[line.end :]
        if not words:
            after = after.removeprefix("\n") if after else after
            before = before if after else before.removesuffix("\n")
        return self._put(document_id, seen, retext(seen, before + words + after))

    def correct_page(self, document_id: str, seen: Page, text: str) -> Page:
        """Put another text in the place of a page's whole text.

        Raises:
            UserError: the page has changed meanwhile; nothing was written.
        """
        return self._put(document_id, seen, retext(seen, text))

    def undo(self, document_id: str) -> int:
        """Take the last correction of the newest version back.

        Returns:
            the page's number; 0 where there is nothing to take back.
        """
        document = self._documents.get(document_id)
        rows = self._store.rows(
            "SELECT * FROM text_corrections WHERE document = ? AND version = ? "
            "ORDER BY id DESC LIMIT 1",
            (document_id, document.layer),
        )
        page = self._layers.page(document_id, document.layer, rows[0]["page"]) if rows else None
        if page is None:
            return 0
        row = rows[0]
        before = replace(
            page,
            text=row["text"],
            segments=segments_from_json(row["segments"]),
            source=row["source"],
            needs_ocr=bool(row["needs_ocr"]),
        )
        with self._store.transaction():
            self._layers.put(document_id, document.layer, [before])
            self._store.execute("DELETE FROM text_corrections WHERE id = ?", (row["id"],))
            self._journal.append("papers.correct.undo", document_id, pages=[page.number])
        self._tell(document)
        return page.number

    def restore(self, document_id: str, version: int) -> int:
        """Make an older version's text the newest again, as a version of its own.

        Returns:
            how many pages are different now.

        Raises:
            UserError: that version has unread pages, or too many pages differ.
        """
        document = self._documents.get(document_id)
        numbers = self._returnable(document, version)
        pages = [self._layers.page(document_id, version, number) for number in numbers]
        with self._store.transaction():
            new = self._layers.follow(document_id, document.layer, BY_HAND)
            for page in pages:
                current = self._layers.page(document_id, new, page.number) if page else None
                if page is None or current is None:
                    continue
                kept = replace(page, rotation=current.rotation, origin=current.origin)
                self._note(document_id, new, current)
                self._layers.put(document_id, new, [kept])
            self._documents.save(replace(document, layer=new))
            self._journal.append(
                "papers.correct.restore", document_id, version=version, pages=numbers
            )
        self._tell(document)
        return len(numbers)

    def _returnable(self, document: Document, version: int) -> list[int]:
        """Return the pages that differ in a version; raises where it cannot be returned to."""
        if self._layers.unread(document.id, version):
            raise UserError(
                "该版本还有没有识别文字的页，不能恢复；现有文字没有改动。", "可以继续查看该版本。"
            )
        if self._shape(document.id, version) != self._shape(document.id, document.layer):
            raise UserError(
                "该版本之后页面的顺序、数量或方向有变动，不能恢复；现有文字没有改动。",
                "请查看该版本，逐页恢复需要的内容。",
            )
        numbers = self._layers.differing(document.id, version, document.layer)
        if len(numbers) > MOST_RETURNED:
            raise UserError(
                f"该版本与现有文字有 {len(numbers)} 页不同，不能整体恢复；现有文字没有改动。",
                "请查看该版本，逐页恢复需要的内容。",
            )
        return numbers

    def _shape(self, document_id: str, version: int) -> list[object]:
        frames = self._layers.frames(document_id, version)
        return [(page.number, page.origin, page.rotation) for page in frames]

    def _put(self, document_id: str, seen: Page, page: Page) -> Page:
        document = self._documents.get(document_id)
        now_there = self._layers.page(document_id, document.layer, seen.number)
        if now_there is None or now_there.text != seen.text:
            raise UserError(
                f"第 {seen.number} 页的文字刚被更新（例如文字识别正在进行），没有写入您的修改；"
                "您输入的内容仍在编辑框中。",
                "请对照新的文字后再保存。",
            )
        if document_id in half_read(self._store):
            raise UserError(
                "该材料尚未导入完成，没有写入您的修改；您输入的内容仍在编辑框中。",
                "请等导入结束，或在“任务”中继续导入，再保存。",
            )
        if page == now_there:
            return page
        page = replace(page, rotation=now_there.rotation, origin=now_there.origin)
        with self._store.transaction():
            version = self._version(document)
            self._note(document_id, version, now_there)
            self._layers.put(document_id, version, [page])
            self._settle(document_id)
            self._journal.append(
                "papers.correct", document_id, version=version, pages=[page.number]
            )
        self._tell(document)
        return page

    def _version(self, document: Document) -> int:
        """Return the version that a correction goes into: this person's, of this day."""
        rows = self._store.rows(
            "SELECT l.created, c.actor FROM layers l JOIN text_corrections c "
            "ON c.document = l.document AND c.version = l.version "
            "WHERE l.document = ? AND l.version = ? AND l.engine = ? ORDER BY c.id DESC LIMIT 1",
            (document.id, document.layer, BY_HAND),
        )
        mine = rows and rows[0]["actor"] == self._journal.actor
        if mine and rows[0]["created"][:10] == now()[:10]:
            return document.layer
        version = self._layers.follow(document.id, document.layer, BY_HAND)
        self._documents.save(replace(document, layer=version))
        return version

    def _settle(self, document_id: str) -> None:
        """A paper whose last unread page was typed by hand can be read."""
        document = self._documents.get(document_id)
        unread = self._layers.unread(document_id, document.layer)
        if document.outcome is not Outcome.READABLE and not unread:
            self._layers.complete(document_id, document.layer)
            self._documents.save(replace(document, outcome=Outcome.READABLE, reason=""))

    def _note(self, document_id: str, version: int, before: Page) -> None:
        self._store.execute(
            "INSERT INTO text_corrections (document, version, page, text, segments, source,"
            " needs_ocr, actor, made) VALUES (?,?,?,?,?,?,?,?,?)",
            (
                *(document_id, version, before.number, before.text),
                *(segments_to_json(before.segments), before.source, int(before.needs_ocr)),
                *(self._journal.actor, now()),
            ),
        )

    def _tell(self, document: Document) -> None:
        self._changes.publish(Changes.of("papers", "journal", case=document.case))
