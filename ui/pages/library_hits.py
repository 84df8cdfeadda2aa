"""What a search found: two lines a hit, with the words that were searched for marked."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPalette,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import theme
from ui.pages.library_words import brief, citation, standing
from ui.widgets.passages import span
from ui.widgets.two_lines import Index
from workbench.kernel.clock import today
from workbench.kernel.search import fold
from workbench.law.catalog import short_title
from workbench.law.library import Hit

PADDING = 6
_LINES = 2


class HitModel(QAbstractListModel):
    """Articles that a search found."""

    def __init__(self) -> None:
        super().__init__()
        self.hits: Sequence[Hit] = ()
        self.words: Sequence[str] = ()

    def set_hits(self, hits: Sequence[Hit], words: Sequence[str] = ()) -> None:
        """Show other hits of a search for some (folded) words."""
        self.beginResetModel()
        self.hits, self.words = hits, words
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of hits."""
        return 0 if parent is not None and parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is shown of a hit."""
        hit = self.hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return title(hit)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            mark = standing(hit.article.version, today())
            return f"{citation(hit.article)}（{mark}）：{hit.snippet}"
        return None


def title(hit: Hit) -> str:
    """Return the citation of a hit, with its standing where it is not in force."""
    version = hit.article.version
    mark = brief(version, today())
    state = "" if mark == "现行有效" else f"〔{mark}〕"
    return f"《{short_title(version.title)}》{hit.article.article.label}{state}"


class HitDelegate(QStyledItemDelegate):
    """Draws the citation above and the words around the match below."""

    def __init__(self, view: QAbstractItemView, model: HitModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Make room for the citation and two lines of words."""
        del option, index
        height = QFontMetrics(self._view.font()).height()
        return QSize(80, height * (1 + _LINES) + 2 * PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        # The stubs do not know the option's fields.
        name, rect, state = bare.text, QRect(bare.rect), bare.state  # type: ignore[attr-defined]
        bare.text = ""  # type: ignore[attr-defined]
        element = QStyle.ControlElement.CE_ItemViewItem
        self._view.style().drawControl(element, bare, painter, self._view)
        flags = QStyle.StateFlag
        lit = bool(state & flags.State_Selected) and bool(state & flags.State_Active)
        room = rect.adjusted(PADDING, PADDING, -PADDING, -PADDING)
        role = QPalette.ColorRole.HighlightedText if lit else QPalette.ColorRole.Text
        colour = self._view.palette().color(role)
        bold = QFont(self._view.font())
        bold.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(bold)
        painter.save()
        painter.setPen(colour)
        painter.setFont(bold)
        painter.drawText(
            room, 0, metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room.width())
        )
        room.setTop(room.top() + metrics.height())
        self._snippet(painter, room, self._model.hits[index.row()].snippet, colour, lit)
        painter.restore()

    def _snippet(
        self, painter: QPainter, room: QRect, text: str, colour: QColor, lit: bool
    ) -> None:
        layout = QTextLayout(text, self._view.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(marks(text, self._model.words, lit))
        layout.beginLayout()
        y = 0.0
        for _ in range(_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(room.width())
            line.setPosition(QPointF(0, y))
            y += line.height()
        layout.endLayout()
        painter.setPen(colour)
        layout.draw(painter, QPointF(room.topLeft()), [], QRectF(room))


def marks(text: str, words: Sequence[str], lit: bool) -> list[QTextLayout.FormatRange]:
    """Return the places of folded words in a text, underlined and on the colour of marks."""
    form = QTextCharFormat()
    form.setFontUnderline(True)
    form.setFontWeight(QFont.Weight.DemiBold)
    if not lit:
        form.setBackground(QColor(theme.current().mark))
    folded, found = fold(text), []
    for word in words:
        place = folded.find(word)
        while place >= 0:
            found.append(span(place, len(word), form))
            place = folded.find(word, place + len(word))
    return found
