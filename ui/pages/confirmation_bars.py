"""What stands around the form: banner, progress, filter; the keys; what is left to do."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QWidget,
)

from ui import icons
from ui.pages.confirmation_model import FILTER_WORDS, Filter, FormModel
from ui.shortcuts import Shortcuts
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import button, column, wrapped
from ui.widgets.icon_label import IconLabel
from workbench.kernel.advice import BANNER

HINTS = (
    ("Enter", "确认"),
    ("Tab", "下一项"),
    ("confirmation.discard", "不采纳"),
    ("confirmation.wrong", "有误"),
    ("confirmation.next_source", "换来源"),
    ("confirmation.confirm_group", "整组确认"),
    ("confirmation.undo", "撤销"),
)


class FormBar(QFrame):
    """Banner, progress and filter.

    Signals:
        chosen: the :class:`Filter`.
        undo_wanted: the last decision is to be taken back.
    """

    chosen = Signal(object)
    undo_wanted = Signal()

    def __init__(self, shortcuts: Shortcuts) -> None:
        super().__init__()
        self.setProperty("aiPanel", True)
        self.words = QLabel()
        self.bar = QProgressBar()
        self.bar.setAccessibleName("核对进度")
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.filter = QComboBox()
        self.filter.setAccessibleName("显示哪些数据")
        self.filter.setToolTip(shortcuts.tip("confirmation.filter"))
        for item in Filter:
            self.filter.addItem(FILTER_WORDS[item], item)
        self.filter.currentIndexChanged.connect(self._on_chosen)
        self.undo = button("撤销", "undo", shortcuts.tip("confirmation.undo"))
        self.undo.setProperty("compact", True)
        self.undo.clicked.connect(self.undo_wanted)
        self.words.setMinimumHeight(self.filter.sizeHint().height())
        box = QWidget()
        row = FlowLayout(box, spacing=8)
        for widget in (self.words, self.filter, self.undo):
            row.addWidget(widget)
        layout = column(self, spacing=4, margin=8)
        layout.addWidget(wrapped(BANNER, "small"))
        layout.addWidget(box)
        layout.addWidget(self.bar)

    def tell(self, model: FormModel, can_undo: bool) -> None:
        """Show how far it is."""
        done, total = model.progress()
        self.words.setText(f"已核对 {done} / {total}")
        self.bar.setUpdatesEnabled(False)  # else each step is painted before the key is answered
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        self.bar.setUpdatesEnabled(True)
        self.undo.setEnabled(can_undo)
        for place, item in enumerate(Filter):
            words = f"{FILTER_WORDS[item]}（{model.count(item)}）"
            if words != self.filter.itemText(place):
                self.filter.setItemText(place, words)

    def show_filter(self, chosen: Filter) -> None:
        """Show which filter is in use."""
        with QSignalBlocker(self.filter):
            self.filter.setCurrentIndex(list(Filter).index(chosen))

    def _on_chosen(self, place: int) -> None:
        self.chosen.emit(list(Filter)[place])


class KeyHints(QLabel):
    """The keys of the form in one line, as they are set now."""

    def __init__(self, shortcuts: Shortcuts) -> None:
        super().__init__()
        self._shortcuts = shortcuts
        self.setProperty("role", "small")
        self.setWordWrap(True)
        self.setContentsMargins(8, 4, 8, 4)
        shortcuts.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        parts = []
        for key, words in HINTS:
            keys = self._shortcuts.words(key) if "." in key else key
            if keys:
                parts.append(f"{keys} {words}")
        self.setText(" · ".join(parts))


class DoneStrip(QFrame):
    """Everything is settled, or nothing passes the filter: what now."""

    def __init__(self, slots: tuple[Callable[[], None], Callable[[], None]]) -> None:
        super().__init__()
        self.setProperty("surface", "sheet")
        self.title = wrapped(role="title")
        self.words = wrapped(role="muted")
        self.overview = QPushButton("回到案件概览")
        icons.put(self.overview, "overview")
        self.all = button("显示全部", "search")
        self.overview.clicked.connect(slots[0])
        self.all.clicked.connect(slots[1])
        box = QWidget()
        row = FlowLayout(box, spacing=8)
        for widget in (self.overview, self.all):
            row.addWidget(widget)
        layout = column(self, spacing=8, margin=16)
        head = QHBoxLayout()
        head.addWidget(IconLabel("check", "good", 24), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.title, 1)
        layout.addLayout(head)
        layout.addWidget(self.words)
        layout.addWidget(box)
        layout.addStretch(1)

    def tell(self, title: str, words: str, more: bool) -> None:
        """Say it; ``more``: there are rows that the filter leaves out."""
        self.all.setVisible(more)
        self.title.setText(title)
        self.words.setText(words)

    def first(self) -> QWidget:
        """Return what takes the keyboard."""
        return self.overview
