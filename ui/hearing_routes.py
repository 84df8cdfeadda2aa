"""Pages of hearings: their keys, titles and makers, for the table of :mod:`ui.routes`."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.bridge import Bridge
from workbench.kernel.errors import UserError

if TYPE_CHECKING:
    from ui.routes import Desk


def hearings_key(case_id: str) -> str:
    """Return the key of the list of a case's hearings."""
    return f"hearings:{case_id}"


def hearing_key(hearing_id: str) -> str:
    """Return the key of a hearing."""
    return f"hearing:{hearing_id}"


def record_key(hearing_id: str) -> str:
    """Return the key of a hearing's record."""
    return f"record:{hearing_id}"


def list_title(bridge: Bridge, identity: str) -> str:
    """Return the title of the list of a case's hearings."""
    case = bridge.workbench.papers.case(identity)
    return f"庭审 {case.number or case.title}"


def title(bridge: Bridge, identity: str) -> str:
    """Return the title of a hearing.

    Raises:
        UserError: it is gone, or in the recycle bin.
    """
    hearing = bridge.workbench.hearing.hearing(identity)
    if hearing.removed:
        raise UserError("这次庭审在回收站中。", "请先在本案的“庭审”中恢复。")
    return f"第{hearing.ordinal}次庭审"


def record_title(bridge: Bridge, identity: str) -> str:
    """Return the title of a hearing's record."""
    return f"{title(bridge, identity)}笔录"


def case(bridge: Bridge, identity: str) -> str:
    """Return the case of a hearing."""
    return bridge.workbench.hearing.hearing(identity).case


def make_list(desk: "Desk", identity: str) -> QWidget:
    """Make the list of a case's hearings."""
    from ui.pages.hearings import HearingsPage

    page = HearingsPage(desk.bridge, identity)
    page.chosen.connect(lambda hearing: desk.open_key(hearing_key(hearing)))
    for key in (hearing_key, record_key):
        page.deleted.connect(lambda hearing, key=key: desk.close_gone(key(hearing)))
    return page


def make(desk: "Desk", identity: str) -> QWidget:
    """Make the page of a hearing."""
    from ui.pages.hearing import HearingPage

    page = HearingPage(desk.bridge, identity)
    page.record_wanted.connect(lambda: desk.open_key(record_key(identity)))
    return page


def make_record(desk: "Desk", identity: str) -> QWidget:
    """Make the page of a hearing's record."""
    from ui.pages.hearing_record import HearingRecordPage

    page = HearingRecordPage(desk.bridge, identity)
    page.turn_wanted.connect(lambda turn: _to_turn(desk, identity, turn))
    page.hearing_wanted.connect(lambda: desk.open_key(hearing_key(identity)))
    return page


def _to_turn(desk: "Desk", hearing: str, turn: str) -> None:
    from ui.pages.hearing import HearingPage

    page = desk.open_key(hearing_key(hearing))
    if isinstance(page, HearingPage):
        page.go_to_turn(turn)
