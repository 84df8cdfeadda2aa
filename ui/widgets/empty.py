"""What a page shows while it has nothing to show: what to do next."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui import icons, theme
from ui.sidebar.flow import FlowLayout
from ui.widgets.icon_label import IconLabel

Step = tuple[str, str, Callable[[], object]]
"""Icon, words and action of a button."""

LOW = 10
"""Height in lines below which there is no picture."""


class EmptyState(QWidget):
    """A picture, a sentence, and what can be done."""

    def __init__(self, icon: str, title: str, words: str, steps: Sequence[Step] = ()) -> None:
        super().__init__()
        self.buttons: list[QPushButton] = []
        self.picture = IconLabel(icon, "muted", 64)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = QLabel(title)
        self.title.setProperty("role", "title")
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words = QLabel(words)
        self.words.setProperty("role", "muted")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setWordWrap(True)
        row = FlowLayout(spacing=theme.RHYTHM, centred=True)
        for place, (name, text, action) in enumerate(steps):
            button = QPushButton(text)
            button.setProperty("primary", place == 0)
            icons.put(button, name)
            button.clicked.connect(partial(_run, action))
            self.buttons.append(button)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setSpacing(theme.RHYTHM)
        column.addStretch()
        for widget in (self.picture, self.title, self.words):
            column.addWidget(widget)
        column.addSpacing(theme.RHYTHM)
        column.addLayout(row)
        column.addStretch()

    def tell(self, title: str, words: str, steps: bool = True) -> None:
        """Say something else, with or without what can be done."""
        self.title.setText(title)
        self.words.setText(words)
        for button in self.buttons:
            button.setVisible(steps)

    def minimumSizeHint(self) -> QSize:
        """Leave the height to others where there is little: the picture gives way first."""
        return QSize(super().minimumSizeHint().width(), 5 * self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the picture out where words and buttons need the room."""
        super().resizeEvent(event)
        self.picture.setVisible(self.height() > LOW * self.fontMetrics().height())


def _run(action: Callable[[], object]) -> None:
    action()
