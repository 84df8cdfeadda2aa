"""Citations in texts on the screen: marked, shown, opened, by mouse and by keyboard."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.laws import stocked_folder
from ui.bridge import Bridge
from ui.sidebar.card import AdviceCard
from ui.widgets.cited_label import CitedLabel
from ui.widgets.text_view import TextView
from workbench.kernel.advice import Advice, Provenance, Source, SourceKind
from workbench.law.citation.slices import find_in_slices
from workbench.papers.model import Page

ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton
TEXT = (
    "𠮷日，原告依照《中华人民共和国民法典》第六百七十五条请求返还借款，"
    "并依照该法第六百七十六条请求利息。\n被告称合同第三条已有约定。"
)


@pytest.fixture
def stocked(tmp_path: Path, reopen: Callable[[Path], Bridge]) -> Bridge:
    """Open a workspace with the demonstration's laws."""
    shutil.copytree(stocked_folder(), tmp_path / "ws")
    return reopen(tmp_path / "ws")


@pytest.fixture
def view(qtbot: QtBot, stocked: Bridge) -> TextView:
    """Show a text that cites two articles."""
    view = TextView()
    qtbot.addWidget(view)
    view.resize(700, 400)
    view.follow_citations(stocked)
    view.show_pages([Page(1, text=TEXT)])
    view.show()
    qtbot.waitExposed(view)
    links = view._citations
    assert links is not None
    qtbot.waitUntil(lambda: len(links.cited.citations) == 2)
    return view


def underlined(view: TextView) -> list[str]:
    found = []
    block = view.document().begin()
    while block.isValid():
        for piece in block.layout().formats():
            # The stubs do not know these fields; Qt counts in UTF-16.
            start, length = piece.start, piece.length  # type: ignore[attr-defined]
            raw = block.text().encode("utf-16-le")[2 * start : 2 * (start + length)]
            found.append(raw.decode("utf-16-le"))
        block = block.next()
    return found


def test_citations_are_underlined_and_contract_clauses_are_not(view: TextView) -> None:
    assert underlined(view) == [
        "《中华人民共和国民法典》第六百七十五条",
        "该法第六百七十六条",
    ]
    assert "2处法条引用" in view.accessibleDescription()


def test_the_keyboard_goes_from_citation_to_citation(
    qtbot: QtBot, view: TextView, stocked: Bridge
) -> None:
    QTest.keyClick(view, Qt.Key.Key_Down, ALT)
    assert view.textCursor().selectedText() == "《中华人民共和国民法典》第六百七十五条"
    links = view._citations
    assert links is not None
    popup = links.cited._popup
    assert popup is not None
    assert popup.isVisible()
    assert popup.title.text() == "《中华人民共和国民法典》第六百七十五条"
    assert "有效（按今天）" in popup.standing.text()
    assert "借款人应当按照约定的期限返还借款" in popup.text.text()
    QTest.keyClick(view, Qt.Key.Key_Down, ALT)
    assert view.textCursor().selectedText() == "该法第六百七十六条"
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    with qtbot.waitSignal(stocked.open_source) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    source = opened.args[0]
    assert isinstance(source, Source)
    assert source.kind is SourceKind.ARTICLE
    assert stocked.workbench.law.stored(int(source.target)).article.number == 676
    QTest.keyClick(view, Qt.Key.Key_Up, ALT)
    assert view.textCursor().selectedText() == "《中华人民共和国民法典》第六百七十五条"


def test_a_click_opens_and_a_click_beside_does_not(
    qtbot: QtBot, view: TextView, stocked: Bridge
) -> None:
    links = view._citations
    assert links is not None
    cursor = links._cursor(links.cited.citations[0])
    cursor.setPosition(cursor.selectionStart() + 3)
    spot = view.cursorRect(cursor).center()
    with qtbot.waitSignal(stocked.open_source) as opened:
        QTest.mouseClick(view.viewport(), LEFT, pos=spot)
    assert stocked.workbench.law.stored(int(opened.args[0].target)).article.number == 675
    cursor.setPosition(1)
    with qtbot.assertNotEmitted(stocked.open_source):
        QTest.mouseClick(view.viewport(), LEFT, pos=view.cursorRect(cursor).center())


def test_the_mouse_over_a_citation_shows_its_words(qtbot: QtBot, view: TextView) -> None:
    links = view._citations
    assert links is not None
    cursor = links._cursor(links.cited.citations[0])
    cursor.setPosition(cursor.selectionStart() + 3)
    QTest.mouseMove(view.viewport(), view.cursorRect(cursor).center())
    qtbot.waitUntil(lambda: links.cited._popup is not None and links.cited._popup.isVisible())
    QTest.mouseMove(view.viewport(), QPoint(5, 390))
    assert links.cited._popup is not None
    qtbot.waitUntil(links.cited._popup.isHidden)


def test_the_day_of_a_case_decides(qtbot: QtBot, stocked: Bridge) -> None:
    papers = stocked.workbench.papers
    case = papers.new_case("张三甲诉李四乙", filed=date(2022, 5, 4))
    label = CitedLabel(stocked, case.id)
    qtbot.addWidget(label)
    label.set_text("依照民事诉讼法第二百六十条加倍支付利息。")
    qtbot.waitUntil(lambda: bool(label.cited.citations))
    told = label.cited.told(label.cited.citations[0])
    assert told is not None
    assert told.standing == "在2022年5月4日有效"
    assert label.cited.day().why == "按本案立案日"


def test_a_label_links_what_it_cites_and_shows_markup_as_text(
    qtbot: QtBot, stocked: Bridge
) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    label = CitedLabel(stocked)
    QVBoxLayout(holder).addWidget(label)
    holder.resize(400, 200)
    holder.show()
    label.set_text("<b>甲</b>依照民法典第675条、第九百九十九万条")
    qtbot.waitUntil(lambda: bool(label.cited.citations))
    assert "&lt;b&gt;甲&lt;/b&gt;" in label.text()
    assert label.plain_text().startswith("<b>甲</b>")
    holder.activateWindow()
    qtbot.waitUntil(holder.isActiveWindow)
    QTest.keyClick(holder, Qt.Key.Key_Tab)
    assert label.hasFocus()
    QTest.keyClick(label, Qt.Key.Key_Tab)
    with qtbot.waitSignal(stocked.open_source) as opened:
        label.linkActivated.emit("0")
    assert stocked.workbench.law.stored(int(opened.args[0].target)).article.number == 675


def test_what_the_library_lacks_is_said(qtbot: QtBot, stocked: Bridge) -> None:
    label = CitedLabel(stocked)
    qtbot.addWidget(label)
    label.set_text("依照《中华人民共和国合同法》第一百零七条承担责任。")
    qtbot.waitUntil(lambda: bool(label.cited.citations))
    told = label.cited.told(label.cited.citations[0])
    assert told is not None
    assert told.standing == "本库未查到"
    assert "民法典" in told.note
    with qtbot.waitSignal(stocked.open_source) as opened:  # the article that took its place
        label.cited.open(label.cited.citations[0], QPoint())
    assert stocked.workbench.law.stored(int(opened.args[0].target)).article.number == 577


def test_slices_find_what_the_whole_text_gives(stocked: Bridge) -> None:
    law = stocked.workbench.law
    text = f"{TEXT}\n" * 60
    whole = [c for part in find_in_slices(text, law.rules().names, size=10**6) for c in part]
    sliced = [c for part in find_in_slices(text, law.rules().names, size=700) for c in part]
    assert len(whole) == 120
    assert sliced == whole


def test_a_card_links_what_its_body_and_reasons_cite(qtbot: QtBot, stocked: Bridge) -> None:
    papers = stocked.workbench.papers
    case = papers.new_case("张三甲诉李四乙", filed=date(2025, 3, 10))
    item = Advice(
        "law.statutes",
        case.id,
        "article",
        "《中华人民共和国民法典》第六百七十四条",
        "依据本法第六百七十五条的规定返还。",
        ("案由常用条文，参照《中华人民共和国民法典》第五百七十七条",),
        (Source(SourceKind.ARTICLE, "《中华人民共和国民法典》第六百七十四条", "1"),),
        Provenance("词语检索", "1"),
    )
    card = AdviceCard(item, stocked)
    qtbot.addWidget(card)
    labels = card.findChildren(CitedLabel)
    qtbot.waitUntil(lambda: all(label.cited.citations for label in labels))
    opened: list[int] = []
    law = stocked.workbench.law
    stocked.open_source.connect(
        lambda source: opened.append(law.stored(int(source.target)).article.number)
    )
    for label in labels:
        label.linkActivated.emit("0")
    assert opened == [675, 577]
    told = labels[0].cited.told(labels[0].cited.citations[0])
    assert told is not None
    assert told.standing == "在2025年3月10日有效"
