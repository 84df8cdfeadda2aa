"""Fonts of window and reading views and their size, applied at once, with a sample."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
    QSpinBox,
    QWidget,
)

from ui import appearance, theme
from ui.appearance import LARGEST, SMALLEST, Appearance
from ui.bridge import Bridge
from ui.pages.settings_look import apply, kept_words
from ui.sidebar.text import column, sheet, wrapped
from workbench import fonts

SAMPLE = (
    "原告张三甲与被告李四乙民间借贷纠纷一案，本院于2026年3月5日立案后，依法适用简易程序，"
    "公开开庭进行了审理。借款本金120,000元（壹拾贰万元整）。"
)
READING_ROLES = ("仿宋", "楷体", "宋体", "黑体")


class FontsSection(QWidget):
    """字体与字号."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._chosen = appearance.load(bridge.workbench.settings)
        layout = column(self, spacing=12)
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.family = self._families()
        self.reading = self._readings()
        form.addRow("界面字体", self.family)
        form.addRow("阅读字体", self.reading)
        form.addRow("字号", self._sizes())
        layout.addLayout(form)
        self.lack = wrapped(role="muted")
        self.lack.setAccessibleName("缺少的字体")
        layout.addWidget(self.lack)
        layout.addWidget(wrapped("阅读字体用于法条、材料文字和帮助；下面是样张：", "muted"))
        layout.addWidget(self._sample())
        layout.addWidget(wrapped(kept_words(bridge), "muted"))
        layout.addStretch(1)
        self._show_sample()
        self._say_lack()

    def _families(self) -> QComboBox:
        box = _combo("界面字体")
        box.addItem("自动（推荐）", "")
        for name in theme.chinese_families():
            box.addItem(name, name)
        _select(box, self._chosen.family)
        box.activated.connect(lambda _: self._apply())
        return box

    def _readings(self) -> QComboBox:
        box = _combo("阅读字体")
        box.addItem("与界面相同", "")
        installed, table = theme.chinese_families(), fonts.load()
        for role in READING_ROLES:
            choice = fonts.choose(role, installed, table)
            if choice.exact:
                box.addItem(f"{role}（{choice.family}）", choice.family)
        for name in installed:
            if box.findData(name) < 0:
                box.addItem(name, name)
        _select(box, self._chosen.reading)
        box.activated.connect(lambda _: self._apply())
        return box

    def _sizes(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(SMALLEST, LARGEST)
        self.slider.setSingleStep(5)
        self.slider.setPageStep(10)
        self.slider.setTracking(False)
        self.slider.setMaximumWidth(240)
        self.percent = QSpinBox()
        self.percent.setRange(SMALLEST, LARGEST)
        self.percent.setSingleStep(5)
        self.percent.setSuffix(" %")
        self.percent.setKeyboardTracking(False)
        for widget in (self.slider, self.percent):
            widget.setAccessibleName("字号百分比")
            widget.setValue(self._chosen.percent)
        self.slider.valueChanged.connect(self.percent.setValue)
        self.percent.valueChanged.connect(self._resize)
        row.addWidget(self.slider, 1)
        row.addWidget(self.percent)
        row.addStretch(1)
        return box

    def _sample(self) -> QWidget:
        frame = sheet("reading")
        box = column(frame, spacing=8, margin=16)
        self.sample = QLabel(SAMPLE)
        self.sample.setWordWrap(True)
        self.sample.setTextFormat(Qt.TextFormat.PlainText)
        self.sample.setAccessibleName("字体样张")
        box.addWidget(self.sample)
        return frame

    def _resize(self, percent: int) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(percent)
        self._apply()

    def _apply(self) -> None:
        kept = appearance.load(self._bridge.workbench.settings)
        mode = self._chosen.mode if self._bridge.workbench.workspace.read_only else kept.mode
        self._chosen = Appearance(
            mode,
            self.percent.value(),
            str(self.family.currentData()),
            str(self.reading.currentData()),
        )
        apply(self._bridge, self._chosen)
        self._show_sample()

    def _show_sample(self) -> None:
        # A style sheet overrides fonts that are set, so the sample carries one of its own.
        family = self._chosen.reading or self._chosen.family or QFont().family()
        self.sample.setStyleSheet(f'QLabel {{ font-family: "{family}"; }}')

    def _say_lack(self) -> None:
        installed, table = theme.chinese_families(), fonts.load()
        lack = [r for r in table if not fonts.choose(r, installed, table).exact]
        words = f"本机没有{'、'.join(lack)}，文书中以相近的字体代替，见“本机检查”。" if lack else ""
        self.lack.setText(words)
        self.lack.setVisible(bool(words))


def _combo(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(14)
    return box


def _select(box: QComboBox, data: str) -> None:
    box.setCurrentIndex(max(0, box.findData(data)))
