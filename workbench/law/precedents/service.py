"""The room of precedents: what window and terminal ask of the library of judgments."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from datetime import date
from functools import partial

from workbench.kernel.beside import ReadThread
from workbench.kernel.changes import ChangeBus, Changes
from workbench.kernel.errors import UserError
from workbench.kernel.features import Switches
from workbench.kernel.jobs import JobKind
from workbench.kernel.journal import Journal
from workbench.kernel.settings import Settings
from workbench.kernel.store import Store
from workbench.law.pace import Pace
from workbench.law.parse_file import TextOf
from workbench.law.precedents.cited import CitedCase, cited_cases
from workbench.law.precedents.consistency import problems
from workbench.law.precedents.import_job import PrecedentImportKind
from workbench.law.precedents.index_job import PrecedentIndexKind
from workbench.law.precedents.index_store import IndexRepository
from workbench.law.precedents.lists import PrecedentLists
from workbench.law.precedents.model import PrecedentHead, StoredPrecedent
from workbench.law.precedents.remove_job import PrecedentRemoveKind
from workbench.law.precedents.repository import Filters, PrecedentRepository
from workbench.law.precedents.shelf import Shelf
from workbench.law.precedents.similar import SimilarCases
from workbench.law.precedents.tables import PRECEDENT_MIGRATIONS
from workbench.reference.case_number import find_all
from workbench.reference.courts import court_of_name

FEATURE = "law.precedents"
_OWN_COURTS = "precedents.own_courts"


class Precedents:
    """The library of precedents of one workspace.

    Attributes:
        library: reads it in the thread that opened the store.
        reading: reads it beside the window.
        lists: reads lists of it beside the window, for its page.
        glancing: the same for what finds anything.
    """

    def __init__(
        self,
        store: Store,
        key: bytes,
        journal: Journal,
        changes: ChangeBus,
        switches: Switches,
        settings: Settings,
        text_of: TextOf,
        titles: Callable[[], Iterable[str]],
    ) -> None:
        self._store = store
        self._journal = journal
        self._changes = changes
        self._switches = switches
        self._settings = settings
        self.library = PrecedentRepository(store)
        opened = partial(Store.open, store.path, key, PRECEDENT_MIGRATIONS, read_only=True)
        self.reading = ReadThread(opened, "precedents")
        self.lists = PrecedentLists(opened)
        self.glancing = PrecedentLists(opened)  # does not break off what the page looks for
        pace = Pace(store, self._tidy)
        self._import = PrecedentImportKind(store, journal, text_of, titles, pace)
        self._remove = PrecedentRemoveKind(store, journal)
        self._index = PrecedentIndexKind(store, key, pace)
        self._similar: SimilarCases | None = None

    @property
    def kinds(self) -> Sequence[JobKind]:
        """The room's kinds of jobs."""
        return (self._import, self._remove, self._index)

    @property
    def similar(self) -> SimilarCases:
        """Finds similar cases in the thread that opened the store.

        Raises:
            FeatureOffError: the feature is off.
            UserError: no precedents, or no index yet.
        """
        self._switches.require(FEATURE)
        self.require_library()
        if self._similar is None:
            self._similar = SimilarCases(self._store)
        self._similar.require_index()
        return self._similar

    def needs_index(self) -> bool:
        """Say whether the index lacks something; never while the feature is off."""
        return self._switches.is_on(FEATURE) and self._index.needed()

    def indexed(self) -> int:
        """Return the id of the last precedent that the index holds; 0 while there is no index."""
        return IndexRepository(self._store).last()

    def problems(self) -> list[str]:
        """Return what of the library and its index does not agree, for the self-check."""
        return problems(self._store)

    def require_library(self) -> None:
        """Let the caller go on only if there are precedents.

        Raises:
            UserError: there are none.
        """
        if not self.library.count():
            raise UserError(
                "案例库是空的。", "请先导入裁判文书或案例：workbench precedents import 文件夹。"
            )

    def get(self, precedent_id: int) -> StoredPrecedent:
        """Return a precedent with its text.

        Raises:
            UserError: there is none of that id.
        """
        found = self.library.get(precedent_id)
        if found is None:
            raise UserError(
                "案例库中没有这一件，可能已被删除或被更完整的一份取代。", "请重新检索。"
            )
        return found

    def by_number(self, number: str) -> list[PrecedentHead]:
        """Return the precedents with a number, written in any of its forms."""
        mentions = find_all(number)
        return self.library.by_number(mentions[0].number.text if mentions else number.strip())

    def page(self, filters: Filters, limit: int = 50, offset: int = 0) -> list[PrecedentHead]:
        """Return a page of the list; see :meth:`PrecedentRepository.page`."""
        return self.library.page(filters, limit, offset)

    def ask_page(
        self, filters: Filters, limit: int = 50, offset: int = 0
    ) -> "Future[list[PrecedentHead] | None]":
        """Begin to read a page beside the window; ``None`` where a newer question came first."""
        return self.reading.ask(
            lambda store: PrecedentRepository(store).page(filters, limit, offset)
        )

    def ask_text(self, precedent_id: int) -> "Future[StoredPrecedent | None]":
        """Begin to read a precedent beside the window; ``None`` where it is gone."""
        return self.reading.do(lambda store: PrecedentRepository(store).get(precedent_id))

    def check(self, text: str, today: date, own: Sequence[str] = ()) -> list[CitedCase]:
        """Look up the cases that a text cites; see :func:`cited_cases`.

        Raises:
            FeatureOffError: the feature is off.
        """
        self._switches.require(FEATURE)
        return cited_cases(text, self.library.by_number, today, own)

    def ask_check(
        self, texts: Sequence[str], today: date, own: Sequence[str] = ()
    ) -> "Future[list[list[CitedCase]]]":
        """Begin to look up beside the window what cases some texts cite; see :meth:`check`.

        Raises:
            FeatureOffError: the feature is off.
        """
        self._switches.require(FEATURE)
        return self.reading.do(
            lambda store: [
                cited_cases(text, PrecedentRepository(store).by_number, today, own)
                for text in texts
            ]
        )

    def remove(self, precedent_id: int) -> None:
        """Take a precedent out.

        Raises:
            UserError: there is none of that id.
        """
        head = self.get(precedent_id).head
        with self._store.transaction():
            Shelf(self._store).remove([precedent_id])
        self._journal.append("precedents.remove", str(precedent_id), number=head.number)
        self._changes.publish(Changes.of("precedents", "journal"))

    @property
    def own_courts(self) -> tuple[str, ...]:
        """The courts whose judgments count as the court's own."""
        return tuple(name for name in self._settings.get(_OWN_COURTS, "").split("\n") if name)

    def set_own_courts(self, names: Sequence[str]) -> None:
        """Set the courts whose judgments count as the court's own, for imports to come.

        Raises:
            UserError: a name is no court's.
        """
        for name in names:
            if not name.endswith("法院"):
                raise UserError(f"“{name}”不是法院名称，没有保存。", "请填写法院全称。")
        listed = [court_of_name(name) for name in names]
        known = [c.name if c else name for c, name in zip(listed, names, strict=True)]
        self._settings.set(_OWN_COURTS, "\n".join(dict.fromkeys(known)))
        self._changes.publish(Changes.of("precedents"))

    def close(self) -> None:
        """End the threads that read."""
        self.reading.close()
        self.lists.close()
        self.glancing.close()

    def _tidy(self) -> None:
        self.reading.do(_carry_over)


def _carry_over(store: Store) -> None:
    store.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
