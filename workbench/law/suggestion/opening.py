"""Suggestion over one connection to the library: the index is loaded when it is first asked."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.kernel.errors import UserError
from workbench.kernel.store import Store
from workbench.law.index_job import IndexRepository
from workbench.law.library import Library
from workbench.law.model import Suggested

if TYPE_CHECKING:
    from workbench.law.suggestion.causes import Guess
    from workbench.law.suggestion.neighbours import LeftOut, Votes
    from workbench.law.suggestion.suggester import Suggester


class Suggesting:
    """Suggests articles of the library in a store.

    Args:
        store: the library's, open in the thread that asks.
        library: over the same store; made where it is not given.
        votes: the library of judgments; ``None`` if there is none.
        own: folder of the workspace's own knowledge; need not exist.
    """

    def __init__(
        self,
        store: Store,
        library: Library | None = None,
        votes: "Votes | None" = None,
        own: Path | None = None,
    ) -> None:
        self._votes = votes
        self._own = own
        self.library = library or Library(store)
        self.index = IndexRepository(store)
        self._suggester: tuple[tuple[int, int], Suggester] | None = None

    def as_of(self) -> date | None:
        """Return the newest day of promulgation in the library."""
        return self.library.as_of()

    def require(self) -> None:
        """Let the caller go on only if there is a library.

        Raises:
            UserError: it is empty.
        """
        if not self.library.counts().articles:
            raise UserError(
                "法规库中还没有法律，无法推荐法条。",
                "请在“法规库”页导入法规包，或运行“workbench laws import 文件夹”。",
            )

    def suggest(
        self,
        text: str,
        cause: str = "",
        on: date | None = None,
        top: int = 20,
        *,
        parties: Sequence[str] = (),
        facts: date | None = None,
        own: "LeftOut | None" = None,
    ) -> list[Suggested]:
        """Suggest articles for a set of facts; see :class:`Request`.

        Raises:
            UserError: the library is empty or not indexed yet.
        """
        from workbench.law.suggestion.suggester import Request

        self.require()
        return self._opened().suggest(Request(text, cause, on, facts, parties, own), top)

    def causes(
        self,
        text: str,
        cause: str = "",
        *,
        parties: Sequence[str] = (),
        own: "LeftOut | None" = None,
    ) -> "Sequence[Guess]":
        """Return the causes or charges that facts point to, at most three; see :class:`Guess`.

        Raises:
            UserError: the library is empty or not indexed yet.
        """
        from workbench.law.suggestion.suggester import Request

        self.require()
        return self._opened().causes(Request(text, cause, parties=parties, own=own))

    def _opened(self) -> "Suggester":
        from workbench.law.knowledge.shelf import Shelf
        from workbench.law.suggestion.suggester import Suggester, Tables

        mark = self.index.mark()
        if not mark[0]:
            raise UserError("法条推荐的索引尚未建立。", "请等待后台任务完成，或重新导入法规包。")
        if self._suggester is None or self._suggester[0] != mark:
            tables = Tables.load(Shelf.load(self._own))
            made = Suggester(self.index.load(), self.library, tables, self._votes)
            self._suggester = (mark, made)
        return self._suggester[1]
