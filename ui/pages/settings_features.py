"""Switches of all features, made from the table of features, with what each does and cannot."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QWidget

from ui.bridge import Bridge
from ui.sidebar.flow import FlowLayout
from ui.sidebar.limits import LimitsCard, lines_of
from ui.sidebar.text import button, column, sheet, wrapped
from workbench.availability import missing
from workbench.kernel.changes import Changes
from workbench.kernel.features import ALL, Feature


class FeatureRow(QFrame):
    """One feature: its switches, and its limits card on demand."""

    def __init__(self, bridge: Bridge, feature: Feature) -> None:
        super().__init__()
        self._bridge, self.feature = bridge, feature
        self.setProperty("surface", "reading")
        layout = column(self, spacing=4, margin=10)
        row = FlowLayout(spacing=16)
        layout.addWidget(wrapped(feature.title, "strong"))
        self.everywhere = switch("全部案件", f"{feature.title}：全部案件")
        self.here = switch("本案", f"{feature.title}：本案")
        row.addWidget(self.everywhere)
        row.addWidget(self.here)
        layout.addLayout(row)
        layout.addWidget(wrapped(feature.does))
        figures = "；".join(figure.rstrip("。") for figure in feature.figures)
        self.figures = wrapped(f"实测：{figures or '暂无实测数字'}。", "small")
        layout.addWidget(self.figures)
        self.state = wrapped(role="small")
        layout.addWidget(self.state)
        self.more = button("能力与局限", "info")
        self.more.setProperty("link", True)
        self.more.setCheckable(True)
        self.limits = LimitsCard(feature)
        self.limits.hide()
        self.more.toggled.connect(self.limits.setVisible)
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.limits)

    def answers(self, text: str) -> bool:
        """Say whether the feature is meant by some words."""
        words = " ".join([self.feature.title, self.feature.key, *lines_of(self.feature)])
        return all(part in words.casefold() for part in text.casefold().split())

    def show_state(self, case: str) -> None:
        """Show the switches and what is in the way of the feature."""
        workbench = self._bridge.workbench
        show_switch(self.everywhere, workbench.switches.state(self.feature.key))
        show_switch(self.here, not case or workbench.switches.state(self.feature.key, case))
        off = workbench.switches.why_off(self.feature.key, case)
        lack = str(missing(workbench, self.feature)["missing"])
        self.state.setText(off or (f"已打开，但暂不能使用：{lack}" if lack else "已打开。"))


class FeaturesSection(QWidget):
    """功能开关."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._case = ""
        layout = column(self, spacing=8)
        layout.addWidget(
            wrapped(
                "关闭即停用：不再运行，正在运行的任务停止，已有的建议隐藏；重新打开后，"
                "原来的建议和处理结果仍在。任何一处关闭，功能即不运行；对本案只能从严。",
                "muted",
            )
        )
        layout.addWidget(self._master())
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找功能：名称、用途、局限")
        self.search.setAccessibleName("查找功能")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        layout.addWidget(self.search)
        self.none = wrapped("没有相符的功能。", "muted")
        self.none.hide()
        self.rows = [FeatureRow(bridge, feature) for feature in bridge.workbench.features]
        for row in self.rows:
            layout.addWidget(row)
            key = row.feature.key
            row.everywhere.clicked.connect(lambda on, which=key: self._set(which, on, ""))
            row.here.clicked.connect(lambda on, which=key: self._set(which, on, self._case))
        layout.addWidget(self.none)
        layout.addStretch(1)
        bridge.changed.connect(self._on_changed)
        self.refresh()

    def set_case(self, case: str) -> None:
        """Name the case that "本案" means; empty for none."""
        self._case = case
        self.refresh()

    def refresh(self) -> None:
        """Show the switches as they are."""
        workbench = self._bridge.workbench
        show_switch(self.all_everywhere, workbench.switches.state(ALL))
        show_switch(self.all_here, not self._case or workbench.switches.state(ALL, self._case))
        title = workbench.papers.case(self._case).title if self._case else ""
        self.case_words.setText(
            f"“本案”指：{title}" if title else "“本案”一栏在打开一个案件后可用。"
        )
        writable = not workbench.workspace.read_only
        for row in self.rows:
            row.show_state(self._case)
            row.everywhere.setEnabled(writable)
            row.here.setEnabled(writable and bool(self._case))
        self.all_everywhere.setEnabled(writable)
        self.all_here.setEnabled(writable and bool(self._case))

    def _master(self) -> QWidget:
        box = sheet("limits")
        layout = column(box, spacing=4, margin=10)
        row = FlowLayout(spacing=16)
        layout.addWidget(wrapped("全部智能功能", "strong"))
        self.all_everywhere = switch("全部案件", "全部智能功能：全部案件")
        self.all_here = switch("本案", "全部智能功能：本案")
        self.all_everywhere.clicked.connect(lambda on: self._set(ALL, on, ""))
        self.all_here.clicked.connect(lambda on: self._set(ALL, on, self._case))
        row.addWidget(self.all_everywhere)
        row.addWidget(self.all_here)
        layout.addLayout(row)
        self.case_words = wrapped(role="small")
        layout.addWidget(self.case_words)
        return box

    def _filter(self, text: str) -> None:
        for row in self.rows:
            row.setVisible(row.answers(text))
        self.none.setVisible(all(row.isHidden() for row in self.rows))

    def _set(self, key: str, on: bool, case: str) -> None:
        self._bridge.attempt(lambda: self._bridge.workbench.switches.set(key, on, case))
        self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if changes.kinds & {"switches", "library", "cases"}:
            if self._case and not self._known(self._case):
                self._case = ""
            self.refresh()

    def _known(self, case: str) -> bool:
        return self._bridge.workbench.papers.desk.exists(case)


def switch(text: str, name: str) -> QCheckBox:
    """Return a check box that says its state in words."""
    box = QCheckBox(text)
    box.setAccessibleName(name)
    box.setProperty("what", text)
    return box


def show_switch(box: QCheckBox, on: bool) -> None:
    """Show a switch as on or off, by tick and word."""
    box.setChecked(on)
    box.setText(f"{box.property('what')}：{'开' if on else '关'}")
