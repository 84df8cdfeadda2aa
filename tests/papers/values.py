"""Values for tests of the form, as extraction would store them."""

from workbench.kernel.anchor import Anchor
from workbench.papers.model import Extracted, ValueState
from workbench.papers.values import CaseValue


def value(
    field: str,
    said: str,
    group: str = "",
    paper: str = "d1",
    note: str = "",
    state: ValueState = ValueState.PENDING,
    corrected: str = "",
) -> CaseValue:
    """Return a value whose id tells its paper, field, group and reading."""
    anchor = Anchor(paper, 1, 1, 0, len(said), said)
    found = Extracted(field, said, said, group, anchor, "test", note)
    key = f"{paper}/{field}/{group}/{said}"
    return CaseValue(key, "c1", found, state, corrected, "then" if state != "pending" else "")
