"""What stands in place of the form: nothing found yet, being found, or switched off."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.sidebar.text import button, wrapped
from ui.widgets.empty import EmptyState
from ui.words import job_line
from workbench.kernel.features import ALL
from workbench.kernel.job_table import Job, JobState
from workbench.papers.extract_job import FEATURE


class States(QStackedWidget):
    """Empty, running and off, each with what can be done about it."""

    def __init__(self, bridge: Bridge, case_id: str) -> None:
        super().__init__()
        self._bridge, self._case = bridge, case_id
        self.empty = EmptyState(
            "search",
            "还没有提取案件信息",
            "从本案可读的材料中找出当事人、请求、金额、日期，逐项由您核对。",
            (("play", "提取", self.extract),),
        )
        self.off = EmptyState(
            "ai",
            "案件信息提取已关闭",
            "关闭期间不显示未经核对的数据；已核对的数据仍在案件概览中。",
            (("ai", "重新打开", self.switch_on),),
        )
        self.running, self.words = QWidget(), wrapped(role="title")
        self.bar = QProgressBar()
        self.bar.setAccessibleName("提取进度")
        self.stop = button("取消", "stop", "取消，已完成的部分保留")
        self.stop.clicked.connect(self.cancel)
        inner = QVBoxLayout(self.running)
        inner.setContentsMargins(48, 48, 48, 48)
        inner.addStretch()
        inner.addWidget(self.words)
        inner.addWidget(self.bar)
        inner.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addStretch()
        for page in (self.empty, self.off, self.running):
            self.addWidget(page)

    def closed(self) -> bool:
        """Say whether extraction is off, so that nothing unconfirmed may be seen."""
        return not self._bridge.workbench.switches.is_on(FEATURE, self._case)

    def known(self) -> bool:
        """Say whether the case is still there."""
        return any(case.id == self._case for case in self._bridge.workbench.papers.cases())

    def tell(self, found: bool) -> bool:
        """Show what hinders the form; say whether anything does."""
        workbench = self._bridge.workbench
        if self.closed():
            self.off.title.setText(workbench.switches.why_off(FEATURE, self._case))
            self.off.buttons[0].setEnabled(not workbench.workspace.read_only)
            self.setCurrentWidget(self.off)
            return True
        if found:
            return False
        job = self._job()
        if job is None:
            self._show_empty()
        else:
            self.words.setText(job_line(job))
            self.bar.setRange(0, job.total)
            self.bar.setValue(job.done)
            self.setCurrentWidget(self.running)
        return True

    def extract(self) -> None:
        """Start extraction."""
        self._bridge.attempt(lambda: self._bridge.workbench.papers.extract(self._case))

    def cancel(self) -> None:
        """Stop extraction."""
        if job := self._job():
            self._bridge.attempt(lambda: self._bridge.workbench.jobs.cancel(job.id))

    def switch_on(self) -> None:
        """Switch extraction on again, wherever it is off."""
        switches = self._bridge.workbench.switches

        def act() -> None:
            for case in ("", self._case):
                for key in (ALL, FEATURE):
                    if not switches.state(key, case):
                        switches.set(key, True, case)

        self._bridge.attempt(act)

    def take_focus(self, reason: Qt.FocusReason) -> None:
        """Give the keyboard to what can be done."""
        page = self.currentWidget()
        target = page.buttons[0] if isinstance(page, EmptyState) else self.stop
        target.setFocus(reason)

    def _job(self) -> Job | None:
        jobs = self._bridge.workbench.jobs.table.in_state(JobState.RUNNING, JobState.QUEUED)
        return next((j for j in jobs if j.kind == FEATURE and j.case == self._case), None)

    def _show_empty(self) -> None:
        workbench = self._bridge.workbench
        readable = any(document.layer for document in workbench.papers.documents(self._case))
        writable = not workbench.workspace.read_only
        self.empty.buttons[0].setEnabled(readable and writable)
        words = "从本案可读的材料中找出当事人、请求、金额、日期，逐项由您核对。"
        if not readable:
            words = "本案还没有可读的材料。请先把卷宗文件或文件夹拖到窗口里；扫描件需先识别文字。"
        elif not writable:
            words = workbench.workspace.why_read_only
        self.empty.words.setText(words)
        self.setCurrentWidget(self.empty)
