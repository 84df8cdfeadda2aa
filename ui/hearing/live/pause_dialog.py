"""Asks why recording is interrupted: the reason is kept with the recording."""

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QWidget

from ui.sidebar.text import column, wrapped

REASONS = ("休庭", "庭外调解", "合议庭评议", "设备调整", "其他原因")


class PauseDialog(QDialog):
    """The reason of an interruption."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("暂停录音")
        layout = column(self, spacing=8, margin=16)
        words = "在您按“暂停”之前录音继续进行。暂停和恢复的时间、原因会与录音一起保存。"
        layout.addWidget(wrapped(words))
        form = QFormLayout()
        self.reason = QComboBox()
        self.reason.setEditable(True)
        self.reason.setAccessibleName("暂停的原因")
        self.reason.addItems(REASONS)
        form.addRow("原因", self.reason)
        layout.addLayout(form)
        buttons = QDialogButtonBox()
        self.go = buttons.addButton("暂停", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.go.setDefault(True)
        layout.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * 28)
        self.reason.setFocus()

    def words(self) -> str:
        """Return the reason."""
        return self.reason.currentText().strip() or REASONS[0]
