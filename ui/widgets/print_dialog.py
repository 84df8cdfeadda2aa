"""What to print and where: printer or PDF file, pages, with or without a line below each."""

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from workbench.kernel.errors import UserError
from workbench.papers.page_ranges import parse_ranges

TO_FILE = "打印为 PDF 文件…"


class PrintDialog(QDialog):
    """Asks before a paper is printed.

    Args:
        name: of the paper.
        count: number of its pages.
        parent: the window.
    """

    def __init__(self, name: str, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("打印")
        self._count = count
        printers = QPrinterInfo.availablePrinterNames()
        self.target = QComboBox()
        self.target.setAccessibleName("打印机")
        self.target.addItems([*printers, TO_FILE])
        default = QPrinterInfo.defaultPrinterName()
        self.target.setCurrentIndex(max(0, self.target.findText(default)) if default else 0)
        self.none = QLabel("本机没有可用的打印机，可以打印为 PDF 文件（不加密，请妥善保管）。")
        self.none.setWordWrap(True)
        self.none.setVisible(not printers)
        self.pages = QLineEdit()
        self.pages.setAccessibleName("页码范围")
        self.pages.setPlaceholderText(f"全部 {count} 页；或填写范围，如 1-3,5")
        self.copies = QSpinBox()
        self.copies.setAccessibleName("份数")
        self.copies.setRange(1, 50)
        self.foot = QCheckBox("每页下方注明名称、页码、打印时间和“打印自工作区副本”")
        self.foot.setChecked(True)
        self.problem = QLabel()
        self.problem.setProperty("role", "bad")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.go = QPushButton("打印")
        icons.primary(self.go)
        self.go.setDefault(True)
        self.go.clicked.connect(self._check)
        self._lay_out(name)

    def _lay_out(self, name: str) -> None:
        stay = QPushButton("取消")
        stay.clicked.connect(self.reject)
        title = QLabel(name)
        title.setProperty("role", "heading")
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        form = QFormLayout()
        for words, widget in (
            ("打印机", self.target),
            ("", self.none),
            ("页码", self.pages),
            ("份数", self.copies),
            ("", self.foot),
        ):
            form.addRow(words, widget)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(stay)
        row.addWidget(self.go)
        column = QVBoxLayout(self)
        column.addWidget(title)
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addLayout(row)
        self.setMinimumWidth(460)

    @property
    def to_file(self) -> bool:
        """Whether a PDF file is wanted."""
        return self.target.currentText() == TO_FILE

    def numbers(self) -> list[int]:
        """Return the numbers of the pages wanted.

        Raises:
            UserError: what is typed is no range.
        """
        return parse_ranges(self.pages.text(), self._count)

    def _check(self) -> None:
        try:
            self.numbers()
        except UserError as error:
            self.problem.setText(str(error))
            self.problem.show()
            self.pages.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.accept()
