"""An open workspace with the kernel's services."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from workbench.kernel import advice, features, job_table, journal, settings
from workbench.kernel.advice import AdviceBook
from workbench.kernel.changes import ChangeBus, Changes
from workbench.kernel.features import Feature, FeatureTable, Switches
from workbench.kernel.journal import Journal
from workbench.kernel.store import Store
from workbench.kernel.workspace import STORE_FILE, Workspace, open_workspace

MIGRATIONS = (
    journal.migration(1),
    features.migration(2),
    advice.migration(3),
    job_table.migration(4),
    settings.migration(5),
    advice.hiding_migration(6),
    advice.seen_migration(7),
)


def feature(key: str, default: bool = True) -> Feature:
    """Return a feature for tests."""
    return Feature(key, f"功能{key}", "试验。", "规则", ("有局限。",), (), default)


@dataclass
class Kernel:
    """What the tests use."""

    workspace: Workspace
    store: Store
    journal: Journal
    switches: Switches
    advice: AdviceBook
    bus: ChangeBus
    seen: list[Changes]


@pytest.fixture
def kernel(tmp_path: Path) -> Iterator[Kernel]:
    """Open a new workspace."""
    workspace = open_workspace(tmp_path / "ws")
    store = workspace.open_store(STORE_FILE, MIGRATIONS)
    bus = ChangeBus()
    seen: list[Changes] = []
    bus.subscribe(seen.append)
    log = Journal(store, "测试员")
    table = FeatureTable((feature("a.one"), feature("a.two"), feature("b.off", default=False)))
    switches = Switches(store, table, log, bus)
    yield Kernel(workspace, store, log, switches, AdviceBook(store, switches, log, bus), bus, seen)
    store.close()
    workspace.close()
