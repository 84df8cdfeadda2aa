"""A link to an article that shows its words in place, without leaving what is in front."""

from datetime import date

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QFocusEvent, QHideEvent, QKeyEvent

from ui.bridge import Bridge
from ui.sidebar.text import LinkButton
from ui.widgets.citation_popup import CitationPopup
from ui.words import chinese_date
from workbench.kernel.advice import Source
from workbench.kernel.errors import UserError
from workbench.law.citation.telling import Told, Tone
from workbench.law.model import StoredArticle, Version

REST_MS = 350
"""How long the pointer rests before the words are shown."""
BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class ArticleLink(LinkButton):
    """Shows the article while the pointer rests on it or the keyboard is there; Enter opens it."""

    def __init__(self, bridge: Bridge, source: Source, icon: str) -> None:
        super().__init__(source.label, icon)
        self._bridge, self._source = bridge, source
        self.setToolTip("")
        self.popup: CitationPopup | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.show_article)

    def show_article(self) -> None:
        """Show the words of the article below the link."""
        if self._bridge.closed or not self.isVisible():
            return
        if self.popup is None:
            self.popup = CitationPopup(self)
        law = self._bridge.workbench.law
        try:
            told = told_of(law.stored(int(self._source.target)), date.today())  # noqa: DTZ011
        except UserError as error:
            told = Told(self._source.label, str(error), Tone.WARN, "", "")
        self.popup.tell(told, "按版本日期", self.mapToGlobal(QPoint(0, self.height())))

    def hide_article(self) -> None:
        """Take the words away."""
        self._rest.stop()
        if self.popup is not None:
            self.popup.hide()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait whether the pointer rests."""
        super().enterEvent(event)
        self._rest.start()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the words away with the pointer."""
        super().leaveEvent(event)
        self.hide_article()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the words to who comes by key."""
        super().focusInEvent(event)
        if event.reason() in BY_KEY:
            self.show_article()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the words away with the focus."""
        super().focusOutEvent(event)
        self.hide_article()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the words away with the link."""
        super().hideEvent(event)
        self.hide_article()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes the words away; what is open behind stays."""
        shown = self.popup is not None and self.popup.isVisible()
        if event.key() == Qt.Key.Key_Escape and shown:
            self.hide_article()
        else:
            super().keyPressEvent(event)


def told_of(stored: StoredArticle, on: date) -> Told:
    """Put an article of the library into the words of the popup, as on a day."""
    version, article = stored.version, stored.article
    standing, tone = _standing(version, on)
    return Told(f"《{version.title}》{article.label}", standing, tone, article.text, "")


def _standing(version: Version, on: date) -> tuple[str, Tone]:
    day = chinese_date(on)
    if version.in_force(on):
        return f"在{day}有效", Tone.GOOD
    if version.ended and on >= version.ended:
        return f"在{day}已失效（{chinese_date(version.ended)}起）", Tone.WARN
    if version.effective and on < version.effective:
        return f"在{day}尚未施行", Tone.WARN
    return f"在{day}是否有效未核对", Tone.OPEN
