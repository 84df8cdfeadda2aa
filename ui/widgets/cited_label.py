"""A label whose citations of law and of cases can be opened: for cards, and wherever text stands.

Use it where a wrapped label would stand::

    body = CitedLabel(bridge, case_id, role="muted")
    body.set_text(advice.body)

Links are found beside the window a moment later; until then, and where nothing is cited, it is an
ordinary label of plain text. Tab goes to the links and Enter opens them; the mouse resting on one
shows the article's words. Nothing in the text is read as markup.
"""

from html import escape

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QCursor, QKeyEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.bridge import Bridge
from ui.widgets.citations import CitedText


class CitedLabel(QLabel):
    """A wrapped label that opens what its text cites.

    Args:
        bridge: the open workbench.
        case_id: case whose day counts; empty for today.
        role: role of the style sheet.
    """

    def __init__(
        self, bridge: Bridge, case_id: str = "", role: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._plain = ""
        self.cited = CitedText(self, bridge, case_id)
        self.cited.follow_cases()
        self.cited.found.connect(self._link)
        self.cited.renewed.connect(self._link)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", role)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        self.setSizePolicy(policy)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.linkActivated.connect(self._open)
        self.linkHovered.connect(self._hover)

    def set_text(self, text: str, within: str = "") -> None:
        """Show a text; ``within`` is the title of the law that it is part of, if of one."""
        self._plain = text
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setAccessibleName(text)
        self.cited.set_text(text, within)

    def plain_text(self) -> str:
        """Return the text without its links."""
        return self._plain

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc hides what is said of a citation; all else is the label's or the card's."""
        if event.key() == Qt.Key.Key_Escape and self.cited.hide():
            return
        super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Hide what is said of a citation."""
        super().leaveEvent(event)
        self.cited.hide()

    def _link(self) -> None:
        parts, place = [], 0
        for number, citation in enumerate(self.cited.citations):
            if citation.start < place:
                continue  # of several articles in the same words the first one is opened
            words = escape(self._plain[citation.start : citation.end])
            parts.append(escape(self._plain[place : citation.start]))
            parts.append(f'<a href="{number}">{words}</a>')
            place = citation.end
        parts.append(escape(self._plain[place:]))
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText("".join(parts).replace("\n", "<br>"))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )

    def _open(self, link: str) -> None:
        self.cited.open(self.cited.citations[int(link)], self._below())

    def _hover(self, link: str) -> None:
        if link:
            below = QCursor.pos() + QPoint(0, self.fontMetrics().height())
            self.cited.show(self.cited.citations[int(link)], below)
        else:
            self.cited.hide()

    def _below(self) -> QPoint:
        """Return where a link that was opened is told of: at the mouse, else under the label."""
        if self.underMouse():
            return QCursor.pos() + QPoint(0, self.fontMetrics().height())
        return self.mapToGlobal(self.rect().bottomLeft())


def law_in(title: str) -> str:
    """Return the law that a title like 《…》第…条 names; empty if it names none."""
    end = title.rfind("》")
    return title[1:end] if title.startswith("《") and end > 0 else ""
