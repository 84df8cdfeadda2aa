"""What stands above the similar cases: their report, and the index that has to be built first."""

from PySide6.QtCore import QMetaMethod, Signal
from PySide6.QtWidgets import QWidget

from ui.bridge import Bridge
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import button, column, wrapped
from workbench.similar_room import Readiness


class PrecedentTools(QWidget):
    """Buttons for the index and the report, each only while it can do something.

    Signals:
        index_wanted: the index is to be built or brought up to date.
    """

    index_wanted = Signal()

    def __init__(self, bridge: Bridge, case: str) -> None:
        super().__init__()
        self._bridge, self._case = bridge, case
        self._ready: Readiness | None = None
        self._busy = False
        layout = column(self, spacing=4)
        layout.setContentsMargins(8, 0, 8, 0)
        self.words = wrapped(role="muted")
        self.index = button("建立类案索引", "jobs")
        self.index.setProperty("compact", True)
        self.index.clicked.connect(self.index_wanted)
        self.report = button("检索报告", "export", "生成类案检索报告（Word）")
        self.report.setProperty("compact", True)
        self.report.clicked.connect(lambda: bridge.search_report.emit(case))
        row = QWidget()
        flow = FlowLayout(row, spacing=6)
        flow.addWidget(self.index)
        flow.addWidget(self.report)
        layout.addWidget(self.words)
        layout.addWidget(row)

    def forget(self) -> None:
        """Look again what there is to search in when it is next shown."""
        self._ready = None

    def show_state(self, busy: bool, shown: bool) -> None:
        """Show what can be done now.

        Args:
            busy: the index is being built, or similar cases are being looked for.
            shown: there are similar cases of this case.
        """
        if self._ready is None or (self._busy and not busy):
            self._ready = self._bridge.workbench.similar.readiness()
        self._busy, ready = busy, self._ready
        writable = not self._bridge.workbench.workspace.read_only
        lacks = ready.precedents > 0 and ready.outdated and writable and not busy
        self.index.setVisible(lacks)
        name = "更新类案索引" if ready.indexed else "建立类案索引"
        self.index.setText(name)
        self.index.setAccessibleName(name)
        self.index.setToolTip(f"{name}：在后台进行，可随时取消")
        self.words.setText(self._lack(ready) if lacks else "")
        self.words.setVisible(lacks)
        self.report.setVisible(shown and self._answered())
        self.setVisible(lacks or self.report.isVisibleTo(self))

    def _lack(self, ready: Readiness) -> str:
        if ready.indexed:
            return "案例库有变动，尚未进入类案索引；更新前只在已建索引的案例中查找。"
        return f"案例库有 {ready.precedents:,} 件案例，尚未建立类案索引，建好后才能推荐。"

    def _answered(self) -> bool:
        """Say whether somebody makes the report."""
        return self._bridge.isSignalConnected(QMetaMethod.fromSignal(self._bridge.search_report))
