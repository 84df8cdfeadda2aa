"""What a person does to the papers of the volume tree, by key, menu or button."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QPoint, Signal

from ui.bridge import Bridge
from ui.widgets.recycle_list import RecycleList
from ui.widgets.volume_menu import VolumeMenu, kinds_menu
from ui.widgets.volume_model import VOLUMES, Order
from ui.widgets.volume_tree import VolumeTree
from workbench.papers.model import PAGED, Document, Outcome
from workbench.papers.volume import Volume

T = TypeVar("T")


class VolumeActs(QObject):
    """Carries out the commands ``volume.…`` on the papers chosen in a tree.

    Args:
        bridge: the open workbench.
        tree: the tree.
        case: tells the id of the case shown.
        refresh: shows the volume as it is now.

    Signals:
        split_wanted: id of the paper whose pages are to be arranged.
        gone: ids of papers that went into the recycle list.
    """

    split_wanted = Signal(str)
    gone = Signal(object)

    def __init__(
        self,
        bridge: Bridge,
        tree: VolumeTree,
        case: Callable[[], str],
        refresh: Callable[[], object],
    ) -> None:
        super().__init__(tree)
        self._bridge = bridge
        self._tree = tree
        self._case = case
        self._refresh = refresh
        keys: dict[str, Callable[[], object]] = {
            "rename": self.edit_name,
            "delete": self.delete,
            "up": partial(tree.shift, -1),
            "down": partial(tree.shift, 1),
            "undo": self.undo,
            "redo": self.redo,
            "kind": self.ask_kind,
            "other_volume": self.to_other_volume,
            "split": self.split,
            "join": self.join,
            "rotate_right": partial(self.rotate, 90),
            "rotate_left": partial(self.rotate, 270),
            "recycled": self.show_recycled,
        }
        for verb, slot in keys.items():
            bridge.shortcuts.bind(f"volume.{verb}", tree, slot)
        tree.renamed.connect(self.rename)
        tree.arranged.connect(self.arrange)
        tree.customContextMenuRequested.connect(self._show_menu)

    def chosen(self) -> list[Document]:
        """Return the papers chosen, in order."""
        wanted = self._tree.selected_ids()
        known = {document.id: document for document in self._tree.papers.documents}
        return [known[key] for key in wanted]

    def menu(self) -> VolumeMenu | None:
        """Return the menu of the papers chosen; ``None`` where none is."""
        chosen = self.chosen()
        return VolumeMenu(self._tree, self._bridge, chosen, self) if chosen else None

    def edit_name(self) -> None:
        """Let the name of the paper with the cursor be typed anew."""
        self._tree.edit_name()

    def rename(self, document_id: str, name: str) -> None:
        """Give a paper another name."""
        self._do(lambda: self._volume.change([document_id], name=name))

    def arrange(self, order: Order) -> None:
        """Put the papers into another order."""
        self._done(lambda: self._volume.arrange(self._case(), order))

    def change(self, **fields: str) -> None:
        """Give the papers chosen a kind or a volume."""
        if ids := self._tree.selected_ids():
            self._do(lambda: self._volume.change(ids, **fields))

    def to_other_volume(self) -> None:
        """Move the papers chosen from 正卷 to 副卷, or back."""
        if chosen := self.chosen():
            here = VOLUMES.index(chosen[0].volume)
            self.change(volume=VOLUMES[1 - here])

    def ask_kind(self) -> None:
        """Show the kinds of papers to choose from, at the cursor."""
        if chosen := self.chosen():
            menu = kinds_menu(self._tree, chosen, lambda name: self.change(category=name))
            row = self._tree.visualRect(self._tree.currentIndex())
            menu.popup(self._tree.viewport().mapToGlobal(row.bottomLeft()))

    def split(self) -> None:
        """Ask how the pages of the paper chosen are to be parted."""
        chosen = self.chosen()
        if len(chosen) != 1:
            self._bridge.failed.emit("请选中一件材料再拆分。", "要合并几件时，请用“合并”。")
        elif self._paged(chosen, "拆分"):
            self.split_wanted.emit(chosen[0].id)

    def join(self) -> None:
        """Make one paper of those chosen."""
        ids = self._tree.selected_ids()
        joined = self._do(lambda: self._volume.join(ids))
        if joined is not None:
            self._tree.choose(joined.id)
            self._say(f"已把 {len(ids)} 件合并为“{joined.name}”，共 {joined.pages} 页")

    def rotate(self, degrees: int) -> None:
        """Turn all pages of the papers chosen."""
        chosen = self.chosen()
        if chosen and self._paged(chosen, "旋转"):
            self._done(lambda: self._volume.rotate([d.id for d in chosen], degrees))

    def read(self) -> None:
        """Have the text of the scans chosen recognised."""
        ids = [d.id for d in self.chosen() if d.outcome is Outcome.NEEDS_OCR]
        papers = self._bridge.workbench.papers
        self._bridge.attempt(lambda: papers.read_scans(self._case(), ids))

    def delete(self) -> None:
        """Put the papers chosen into the recycle list; it can be undone, so nothing is asked."""
        chosen = self.chosen()
        ids = [document.id for document in chosen]

        if ids and self._done(lambda: self._volume.recycle(ids)):
            self.gone.emit(ids)
            what = f"“{chosen[0].name}”" if len(ids) == 1 else f" {len(ids)} 件材料"
            self._say(f"已把{what}移入本案的回收站")

    def undo(self) -> None:
        """Take the last change of the volume back."""
        if not self._volume.undoable(self._case()):
            self._bridge.notice.emit("没有可以撤销的卷宗操作。")
            return
        words = self._do(lambda: self._volume.undo(self._case()))
        if words:
            self._bridge.notice.emit(f"已撤销：{words}。")

    def redo(self) -> None:
        """Make the change again that was undone last."""
        if not self._volume.redoable(self._case()):
            self._bridge.notice.emit("没有可以重做的卷宗操作。")
            return
        words = self._do(lambda: self._volume.redo(self._case()))
        if words:
            self._bridge.notice.emit(f"已重做：{words}。")

    def show_recycled(self) -> None:
        """Show the recycle list of the case."""
        listed = RecycleList(self._bridge, self._case(), self._tree.window())
        listed.finished.connect(lambda _: self._refresh())
        listed.open()

    @property
    def _volume(self) -> Volume:
        return self._bridge.workbench.papers.volume

    def _do(self, act: Callable[[], T]) -> T | None:
        """Carry something out and show the volume as it is now; a refusal is said."""
        done = self._bridge.attempt(act)
        if done is None:
            self._tree.restore()
        self._refresh()
        return done

    def _done(self, act: Callable[[], None]) -> bool:
        """Carry out what gives nothing back, and say whether it was done."""

        def run() -> bool:
            act()
            return True

        return bool(self._do(run))

    def _paged(self, documents: Sequence[Document], what: str) -> bool:
        for document in documents:
            if document.kind not in PAGED or not document.pages:
                self._bridge.failed.emit(
                    f"“{document.name}”没有可以{what}的页面，没有{what}。",
                    "PDF、OFD 和图片可以拆分、合并、旋转。",
                )
                return False
        return True

    def _say(self, words: str) -> None:
        keys = self._bridge.shortcuts.words("volume.undo")
        self._bridge.notice.emit(f"{words}。{f'可按 {keys} 撤销。' if keys else ''}")

    def _show_menu(self, place: QPoint) -> None:
        menu = self.menu()
        if menu is not None:
            menu.popup(self._tree.viewport().mapToGlobal(place))
