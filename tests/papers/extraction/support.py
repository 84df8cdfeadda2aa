"""Short ways to read invented papers in tests."""

from datetime import date

from workbench.papers.extraction import extract
from workbench.papers.identity import identity_check_character
from workbench.papers.model import Extracted, Page

TODAY = date(2026, 6, 1)


def read(text: str, category: str = "") -> list[Extracted]:
    """Extract from one page; every anchor is checked against the page."""
    values = extract([Page(1, text)], category, "", TODAY)
    for value in values:
        anchor = value.anchor
        assert text[anchor.start : anchor.end] == anchor.quoted
    return values


def shown(values: list[Extracted], field: str, group: str = "") -> list[str]:
    """Return what is shown of a field (of one group), in order."""
    return [v.shown for v in values if v.field == field and (not group or v.group == group)]


def one(values: list[Extracted], field: str, group: str = "") -> Extracted:
    """Return the only value of a field (of one group)."""
    (found,) = [v for v in values if v.field == field and (not group or v.group == group)]
    return found


def identity(birth: date, sex: str = "男", region: str = "110105") -> str:
    """Make a fictitious identity number with a correct check character."""
    head = f"{region}{birth:%Y%m%d}00{1 if sex == '男' else 2}"
    return head + identity_check_character(head)
