"""Appearance, applied at once."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFormLayout,
    QHBoxLayout,
    QRadioButton,
    QSlider,
    QSpinBox,
    QWidget,
)

from ui import appearance
from ui.appearance import LARGEST, MODES, SMALLEST, Appearance
from ui.bridge import Bridge
from ui.sidebar.text import column, wrapped


class LookSection(QWidget):
    """外观."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        chosen = appearance.load(bridge.workbench.settings)
        layout = column(self, spacing=16)
        form = QFormLayout()
        form.setVerticalSpacing(16)
        form.addRow("颜色", self._modes(chosen))
        form.addRow("字号", self._sizes(chosen))
        layout.addLayout(form)
        layout.addWidget(wrapped("选择后立即生效，并记在工作区中。", "muted"))
        layout.addStretch(1)

    def _modes(self, chosen: Appearance) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        self.modes = {}
        for key, words in MODES.items():
            choice = QRadioButton(words)
            choice.setAccessibleName(f"颜色：{words}")
            choice.setChecked(key == chosen.mode)
            choice.toggled.connect(lambda on: self._apply() if on else None)
            row.addWidget(choice)
            self.modes[key] = choice
        row.addStretch(1)
        return box

    def _sizes(self, chosen: Appearance) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(SMALLEST, LARGEST)
        self.slider.setSingleStep(5)
        self.slider.setPageStep(10)
        self.slider.setTracking(False)
        self.slider.setAccessibleName("字号百分比")
        self.slider.setFixedWidth(240)
        self.percent = QSpinBox()
        self.percent.setRange(SMALLEST, LARGEST)
        self.percent.setSingleStep(5)
        self.percent.setSuffix(" %")
        self.percent.setKeyboardTracking(False)
        self.percent.setAccessibleName("字号百分比")
        for widget in (self.slider, self.percent):
            widget.setValue(chosen.percent)
        self.slider.valueChanged.connect(self.percent.setValue)
        self.percent.valueChanged.connect(self._resize)
        row.addWidget(self.slider)
        row.addWidget(self.percent)
        row.addStretch(1)
        return box

    def _resize(self, percent: int) -> None:
        self.slider.blockSignals(True)
        self.slider.setValue(percent)
        self.slider.blockSignals(False)
        self._apply()

    def _apply(self) -> None:
        mode = next(key for key, choice in self.modes.items() if choice.isChecked())
        chosen = Appearance(mode, self.percent.value())
        appearance.save(self._bridge.workbench.settings, chosen)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            appearance.dress(app, chosen)
