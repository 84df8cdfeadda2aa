"""A workbench for the hearing room."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.engines import FixedOcr
from tests.support.hearings import invented_hearing
from workbench.hearing.model import Hearing
from workbench.workbench import Workbench


@pytest.fixture
def workbench(tmp_path: Path) -> Iterator[Workbench]:
    """Open a new workspace."""
    opened = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
    yield opened
    opened.close()


@pytest.fixture
def hearing(workbench: Workbench) -> Hearing:
    """Make a hearing of six turns."""
    return invented_hearing(workbench)
