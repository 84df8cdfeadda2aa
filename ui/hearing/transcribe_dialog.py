"""Asks what is to be transcribed, by which model and how; says what to do where no model is."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui.sidebar.text import column, wrapped
from ui.widgets.scrolled import scrolled
from workbench.engines.manifest import Model
from workbench.hearing.speaking import Options
from workbench.hearing.timeline import clock

NO_MODEL = "本机没有语音模型，不能转写；录音可以播放，也可以人工写下发言。"
WHERE = (
    "请把 faster-whisper 格式的模型文件夹（内有 model.bin、config.json 和词表）添加到本机模型"
    "（“设置”的“本机模型”），或放入模型文件夹："
)
REST, CHOSEN, ALL = "rest", "chosen", "all"


@dataclass(frozen=True)
class Asked:
    """What was chosen.

    Attributes:
        scope: :data:`REST`, :data:`CHOSEN` or :data:`ALL`.
        model: name of the model.
        options: see there.
    """

    scope: str
    model: str
    options: Options


class TranscribeDialog(QDialog):
    """The choice of scope, model and options.

    Args:
        models: speech models on this machine.
        folder: where models lie.
        unheard: seconds that were not transcribed yet.
        chosen: number of turns that are chosen and may be done again.
        heard: number of turns that a machine wrote and nobody corrected.
    """

    def __init__(
        self,
        models: Sequence[Model],
        folder: str,
        unheard: float,
        chosen: int,
        heard: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("转写")
        self._models = {model.name: model for model in models}
        layout = column(self, spacing=8, margin=16)
        self.model = QComboBox()
        self.model.setAccessibleName("语音模型")
        self.model.addItems(list(self._models))
        self.card = _reading("该模型的说明", self.fontMetrics().height() * 5)
        self.scopes: dict[str, QRadioButton] = {}
        self.hot_words = QCheckBox("提示模型注意本案的人名、地名和用语")
        self.numbers = QCheckBox("数字、日期和金额按裁判文书的写法")
        self.punctuation = QCheckBox("加标点")
        self.more = QLineEdit()
        self.more.setAccessibleName("其他要注意的词")
        self.more.setPlaceholderText("其他要注意的词，用空格分开（可不填）")
        if not models:
            for words in (NO_MODEL, WHERE, folder):
                layout.addWidget(wrapped(words))
            layout.addStretch(1)
        else:
            self._scopes(unheard, chosen, heard)
            inner = QWidget()
            self._fill(column(inner, spacing=8))
            layout.addWidget(_scrolled(inner), 1)
        layout.addWidget(self._buttons())
        self.go.setEnabled(any(radio.isEnabled() for radio in self.scopes.values()))
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * 34)

    def asked(self) -> Asked:
        """Return what was chosen."""
        scope = next((key for key, radio in self.scopes.items() if radio.isChecked()), REST)
        options = Options(
            hot_words=self.hot_words.isChecked(),
            punctuation=self.punctuation.isChecked(),
            numbers=self.numbers.isChecked(),
            more_words=tuple(self.more.text().split()),
        )
        return Asked(scope, self.model.currentText(), options)

    # Inside

    def _scopes(self, unheard: float, chosen: int, heard: int) -> None:
        rows = (
            (REST, f"尚未转写的部分（{clock(unheard)}）", unheard > 0.5),
            (CHOSEN, f"重新转写选中的 {chosen} 段", chosen > 0),
            (ALL, f"全部重新转写（{heard} 段机器转写的发言会被替换）", heard > 0),
        )
        for key, words, possible in rows:
            radio = QRadioButton(words)
            radio.setEnabled(possible)
            self.scopes[key] = radio
        first = next((key for key, _words, possible in rows if possible), "")
        if first:
            self.scopes[first].setChecked(True)

    def _fill(self, layout: QVBoxLayout) -> None:
        layout.addWidget(wrapped("语音模型", "heading"))
        layout.addWidget(self.model)
        layout.addWidget(self.card)
        layout.addWidget(wrapped("转写哪些", "heading"))
        for radio in self.scopes.values():
            layout.addWidget(radio)
        layout.addWidget(wrapped("怎样转写", "heading"))
        for box in (self.punctuation, self.numbers, self.hot_words):
            box.setChecked(True)
            layout.addWidget(box)
        layout.addWidget(self.more)
        layout.addWidget(wrapped("在后台进行，可以取消后继续；已更正的发言不会改动。", "small"))
        self.model.currentTextChanged.connect(self._show_card)
        self._show_card(self.model.currentText())

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.go = buttons.addButton("开始转写", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _show_card(self, name: str) -> None:
        model = self._models.get(name)
        if model is None:
            return
        size = f"{model.size / 1_048_576:,.0f} MB，需内存约 {model.memory_mib:,} MB"
        languages = "、".join(model.languages) or "未注明"
        self.card.setPlainText(f"{model.card}\n{size}，语言：{languages}".strip())


def _reading(name: str, height: int) -> QTextEdit:
    """Return a text to be read, of a fixed height."""
    text = QTextEdit()
    text.setReadOnly(True)
    text.setProperty("reading", True)
    text.setAccessibleName(name)
    text.setTabChangesFocus(True)
    text.setFixedHeight(height)
    return text


def _scrolled(inner: QWidget) -> QScrollArea:
    """Let what is asked scroll where letters are large and the screen is small."""
    area = scrolled(inner, "转写的选项")
    screen = QGuiApplication.primaryScreen()
    most = screen.availableGeometry().height() * 2 // 3 if screen is not None else 500
    area.setMinimumHeight(min(inner.sizeHint().height() + 24, most))
    return area
