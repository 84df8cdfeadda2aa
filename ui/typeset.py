"""Sets a Markdown text for reading: air, headings, tables with lines, pictures that fit."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextTable,
)

from ui.palettes import Colours

LINE_HEIGHT = 125
_SIZES = {1: 1.5, 2: 1.2, 3: 1.05}


def typeset(document: QTextDocument, colours: Colours, room: int) -> None:
    """Dress a document that was read from Markdown.

    Args:
        document: the document; its default font is the size of plain text.
        colours: of the appearance.
        room: width in pixels that pictures and tables may take.
    """
    whole = QTextCursor(document)
    whole.beginEditBlock()  # laid out once at the end, not after each block
    block = document.begin()
    while block.isValid():
        _dress_block(block, colours, document.defaultFont().pointSizeF())
        block = block.next()
    for table in _tables(document.rootFrame()):
        _dress_table(table, colours)
    _underline_links(document)
    _fit_pictures(document, room)
    whole.endEditBlock()


def _dress_block(block: QTextBlock, colours: Colours, size: float) -> None:
    cursor = QTextCursor(block)
    level = block.blockFormat().headingLevel()
    shape = QTextBlockFormat()
    kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight
    in_table = cursor.currentTable() is not None
    shape.setLineHeight(100 if in_table else LINE_HEIGHT, int(kind.value))
    shape.setTopMargin(0 if in_table else size * (1.8 if level > 1 else 0.2))
    shape.setBottomMargin(0 if in_table else size * 0.7)
    cursor.mergeBlockFormat(shape)
    if level:
        letters = QTextCharFormat()
        letters.setFontPointSize(size * _SIZES.get(level, 1.0))
        letters.setFontWeight(600)
        letters.setForeground(QBrush(QColor(colours.accent if level > 1 else colours.text)))
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        cursor.mergeCharFormat(letters)


def _tables(frame: QTextFrame) -> Iterator[QTextTable]:
    for child in frame.childFrames():
        if isinstance(child, QTextTable):
            yield child
        yield from _tables(child)


def _dress_table(table: QTextTable, colours: Colours) -> None:
    shape = table.format()
    shape.setBorderCollapse(True)
    shape.setBorder(1)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderBrush(QBrush(QColor(colours.line)))
    shape.setCellPadding(5)
    shape.setCellSpacing(0)
    shape.setBottomMargin(12)
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    shape.setAlignment(Qt.AlignmentFlag.AlignLeft)
    table.setFormat(shape)


def _underline_links(document: QTextDocument) -> None:
    """A colour alone does not tell a link."""
    places = [
        (fragment.position(), fragment.length())
        for fragment in _fragments(document)
        if fragment.charFormat().isAnchor()
    ]
    line = QTextCharFormat()
    line.setFontUnderline(True)
    for place, length in places:
        cursor = QTextCursor(document)
        cursor.setPosition(place)
        cursor.setPosition(place + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(line)


def _fit_pictures(document: QTextDocument, room: int) -> None:
    places = [
        (fragment.position(), fragment.charFormat().toImageFormat())
        for fragment in _fragments(document)
        if fragment.charFormat().isImageFormat()
    ]
    for place, picture in places:
        fitted = QTextImageFormat(picture)
        fitted.setWidth(room)
        cursor = QTextCursor(document)
        cursor.setPosition(place)
        cursor.setPosition(place + 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(fitted)


def _fragments(document: QTextDocument) -> Iterator:  # type: ignore[type-arg]
    block = document.begin()
    while block.isValid():
        step = block.begin()
        while not step.atEnd():
            yield step.fragment()
            step += 1
        block = block.next()
