"""The room of knowledge: what window and terminal ask of the files on causes."""

import os
import re
from concurrent.futures import Future
from functools import partial
from pathlib import Path

from workbench.kernel.beside import ReadThread
from workbench.kernel.errors import UserError
from workbench.kernel.files import cannot_write, write_atomically
from workbench.kernel.journal import Journal
from workbench.kernel.store import Store
from workbench.kernel.workspace import LIBRARY_FILE, Workspace
from workbench.law.index_job import LIBRARY_MIGRATIONS
from workbench.law.knowledge.check import Checked, CheckLibrary, check, day_of, find
from workbench.law.knowledge.model import CauseKnowledge, KeyArticle
from workbench.law.knowledge.shelf import FOLDER, Shelf, text_of
from workbench.law.library import Library
from workbench.law.model import StoredArticle

_STRANGE = re.compile(r'[\\/:*?"<>|\s]+')


class Knowledge:
    """The knowledge of one workspace.

    Args:
        workspace: the open workspace.
        journal: records what was copied.

    Attributes:
        folder: where the workspace's own files lie; need not exist.
    """

    def __init__(self, workspace: Workspace, journal: Journal) -> None:
        self.folder = workspace.folder / FOLDER
        self._why_read_only = workspace.why_read_only
        self._journal = journal
        path, key = workspace.folder / LIBRARY_FILE, workspace.store_key(LIBRARY_FILE)
        opened = partial(Store.open, path, key, LIBRARY_MIGRATIONS, read_only=True)
        self._reading = ReadThread(opened, "knowledge")

    def load(self) -> "Future[Shelf]":
        """Begin to read all files beside the window; takes about a second."""
        return self._reading.do(lambda _store: Shelf.load(self.folder))

    def check(self, found: CauseKnowledge) -> "Future[list[Checked]]":
        """Begin to look up what one file cites, beside the window."""
        return self._reading.do(lambda store: list(check((found,), Library(store))))

    def article(
        self, found: CauseKnowledge, article: KeyArticle, library: CheckLibrary
    ) -> StoredArticle:
        """Return a cited article as of the day at which the file was compared with the law.

        Raises:
            UserError: the library has none.
        """
        stored = find(article.place, day_of(found, article), library)
        if isinstance(stored, str):
            raise UserError(
                f"{stored}，无法打开。", "可能没有导入这部法律；可用“核对引文”查看全部。"
            )
        return stored

    def save_own(self, found: CauseKnowledge) -> Path:
        """Write a copy of a file into the workspace's own folder, to be changed there.

        Raises:
            UserError: the workspace cannot be written, there is such a file already (it is never
                overwritten), or the disk refuses.
        """
        if self._why_read_only:
            raise UserError(f"{self._why_read_only}没有保存。", "请在正在使用的窗口中保存。")
        if found.own:
            raise UserError(
                f"“{found.cause}”已经是本院文件“{found.source}”，没有另存。",
                "请直接修改该文件，再按“重新读取”。",
            )
        target = self.folder / f"{_STRANGE.sub('_', found.cause)}.toml"
        content = text_of(found).encode("utf-8")
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
            # Claims the name, so that a file that comes at the same moment is not overwritten.
            os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError as error:
            raise UserError(
                f"本院文件夹中已有“{target.name}”，没有覆盖，原文件未动。",
                "请先改名或移走该文件，再另存。",
            ) from error
        except OSError as error:
            raise cannot_write(target, error) from error
        try:
            write_atomically(target, content, mode=0o600)
        except UserError:
            target.unlink(missing_ok=True)
            raise
        self._journal.append("knowledge.copy", found.cause, file=target.name)
        return target

    def close(self) -> None:
        """End the thread that reads."""
        self._reading.close()
