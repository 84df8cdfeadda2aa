"""The menu of the papers chosen in the volume tree."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui import icons
from ui.bridge import Bridge
from ui.widgets.volume_model import VOLUMES
from workbench.papers.model import PAGED, Document, Outcome

OTHER = "其他"


class Acts(Protocol):
    """What the menu can have done; see :class:`ui.volume_acts.VolumeActs`."""

    def edit_name(self) -> None:
        """Let the name be typed anew."""
        ...

    def change(self, **fields: str) -> None:
        """Give the papers chosen a kind or a volume."""
        ...

    def split(self) -> None:
        """Arrange the pages of one paper."""
        ...

    def join(self) -> None:
        """Make one paper of several."""
        ...

    def rotate(self, degrees: int) -> None:
        """Turn pages."""
        ...

    def read(self) -> None:
        """Recognise scans."""
        ...

    def delete(self) -> None:
        """Put papers into the recycle list."""
        ...


class VolumeMenu(QMenu):
    """Name, kind, volume; splitting, joining, turning; reading; deletion.

    Args:
        parent: the tree.
        bridge: the open workbench.
        documents: the papers chosen; at least one.
        acts: does what is chosen.
    """

    def __init__(
        self,
        parent: QWidget,
        bridge: Bridge,
        documents: Sequence[Document],
        acts: Acts,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        paged = all(d.kind in PAGED and d.pages for d in documents)
        if len(documents) == 1:
            self._add("rename", "重命名", acts.edit_name)
        self.kinds = kinds_menu(self, documents, lambda name: acts.change(category=name))
        self.addMenu(self.kinds)
        for volume in VOLUMES:
            if any(document.volume != volume for document in documents):
                move = self._add("other_volume", f"移到{volume}", None)
                move.triggered.connect(partial(_move, acts, volume))
        if paged:
            self.addSeparator()
            if len(documents) == 1:
                self._add("split", "拆分、整理页面…", acts.split)
            else:
                self._add("join", f"合并这 {len(documents)} 件", acts.join)
            self._add("rotate_right", "向右旋转", partial(acts.rotate, 90))
            self._add("rotate_left", "向左旋转", partial(acts.rotate, 270))
        can_read = bridge.workbench.switches.is_on("papers.ocr", documents[0].case)
        if can_read and any(d.outcome is Outcome.NEEDS_OCR for d in documents):
            self.addAction("识别文字").triggered.connect(acts.read)
        self.addSeparator()
        self._add("delete", "删除到回收站", acts.delete)

    def _add(self, verb: str, words: str, slot: Callable[[], object] | None) -> QAction:
        keys = self._bridge.shortcuts.words(f"volume.{verb}")
        action = self.addAction(f"{words}\t{keys}" if keys else words)
        if icon := self._bridge.shortcuts.table[f"volume.{verb}"].icon:
            icons.put(action, icon)
        if slot is not None:
            action.triggered.connect(lambda _=False: slot())
        return action


def kinds_menu(
    parent: QWidget, documents: Sequence[Document], choose: Callable[[str], object]
) -> QMenu:
    """Return the menu of the kinds of papers, with that of the papers chosen checked."""
    from workbench.papers.catalogue import kinds

    menu = QMenu("材料种类", parent)
    present = {document.category for document in documents}
    names = [kind.name for kind in kinds()]
    for name in names if OTHER in names else [*names, OTHER]:
        action = menu.addAction(name)
        action.setCheckable(True)
        action.setChecked(present == {name})
        action.triggered.connect(partial(_choose, choose, name))
    return menu


def _choose(choose: Callable[[str], object], name: str, checked: bool = False) -> None:
    del checked
    choose(name)


def _move(acts: Acts, volume: str, checked: bool = False) -> None:
    del checked
    acts.change(volume=volume)
