"""The small window that tells of a cited article or case; it never takes the focus."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.widgets.icon_label import IconLabel
from workbench.law.citation.telling import Told, Tone

CHARACTERS = 30
MOST = 260
"""Characters of the article that are shown; the rest is one Enter away."""
HINT = "按 Enter 或点击，在法规库中打开；Esc 收起"
LOOKS = {Tone.GOOD: ("check", "good"), Tone.WARN: ("warning", "warn"), Tone.OPEN: ("info", "muted")}
"""Icon and colour of each tone; the words say the same."""


class CitationPopup(QFrame):
    """Title, standing, words and notes of a citation."""

    def __init__(self, owner: QWidget) -> None:
        # Within the window, not a window: a desktop may put those anywhere, and move the focus.
        super().__init__(owner.window())
        self._owner = owner
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAutoFillBackground(True)
        self.hide()
        owner.destroyed.connect(self.deleteLater)
        self.setProperty("surface", "message")
        self._icon = IconLabel("check", "good")
        self.title = _label("strong")
        self.standing = _label("")
        self.text = _label("")
        self.note = _label("muted")
        self.hint = _label("small")
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.standing, 1)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addLayout(row)
        for label in (self.text, self.note, self.hint):
            column.addWidget(label)

    def tell(
        self, told: Told, why: str, below: QPoint, hint: str = HINT, name: str = "所引条文"
    ) -> None:
        """Show what is said of a citation.

        Args:
            told: what is said.
            why: why the law of that day is shown; empty where no day counts.
            below: point of the screen below or above which it stands.
            hint: what the keys do.
            name: what the window is called.
        """
        self.setAccessibleName(name)
        if self.parentWidget() is not self._owner.window():
            self.setParent(self._owner.window())
        icon, colour = LOOKS[told.tone]
        self._icon.show_icon(icon, colour)
        self.title.setText(told.title)
        self.standing.setText(f"{told.standing}（{why}）" if why else told.standing)
        cut = len(told.text) > MOST
        self.text.setText(f"{told.text[:MOST]}……" if cut else told.text)
        self.note.setText(told.note)
        self.hint.setText(hint)
        for label in (self.text, self.note):
            label.setVisible(bool(label.text()))
        self.setAccessibleDescription("".join((told.title, told.standing, told.text, told.note)))
        self._place(below)

    def _place(self, below: QPoint) -> None:
        width = self.fontMetrics().horizontalAdvance("国") * CHARACTERS + 40
        self.setFixedWidth(width)
        self.ensurePolished()
        self.setFixedHeight(max(40, self._column.heightForWidth(width)))
        window = self._owner.window()
        room, place = window.rect(), window.mapFromGlobal(below)
        x = max(room.left(), min(place.x(), room.right() - width))
        y = place.y() + 6
        if y + self.height() > room.bottom():
            line = self.fontMetrics().height() * 2
            y = max(room.top(), place.y() - line - self.height())
        self.move(x, y)
        self.show()
        self.raise_()


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", role)
    return label
