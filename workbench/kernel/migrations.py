"""Ordered steps of a schema, each one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.kernel.errors import UserError

if TYPE_CHECKING:
    import sqlite_utils

    from workbench.kernel.store import Store


@dataclass(frozen=True)
class Migration:
    """One step: its number (from 1, without gaps), a name, and what it does."""

    number: int
    name: str
    apply: "Callable[[sqlite_utils.Database], None]"


def apply_pending(store: "Store", migrations: Sequence[Migration]) -> None:
    """Bring the schema up to date; each step and its version number are one transaction.

    Raises:
        UserError: the file was written by a newer version, or needs a step while read only.
    """
    current = int(store.db.conn.execute("PRAGMA user_version").fetchone()[0])
    if current > len(migrations):
        raise UserError(
            "此工作区由更新版本的程序建立，本版本不能打开；文件未作任何改动。",
            "请安装新版本后再打开。",
        )
    for migration in migrations[current:]:
        if store.read_only:
            raise UserError(
                "工作区需要升级后才能打开，而它正由另一个窗口使用。", "请关闭另一个窗口后重试。"
            )
        with store.transaction():
            migration.apply(store.db)
            store.db.conn.execute(f"PRAGMA user_version = {migration.number}")


def script(statements: Sequence[str]) -> "Callable[[sqlite_utils.Database], None]":
    """Make a migration step out of plain SQL statements (``executescript`` would commit)."""

    def apply(db: "sqlite_utils.Database") -> None:
        for statement in statements:
            db.conn.execute(statement)

    return apply
