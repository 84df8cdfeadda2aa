"""What was typed into whole pages and not kept, with the text that it was typed over.

Pages of a paper change places, and their text may be read or corrected anew meanwhile: what was
typed over one text must never be saved over another.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from workbench.papers.model import Page


class PageDrafts:
    """Drafts by page number."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[str, str]] = {}

    def keep(self, page: Page, text: str) -> None:
        """Keep what was typed over a page's text; nothing where it is that text."""
        if text == page.text:
            self.drop(page)
        else:
            self._known[page.number] = (_mark(page.text), text)

    def drop(self, page: Page) -> None:
        """Forget the draft of a page."""
        self._known.pop(page.number, None)

    def of(self, page: Page) -> str | None:
        """Return what was typed over this very text."""
        mark, text = self._known.get(page.number, ("", ""))
        return text if mark == _mark(page.text) else None

    def stranded(self, page: Page) -> str | None:
        """Return what was typed over another text of this page, or of the page that was here."""
        known = self._known.get(page.number)
        return None if known is None or self.of(page) is not None else known[1]

    def to_json(self) -> dict[str, list[str]]:
        """Return the drafts, JSON-ready."""
        return {str(number): list(draft) for number, draft in self._known.items()}

    def take(self, content: Mapping[str, Any]) -> None:
        """Bring back what :meth:`to_json` returned; earlier versions kept the text alone."""
        for number, draft in content.items():
            mark, text = draft if isinstance(draft, list) and len(draft) == 2 else ("", draft)
            if number.isdecimal() and isinstance(mark, str) and isinstance(text, str):
                self._known[int(number)] = (mark, text)


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
