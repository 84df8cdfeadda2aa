"""Writes a hearing out: asks where to, and what to do with text that nobody has checked."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.answer import Answer
from ui.asking import choose
from ui.bridge import Bridge
from ui.hearing.record.matter import Matters
from workbench.hearing.record.writing import FORM_WORDS, OPEN, SUFFIX, Form, Order, Written


class Exporting(QObject):
    """Exports the record of one hearing.

    Args:
        bridge: the open workbench.
        matters: what it is made of.
        page: the page, as parent of dialogs.
    """

    def __init__(self, bridge: Bridge, matters: Matters, page: QWidget) -> None:
        super().__init__(page)
        self._bridge = bridge
        self._matters = matters
        self._page = page
        self._answer: Answer[Written] = Answer(self, bridge, self._tell)

    @property
    def busy(self) -> bool:
        """Whether something is being written."""
        return self._answer.awaited

    def ask(self, form: Form) -> None:
        """Ask for a file, and write it."""
        title = self._matters.now.draft.title if self._matters.now else FORM_WORDS[form]
        name, _ = QFileDialog.getSaveFileName(
            self._page.window(), f"导出{FORM_WORDS[form]}", f"{title}{SUFFIX[form]}"
        )
        if not name:
            return
        file = Path(name)
        file = file if file.suffix.lower() == SUFFIX[form] else file.with_name(name + SUFFIX[form])
        unchecked = self._bridge.workbench.records.unchecked(self._matters.hearing)
        as_draft = False
        if unchecked and form not in OPEN:
            words = (
                f"还有 {len(unchecked)} 段机器转写的文字没有人核对。机器转写不是法庭笔录，"
                "核对并签名后才是。"
            )
            now = self._matters.now
            if now is not None and now.draft.unwritten:
                words += f"另有 {now.draft.unwritten} 处有人说话而没有写出文字。"
            if choose(self._page.window(), "导出", words, ["按草稿导出，标明未核对"]) != 0:
                return
            as_draft = True
        self.write(form, file, as_draft)

    def write(self, form: Form, file: Path, as_draft: bool) -> None:
        """Write a file; what comes of it is told."""
        order = Order(form, file, options=self._matters.options, replacing=True, as_draft=as_draft)
        records, hearing = self._bridge.workbench.records, self._matters.hearing
        answer = self._bridge.attempt(lambda: records.export(hearing, order))
        if answer is not None:
            self._answer.wait(answer)

    def _tell(self, written: Written) -> None:
        names = "、".join(file.name for file in written.files)
        parts = [f"已导出：{names}（{written.files[0].parent}）。"]
        if written.unchecked:
            parts.append(f"其中 {written.unchecked} 段标明未核对。")
        if written.missing:
            parts.append(f"首部还没有填写：{'、'.join(written.missing)}。")
        self._bridge.notice.emit("".join(parts))
