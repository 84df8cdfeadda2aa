"""Puts the report of a search for similar cases together: search, choose, sign, save."""

import re
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from ui.answer import Answer
from ui.bridge import Bridge
from ui.sidebar.text import button, wrapped
from ui.widgets.report_list import ReportList
from workbench.kernel.errors import UserError
from workbench.similar_report import ReportRequest, file_name

if TYPE_CHECKING:
    from workbench.law.precedents.report import ReportMaterial
    from workbench.report_room import Written

NOTE = (
    "检索结果由程序生成，仅供参考。报告中的分析意见留白，由承办法官填写；"
    "本机不连接网络，人民法院案例库的在线检索请在另一台计算机上进行，并填入报告。"
)
_ISSUES = re.compile(r"[；;\n]")
NO_COURT = "未设定：请在案件概览中填写法院，或者在“设置 → 本院及上级法院”中设定，再重新检索"


class ReportDialog(QDialog):
    """Asks what goes into the report, and writes it beside the window."""

    def __init__(self, bridge: Bridge, case: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._case = bridge, case
        self._room = bridge.workbench.reports
        self.material: ReportMaterial | None = None
        self._then: Callable[[Any], None] = lambda _: None
        self.setWindowTitle("类案检索报告")
        self.setProperty("helpTopic", "precedents")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = parent.window().size()
        self.resize(min(1100, room.width() - 60), min(760, room.height() - 60))
        self._answer = Answer(self, bridge, self._take, self._refuse)
        self._make()
        self._lay_out()
        self.search()

    def search(self) -> None:
        """Search anew, with the issues that are written."""
        issues = [part.strip() for part in _ISSUES.split(self.issues.text()) if part.strip()]
        self.material = None
        self.list.clear()
        self._wait(
            "正在按顺位检索类案……", lambda: self._room.gather(self._case, issues), self._show
        )

    def save(self) -> None:
        """Ask for a file and write the report into it."""
        if self.material is None:
            return
        title = "保存类案检索报告（文件没有加密，请妥善保管）"
        suggested = file_name(self.material)
        name, _ = QFileDialog.getSaveFileName(self, title, suggested, "Word 文档 (*.docx)")
        if name:
            self.write(Path(name), replacing=True)

    def write(self, file: Path, replacing: bool = False) -> None:
        """Write the report.

        Args:
            file: where to; a missing ending is added.
            replacing: the person agreed that a file of this very name is replaced.
        """
        material = self.material
        if material is None:
            return
        target = file if file.suffix.lower() == ".docx" else file.with_name(f"{file.name}.docx")
        request = ReportRequest(self.searcher.text().strip(), self.list.chosen())
        agreed = replacing and target == file
        self._wait(
            "正在生成报告……",
            lambda: self._room.write(self._case, material, request, target, agreed),
            self._finish,
        )

    # Parts

    def _make(self) -> None:
        self.list = ReportList()
        self.state = wrapped(role="muted")
        self.state.setAccessibleName("检索情况")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(8)
        self.bar.setAccessibleName("正在进行")
        self.problem = wrapped(role="bad")
        self.problem.hide()
        self.searcher = QLineEdit(self._room.searcher)
        self.searcher.setAccessibleName("检索人")
        self.searcher.setPlaceholderText("可不填，在报告中填写")
        self.court = wrapped()
        self.issues = QLineEdit()
        self.issues.setAccessibleName("补充争议焦点")
        self.issues.setPlaceholderText("材料中没有归纳的争议焦点，用分号分开；填后重新检索")
        self.again = button("重新检索", "refresh", "按所填争议焦点重新检索")
        self.again.clicked.connect(self.search)
        self.every = button("全选", tip="检到的全部列入")
        self.every.clicked.connect(lambda: self.list.tick(lambda _: True))
        self.taken = button("只选已采纳的", tip="只列入在参考栏采纳的案例")
        self.taken.clicked.connect(self._tick_adopted)
        self.filed = QCheckBox("同时存入本案副卷")
        self.go = button("生成并保存…")
        icons.primary(self.go)
        self.go.setDefault(True)
        self.go.clicked.connect(self.save)
        self.leave = button("取消")
        self.leave.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        for widget in (wrapped(NOTE, "muted"), self.state, self.bar):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addLayout(_row(self.every, self.taken, None))
        form = QFormLayout()
        form.addRow("检索人", self.searcher)
        form.addRow("检索法院", self.court)
        form.addRow("争议焦点", _row(self.issues, self.again))
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addLayout(_row(self.filed, None, self.leave, self.go))

    # What comes from beside the window

    def _wait(
        self, words: str, begin: Callable[[], "Future[Any]"], then: Callable[[Any], None]
    ) -> None:
        self.problem.hide()
        try:
            self._answer.wait(begin())
        except UserError as error:
            self._refuse(error)
            return
        self._then = then
        self.state.setText(words)
        self._allow(busy=True)

    def _take(self, result: Any) -> None:
        self._allow(busy=False)
        self._then(result)

    def _refuse(self, error: UserError) -> None:
        self.problem.setText(str(error))
        self.problem.show()
        self._allow(busy=False)
        self._say()

    def _allow(self, busy: bool) -> None:
        self.bar.setVisible(busy)
        ready = not busy and self.material is not None
        for widget in (self.go, self.every, self.taken, self.list):
            widget.setEnabled(ready)
        self.again.setEnabled(not busy)
        self.issues.setEnabled(not busy)

    def _show(self, material: "ReportMaterial") -> None:
        self.material = material
        self.list.show_results(material, material.usual())
        self.court.setText(material.court or NO_COURT)
        self._allow(busy=False)
        self.taken.setEnabled(any(one.adopted for one in material.results))
        self._say()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self) -> None:
        material = self.material
        if material is None:
            self.state.setText("")
            return
        opposed = sum(one.case.contrary for one in material.results)
        issues = "；".join(material.pending.issues) or "材料中没有归纳，可在下方补充"
        self.state.setText(
            f"查找 {material.searched:,} 件，检到 {len(material.results)} 件，"
            f"其中结果不同的 {opposed} 件。争议焦点：{issues}。"
        )

    def _tick_adopted(self) -> None:
        if self.material is not None:
            adopted = {one.id for one in self.material.results if one.adopted}
            self.list.tick(adopted.__contains__)

    def _finish(self, written: "Written") -> None:
        if self.filed.isChecked():
            papers = self._bridge.workbench.papers
            self._bridge.attempt(lambda: papers.import_files(self._case, [written.file]))
        where = "，并正在存入本案副卷" if self.filed.isChecked() else ""
        self._bridge.notice.emit(
            f"类案检索报告已保存为“{written.file}”{where}。文件没有加密，请妥善保管。"
        )
        self.accept()


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Return widgets side by side; room stands where there is ``None``."""
    row = QHBoxLayout()
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget, 1 if isinstance(widget, QLineEdit) else 0)
    return row
