"""The status bar: what is recorded, offline, jobs, last save, encryption, library date."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStatusBar, QToolButton, QWidget

from ui import icons
from ui.bridge import Bridge
from ui.soon import Soon
from ui.words import chinese_date, job_line
from workbench.kernel.changes import Changes
from workbench.kernel.job_table import Job, JobState
from workbench.kernel.offline import GuardState

REFRESH_MS = 250
GUARD_MS = 5000
GAP, SPARE = 8, 16
"""Pixels between two parts, and at the ends."""
ELIDE = Qt.TextElideMode.ElideMiddle


class StatusStrip(QStatusBar):
    """What one sees at a glance; each part says more in its tooltip.

    Signals:
        jobs_wanted, messages_wanted, settings_wanted, library_wanted: the part was clicked.
        live_wanted: the hearing (its id) that is recorded is wanted.
    """

    live_wanted = Signal(str)

    jobs_wanted = Signal()
    messages_wanted = Signal()
    settings_wanted = Signal()
    library_wanted = Signal()

    def __init__(
        self, bridge: Bridge, guard: Callable[[], GuardState], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._guard = guard
        self.setSizeGripEnabled(False)
        self.setProperty("helpTopic", "window")
        self._job_text = ""
        self._soon_fit = QTimer(self)
        self._soon_fit.setSingleShot(True)
        self._soon_fit.timeout.connect(self._fit)
        self.live = self._live_part()
        self.offline = self._part("offline", left=True)
        self.jobs = self._part("jobs", left=True)
        self.messages = self._part("info")
        self.saved = self._part("save")
        self.keys = self._part("key")
        self.library = self._part("library")
        self.offline.clicked.connect(self._explain_offline)
        self.jobs.clicked.connect(self.jobs_wanted)
        self.messages.clicked.connect(self.messages_wanted)
        self.keys.clicked.connect(self.settings_wanted)
        self.library.clicked.connect(self.library_wanted)
        self._soon = Soon(self, bridge, REFRESH_MS, self._refresh_jobs)
        self._guard_timer = QTimer(self)
        self._guard_timer.timeout.connect(self._refresh_offline)
        self._guard_timer.start(GUARD_MS)
        bridge.changed.connect(self._on_changes)
        self._show_saved("尚无改动", "改动即时保存")
        self._refresh_offline()
        self._refresh_jobs()
        self._refresh_keys()
        self._refresh_library()
        self.show_messages(0)

    def show_messages(self, count: int) -> None:
        """Tell how many messages there are to be read again."""
        self._say(self.messages, f"消息 {count}" if count else "消息", "点击查看本次打开以来的消息")

    def minimumSizeHint(self) -> QSize:
        """Let the window be narrower than all the words: parts give way."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many words as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit again when the font grows or shrinks."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._soon_fit.start()

    def _fit(self) -> None:
        """Leave out the least important words first; the job's line is cut last, never gone."""
        parts = [self.offline, self.jobs, self.messages, self.saved, self.keys, self.library]
        parts += [self.live] if not self.live.isHidden() else []
        edge = self.jobs.fontMetrics().height()
        for part in parts:
            part.setIconSize(QSize(edge, edge))
            part.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.jobs.setText(self._job_text)
        room = self.width() - SPARE
        for part in (self.library, self.messages, self.saved, self.keys):
            if sum(p.sizeHint().width() + GAP for p in parts) <= room:
                return
            part.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        others = sum(p.sizeHint().width() + GAP for p in parts if p is not self.jobs)
        bare = self.jobs.sizeHint().width() - self._width(self._job_text)
        left = max(8 * self._width("国"), room - others - bare - GAP)
        elided = self.jobs.fontMetrics().elidedText(self._job_text, ELIDE, left)
        self.jobs.setText(elided)

    def _width(self, text: str) -> int:
        return self.jobs.fontMetrics().horizontalAdvance(text)

    def _live_part(self) -> QToolButton:
        """Make what says that something is recorded; it is there only while it is."""
        part, live = self._part("microphone", left=True), self._bridge.live
        bold = part.font()
        bold.setBold(True)
        part.setFont(bold)
        part.hide()
        part.clicked.connect(lambda: self.live_wanted.emit(live.status.hearing))
        live.changed.connect(self._refresh_live)
        return part

    def _part(self, icon: str, left: bool = False) -> QToolButton:
        button = QToolButton()
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        icons.put(button, icon)
        if left:
            self.addWidget(button)
        else:
            self.addPermanentWidget(button)
        return button

    def _on_changes(self, changes: Changes) -> None:
        if changes.kinds - {"jobs"}:
            self._show_saved(f"已保存 {datetime.now().astimezone():%H:%M}", "改动即时保存")
        if "jobs" in changes.kinds:
            self._soon.ask()
        if "keys" in changes.kinds:
            self._refresh_keys()
        if "library" in changes.kinds:
            self._refresh_library()

    def _show_saved(self, words: str, more: str) -> None:
        workspace = self._bridge.workbench.workspace
        if workspace.read_only:
            words, more = "只读", workspace.why_read_only
        self._say(self.saved, words, more)

    def _refresh_live(self) -> None:
        words = self._bridge.live.words()
        if words != self.live.text():
            self._say(self.live, words, "点击回到正在录音的庭审")
            self.live.setVisible(bool(words))

    def _refresh_offline(self) -> None:
        state = self._guard()
        words = "离线" if state.kernel and state.audit else "离线（部分防护）"
        self._say(self.offline, f"{words} · 已拒绝 {state.refused} 次联网", offline_words(state))

    def _refresh_jobs(self) -> None:
        table = self._bridge.workbench.jobs.table
        open_jobs = table.in_state(JobState.RUNNING, JobState.QUEUED)
        running = next((job for job in open_jobs if job.state is JobState.RUNNING), None)
        first = running or next(iter(open_jobs), None)
        if first is None:
            self._say(self.jobs, "没有进行中的任务", "点击查看全部任务")
            return
        more = f"（另有 {len(open_jobs) - 1} 项）" if len(open_jobs) > 1 else ""
        self._say(self.jobs, job_line(first) + more, _job_words(open_jobs))

    def _refresh_keys(self) -> None:
        workspace = self._bridge.workbench.workspace
        secret = workspace.has_passphrase
        icons.put(self.keys, "lock" if secret else "key")
        words = (
            "数据已加密，打开时需输入口令。"
            if secret
            else (
                "数据已加密，密钥保存在工作区文件夹中；能打开该文件夹的人即可读取。可在设置中加设口令。"
            )
        )
        self._say(self.keys, "已加密：口令" if secret else "已加密：密钥文件", words)

    def _refresh_library(self) -> None:
        day = self._bridge.workbench.law.as_of()
        words = f"法规库截至 {chinese_date(day)}" if day else "法规库未导入"
        self._say(self.library, words, "点击打开法规库")

    def _say(self, part: QToolButton, text: str, more: str) -> None:
        if part is self.jobs:
            self._job_text = text
        part.setText(text)
        part.setToolTip(f"{text}\n{more}")
        part.setAccessibleName(text)
        part.setAccessibleDescription(more)
        self._soon_fit.start()

    def _explain_offline(self) -> None:
        self._bridge.notice.emit(offline_words(self._guard()))


def offline_words(state: GuardState) -> str:
    """Say what keeps the program off the network, and what does not."""
    if not state.audit:
        return "网络防护没有生效，请勿在联网的机器上处理案件材料。"
    if state.kernel:
        return (
            "本程序不联网：程序自身和操作系统内核两道防护均已生效。"
            f"程序自身的联网请求已拒绝 {state.refused} 次。"
        )
    return f"本程序不联网。{state.reason}"


def _job_words(jobs: list[Job]) -> str:
    return "\n".join([*(job_line(job) for job in jobs[:8]), "点击查看任务"])
