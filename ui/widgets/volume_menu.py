"""The menu of the papers chosen in the volume tree."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from ui.bridge import Bridge
from workbench.papers.model import Document, Outcome

OTHER = "其他"


class VolumeMenu(QMenu):
    """Rename, kind, volume, reading, deletion.

    Args:
        parent: the tree.
        bridge: the open workbench.
        documents: the papers chosen; at least one.
        rename, delete: what the tree does for F2 and Delete.
    """

    def __init__(
        self,
        parent: QWidget,
        bridge: Bridge,
        documents: Sequence[Document],
        rename: Callable[[], object],
        delete: Callable[[], object],
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._documents = documents
        if len(documents) == 1:
            self.addAction("重命名\tF2").triggered.connect(rename)
        self.kinds = self._kinds()
        self.addMenu(self.kinds)
        for volume in ("正卷", "副卷"):
            if any(document.volume != volume for document in documents):
                move = self.addAction(f"移到{volume}")
                move.triggered.connect(lambda _=False, v=volume: self._change(volume=v))
        can_read = bridge.workbench.switches.is_on("papers.ocr", documents[0].case)
        if can_read and any(d.outcome is Outcome.NEEDS_OCR for d in documents):
            self.addAction("识别文字").triggered.connect(self._read)
        self.addSeparator()
        self.addAction("删除…\tDelete").triggered.connect(delete)

    def _kinds(self) -> QMenu:
        from workbench.papers.catalogue import kinds

        menu = QMenu("材料种类", self)
        present = {document.category for document in self._documents}
        names = [kind.name for kind in kinds()]
        for name in names if OTHER in names else [*names, OTHER]:
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(present == {name})
            action.triggered.connect(lambda _=False, n=name: self._change(category=n))
        return menu

    def _change(self, **fields: str) -> None:
        papers = self._bridge.workbench.papers

        def change() -> None:
            for document in self._documents:
                papers.update_document(document.id, **fields)

        self._bridge.attempt(change)

    def _read(self) -> None:
        papers, case = self._bridge.workbench.papers, self._documents[0].case
        ids = [d.id for d in self._documents if d.outcome is Outcome.NEEDS_OCR]
        self._bridge.attempt(lambda: papers.read_scans(case, ids))
