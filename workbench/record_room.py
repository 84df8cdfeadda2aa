"""Puts the room of hearing records together out of an open workspace."""

from functools import partial
from pathlib import Path

from workbench.hearing.record.service import Ground, RecordRoom
from workbench.hearing.record.shelf import FOLDER
from workbench.kernel.store import Store
from workbench.kernel.workspace import STORE_FILE, Workspace
from workbench.papers.volume import Kernel
from workbench.procedure.calendar import is_off
from workbench.schema import MIGRATIONS


def record_room(kernel: Kernel, workspace: Workspace) -> RecordRoom:
    """Return the room; close it before the store."""
    store = kernel.store
    opened = partial(_open, store.path, workspace.store_key(STORE_FILE))
    services = (store, opened, kernel.journal, kernel.changes, kernel.switches)
    templates, original = workspace.folder / FOLDER, workspace.vault.open
    return RecordRoom(Ground(*services, templates, original, is_off))


def _open(path: Path, key: bytes) -> Store:
    return Store.open(path, key, MIGRATIONS, read_only=True)
