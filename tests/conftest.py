"""Settings for every test."""

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.support.nursery import Nursery
from workbench.kernel import processes

# How long an example takes says more about the machine than about the product. A run that judges
# a change tries the same examples each time; at the desk they vary.
settings.register_profile("desk", deadline=None)
settings.register_profile("judging", deadline=None, derandomize=True)
settings.load_profile("judging" if os.environ.get("CI") else "desk")

ANEW = processes.start
"""As the program begins its children."""
MANY = 20_000
"""New objects after which garbage is collected between two tests."""

# Widgets of one test may be garbage in the next, whose threads must not destroy them: as in the
# window (ui/collecting.py), garbage is collected in the main thread alone.
gc.disable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long: at the end one worker alone would be at it."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_collection_finish() -> None:
    """Leave what was imported out of every later collection: it stays to the end."""
    gc.collect()
    gc.freeze()


def pytest_runtest_teardown() -> None:
    """Collect what tests left."""
    if gc.get_count()[0] > MANY:
        gc.collect()


@pytest.fixture(scope="session", autouse=True)
def nursery() -> Iterator[None]:
    """Begin children from a process that has read the libraries."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(processes, "start", Nursery().start)
        yield


@pytest.fixture(autouse=True)
def anew(request: pytest.FixtureRequest) -> Iterator[None]:
    """Begin children as the program does where a test is marked ``spawned``."""
    # Not by the test's own monkeypatch: it would then outlive every other fixture of the test.
    with pytest.MonkeyPatch.context() as patch:
        if request.node.get_closest_marker("spawned") is not None:
            patch.setattr(processes, "start", ANEW)
        yield
