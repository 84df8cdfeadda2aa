"""Asks what is to be transcribed, by which model and how; says what to do where no model is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui.hearing.clock_field import HOW, ClockField
from ui.sidebar.text import column, wrapped
from ui.widgets.scrolled import scrolled
from workbench.engines.manifest import Model
from workbench.hearing.retranscribing import Reach
from workbench.hearing.speaking import Options
from workbench.hearing.timeline import clock

NO_MODEL = "本机没有语音模型，不能转写；录音可以播放，也可以人工写下发言。"
WHERE = (
    "请把 faster-whisper 格式的模型文件夹（内有 model.bin、config.json 和词表）添加到本机模型"
    "（“设置”的“本机模型”），或放入模型文件夹："
)
REST, CHOSEN, STRETCH, ALL = "rest", "chosen", "stretch", "all"
SHORTEST = 0.5
"""Seconds of sound below which nothing is worth being transcribed."""


@dataclass(frozen=True)
class Extent:
    """What there is to be transcribed.

    Attributes:
        unheard: seconds that were not transcribed yet.
        chosen: number of turns that are chosen and may be done again.
        heard: number of turns that a machine wrote and nobody corrected.
        seconds: length of the hearing.
        stretch: seconds of the hearing that are offered to be done again.
        marked: a person marked that stretch.
        reach: returns what of a stretch would be done again.
    """

    unheard: float = 0.0
    chosen: int = 0
    heard: int = 0
    seconds: float = 0.0
    stretch: tuple[float, float] = (0.0, 0.0)
    marked: bool = False
    reach: Callable[[float, float], Reach] = lambda start, end: Reach(start, end, 0, 0)


@dataclass(frozen=True)
class Asked:
    """What was chosen.

    Attributes:
        scope: :data:`REST`, :data:`CHOSEN`, :data:`STRETCH` or :data:`ALL`.
        model: name of the model.
        options: see there.
        stretch: seconds of the hearing, for the scope of that name.
    """

    scope: str
    model: str
    options: Options
    stretch: tuple[float, float] = (0.0, 0.0)


class TranscribeDialog(QDialog):
    """The choice of scope, model and options.

    Args:
        models: speech models on this machine.
        folder: where models lie.
        extent: what there is to be transcribed.
    """

    def __init__(
        self,
        models: Sequence[Model],
        folder: str,
        extent: Extent,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("转写")
        self._extent = extent
        self._models = {model.name: model for model in models}
        layout = column(self, spacing=8, margin=16)
        buttons = self._buttons()
        self.model = QComboBox()
        self.model.setAccessibleName("语音模型")
        self.model.addItems(list(self._models))
        self.card = _reading("该模型的说明", self.fontMetrics().height() * 4)
        self.scopes: dict[str, QRadioButton] = {}
        self.hot_words = QCheckBox("提示模型注意本案的人名、地名和用语")
        self.numbers = QCheckBox("数字、日期和金额按裁判文书的写法")
        self.punctuation = QCheckBox("加标点")
        self.begin, self.end = ClockField("重新转写的起点"), ClockField("重新转写的终点")
        self.told = wrapped("", "small")
        self.more = QLineEdit()
        self.more.setAccessibleName("其他要注意的词")
        self.more.setPlaceholderText("其他要注意的词，用空格分开（可不填）")
        if not models:
            for words in (NO_MODEL, WHERE, folder):
                layout.addWidget(wrapped(words))
            layout.addStretch(1)
        else:
            self._scopes(extent)
            inner = QWidget()
            self._fill(column(inner, spacing=8, margin=4))
            layout.addWidget(_scrolled(inner), 1)
        layout.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * 34)
        self._look()
        (self.model if models else self.go).setFocus()

    def asked(self) -> Asked:
        """Return what was chosen."""
        scope = next((key for key, radio in self.scopes.items() if radio.isChecked()), REST)
        options = Options(
            hot_words=self.hot_words.isChecked(),
            punctuation=self.punctuation.isChecked(),
            numbers=self.numbers.isChecked(),
            more_words=tuple(self.more.text().split()),
        )
        asked = Asked(scope, self.model.currentText(), options)
        start, end = self.begin.second(), self.end.second()
        if scope == STRETCH and start is not None and end is not None:
            asked = replace(asked, stretch=(start, min(end, self._extent.seconds)))
        return asked

    # Inside

    def _scopes(self, extent: Extent) -> None:
        heard = extent.seconds - extent.unheard > SHORTEST
        rows = (
            (REST, f"尚未转写的部分（{clock(extent.unheard)}）", extent.unheard > SHORTEST),
            (CHOSEN, f"重新转写选中的 {extent.chosen} 段", extent.chosen > 0),
            (STRETCH, "重新转写一段时间", heard),
            (ALL, f"全部重新转写（{extent.heard} 段机器转写的发言会被替换）", extent.heard > 0),
        )
        for key, words, possible in rows:
            radio = QRadioButton(words)
            radio.setEnabled(possible)
            radio.toggled.connect(self._look)
            self.scopes[key] = radio
        first = next((key for key, _words, possible in rows if possible), "")
        if first == STRETCH and extent.heard > 0:
            first = ALL
        if extent.marked and heard:
            first = STRETCH
        if first:
            self.scopes[first].setChecked(True)
        for field, second in zip((self.begin, self.end), extent.stretch, strict=True):
            field.put(second)
            field.setEnabled(heard)
            field.retimed.connect(self._on_retimed)

    def _stretch_row(self) -> QWidget:
        """Return the fields of the stretch, below its choice."""
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(24, 0, 0, 0)
        for part in (QLabel("从"), self.begin, QLabel("到"), self.end):
            layout.addWidget(part)
        layout.addStretch(1)
        return row

    def _on_retimed(self) -> None:
        if self.scopes[STRETCH].isEnabled():
            self.scopes[STRETCH].setChecked(True)
        self._look()

    def _look(self) -> None:
        """Say what the stretch would replace, or what is wrong with its times."""
        chosen = next((key for key, radio in self.scopes.items() if radio.isChecked()), "")
        wrong = self._wrong() if chosen == STRETCH else ""
        if wrong or chosen != STRETCH:
            self.told.setText(wrong)
        else:
            start, end = self.begin.second() or 0.0, self.end.second() or 0.0
            self.told.setText(_told(self._extent.reach(start, end), start, end))
        self.told.setVisible(chosen == STRETCH)
        self.go.setEnabled(bool(chosen) and not wrong)

    def _wrong(self) -> str:
        start, end = self.begin.second(), self.end.second()
        if start is None or end is None:
            return f"时间没有写对，请写成{HOW}。"
        if end - start < SHORTEST:
            return "终点须在起点之后至少半秒。"
        if start >= self._extent.seconds:
            return f"起点超出录音长度（{clock(self._extent.seconds, tenths=True)}）。"
        return ""

    def _fill(self, layout: QVBoxLayout) -> None:
        layout.addWidget(wrapped("语音模型", "heading"))
        layout.addWidget(self.model)
        layout.addWidget(self.card)
        layout.addWidget(wrapped("转写哪些", "heading"))
        for key, radio in self.scopes.items():
            layout.addWidget(radio)
            if key == STRETCH:
                layout.addWidget(self._stretch_row())
                layout.addWidget(self.told)
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


def _told(reach: Reach, start: float, end: float) -> str:
    """Say what would be replaced, what stays, and where whole turns make the stretch wider."""
    words = f"其中机器转写的 {reach.replaced} 段会被替换"
    if reach.kept:
        words += f"，人工改过的 {reach.kept} 段保留不动"
    if reach.start < start - 0.05 or reach.end > end + 0.05:
        times = (clock(reach.start, tenths=True), clock(reach.end, tenths=True))
        words += f"。按整段发言重听 {times[0]} 至 {times[1]}"
    return f"{words}。"


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
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # all that is in it takes the keyboard itself
    screen = QGuiApplication.primaryScreen()
    most = screen.availableGeometry().height() * 3 // 4 if screen is not None else 500
    area.setMinimumHeight(min(inner.sizeHint().height() + 24, most))
    return area
