"""Asks for the times of a turn, typed as 01:02:03.4 and heard before they are taken."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QWidget

from ui.hearing.clock_field import HOW, ClockField
from ui.sidebar.text import column, wrapped
from workbench.kernel.errors import UserError

Check = Callable[[float, float], object]
"""Raises a UserError where a turn cannot have these times (seconds of the hearing)."""


class TimesDialog(QDialog):
    """Two fields, and a sentence on what is wrong with them.

    Args:
        times: beginning and end as they are, in seconds of the hearing.
        check: says whether a turn may have other ones.

    Signals:
        heard: beginning and end of what is to be played.
    """

    heard = Signal(float, float)

    def __init__(
        self, times: tuple[float, float], check: Check, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("本段的时间")
        self._check = check
        self.begin, self.end = ClockField("开始时间"), ClockField("结束时间")
        self.told = wrapped(HOW, "small")
        layout = column(self, spacing=8, margin=16)
        form = QFormLayout()
        form.addRow("开始", self.begin)
        form.addRow("结束", self.end)
        layout.addLayout(form)
        layout.addWidget(self.told)
        buttons = QDialogButtonBox()
        self.go = buttons.addButton("确定", QDialogButtonBox.ButtonRole.AcceptRole)
        self.listen = buttons.addButton("试听", QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.listen.clicked.connect(self._listen)
        layout.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * 24)
        for field, second in zip((self.begin, self.end), times, strict=True):
            field.put(second)
            field.retimed.connect(self._look)
        self.go.setDefault(True)
        self.begin.setFocus()
        self.begin.selectAll()
        self._look()

    def times(self) -> tuple[float, float] | None:
        """Return what is typed; ``None`` where it is no time, or none that a turn may have."""
        start, end = self.begin.second(), self.end.second()
        if start is None or end is None or self._wrong(start, end):
            return None
        return start, end

    def _wrong(self, start: float, end: float) -> str:
        try:
            self._check(start, end)
        except UserError as error:
            return error.message.replace("，没有修改", "")  # nothing was to be changed yet
        return ""

    def _look(self) -> None:
        start, end = self.begin.second(), self.end.second()
        if start is None or end is None:
            wrong = f"时间没有写对，请写成{HOW}。"
        else:
            wrong = self._wrong(start, end)
        self.told.setText(wrong or f"{HOW}。长 {(end or 0.0) - (start or 0.0):.1f} 秒。")
        self.go.setEnabled(not wrong)
        self.listen.setEnabled(not wrong)

    def _listen(self) -> None:
        times = self.times()
        if times is not None:
            self.heard.emit(*times)
