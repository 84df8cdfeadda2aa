"""Reads a case and its papers over a connection of one's own, as beside the window."""

from workbench.kernel.store import Store
from workbench.papers.layers import LayerRepository
from workbench.papers.model import Case, Document, TextLayer
from workbench.papers.repository import CaseRepository, DocumentRepository


class CaseReader:
    """The reading half of the papers room.

    Args:
        store: the store of cases, open in the thread that reads.
    """

    def __init__(self, store: Store) -> None:
        self._cases = CaseRepository(store)
        self._documents = DocumentRepository(store)
        self._layers = LayerRepository(store)

    def case(self, case_id: str) -> Case:
        """Return a case as composed of typed and confirmed data."""
        return self._cases.get(case_id)

    def documents(self, case_id: str) -> list[Document]:
        """Return a case's papers in the order of the volume, without recycled ones."""
        return self._documents.of_case(case_id)

    def text(self, document_id: str) -> TextLayer:
        """Return a paper's newest text."""
        return self._layers.layer(document_id, self._documents.get(document_id).layer)
