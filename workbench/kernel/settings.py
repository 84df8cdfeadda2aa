"""Small choices of the user, kept in the store: window layout, run-when-papers-change, fonts."""

import json
from typing import Any

from workbench.kernel.migrations import Migration, script
from workbench.kernel.store import Store

SETTINGS_SQL = ("CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL)",)


def migration(number: int) -> Migration:
    """Return the step that makes the settings' table."""
    return Migration(number, "settings", script(SETTINGS_SQL))


class Settings:
    """Values by key, JSON-ready."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, key: str, default: Any = None) -> Any:
        """Return a value, or ``default``."""
        rows = self._store.rows("SELECT value FROM settings WHERE key = ?", (key,))
        return json.loads(rows[0]["value"]) if rows else default

    def set(self, key: str, value: Any, *, durable: bool = True) -> None:
        """Keep a value. In a workspace opened for reading only it is silently not kept.

        Args:
            key: its name.
            value: JSON-ready.
            durable: see :meth:`Store.transaction`.
        """
        if self._store.read_only:
            return
        with self._store.transaction(durable):
            self._store.execute(
                "INSERT INTO settings VALUES (?,?) "
                "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, json.dumps(value, ensure_ascii=False)),
            )
