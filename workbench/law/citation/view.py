"""What the citation check asks of a library of statutes."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from workbench.law.model import StoredArticle, Version


class LibraryView(Protocol):
    """Reads laws, versions and articles; never writes."""

    def titles(self) -> Mapping[str, int]:
        """Return the full title of every law with its id."""
        ...

    def versions(self, law_id: int) -> Sequence[Version]:
        """Return all versions of a law, in any order; empty if the id is unknown."""
        ...

    def article(self, version_id: int, number: int, insertion: int = 0) -> StoredArticle | None:
        """Return one article of a version; ``None`` if there is none."""
        ...

    def articles(self, version_id: int) -> Sequence[StoredArticle]:
        """Return all articles of a version in order."""
        ...
