"""Progress of an errand, with a button that stops it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from ui.sidebar.text import button, column, wrapped
from workbench.kernel.child import Target
from workbench.kernel.errand import Errand

POLL_MS = 50


class ErrandRow(QWidget):
    """Runs one errand at a time; hidden while there is none.

    The errand is stopped with the widget.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.errand: Errand | None = None
        self._then: Callable[[Errand], None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)
        layout = column(self, spacing=4)
        self.words = wrapped()
        self.words.setAccessibleName(f"{name}：进度")
        row = QHBoxLayout()
        self.bar = QProgressBar()
        self.bar.setAccessibleName(f"{name}：进度")
        self.stop = button("取消", "stop", f"停止{name}，不留下不完整的文件")
        self.stop.clicked.connect(self.cancel)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        layout.addWidget(self.words)
        layout.addLayout(row)
        self.hide()
        self.destroyed.connect(self._timer.stop)

    @property
    def busy(self) -> bool:
        """Whether an errand runs."""
        return self.errand is not None

    def start(
        self, target: Target, arguments: dict[str, Any], then: Callable[[Errand], None]
    ) -> None:
        """Run work in a child and call ``then`` when it is over."""
        if self.busy:
            return
        self._then = then
        self.errand = Errand(target, arguments)
        errand = self.errand
        self.destroyed.connect(errand.cancel)
        self.bar.setRange(0, 0)
        self.words.setText("正在准备……")
        self.show()
        self._timer.start()

    def cancel(self) -> None:
        """Stop the errand; ``then`` is told."""
        if self.errand is not None:
            self.errand.cancel()
            self._finish(self.errand)

    def _poll(self) -> None:
        errand = self.errand
        if errand is None:
            return
        if errand.poll():
            self._finish(errand)
            return
        self.bar.setRange(0, errand.total)
        self.bar.setValue(errand.done)
        if errand.words:
            self.words.setText(errand.words)

    def _finish(self, errand: Errand) -> None:
        self._timer.stop()
        self.errand = None
        self.hide()
        if self._then is not None:
            self._then(errand)
