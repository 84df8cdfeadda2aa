"""Reading a precedent: head, outline, search, links, citation, print."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.law.precedents import samples
from tests.law.precedents.build import packed
from tests.ui.precedents import open_stocked
from ui import routes, text_printing
from ui.bridge import Bridge
from ui.pages.precedent import PrecedentPage
from ui.shell import Shell
from workbench.law.model import Citation
from workbench.law.precedents.cited import CitedCase
from workbench.law.precedents.model import Origin, Part
from workbench.law.precedents.repository import Filters
from workbench.law.precedents.shelf import Shelf

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def stocked(tmp_path: Path, reopen: Callable[[Path], Bridge]) -> Bridge:
    """Open the stocked workspace."""
    return open_stocked(tmp_path, reopen)


def show(qtbot: QtBot, bridge: Bridge, words: str, width: int = 1200) -> PrecedentPage:
    (head,) = bridge.workbench.precedents.page(Filters(words))
    page = PrecedentPage(bridge, head.id)
    qtbot.addWidget(page)
    page.resize(width, 700)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.waitUntil(lambda: page.reader.stored is not None)
    page.setFocus()
    assert page.reader.text.hasFocus()
    return page


def test_the_head_tells_what_it_is_and_where_it_comes_from(qtbot: QtBot, stocked: Bridge) -> None:
    page = show(qtbot, stocked, "沪01民终90123")
    head = page.reader.head
    assert "上海市第一中级人民法院" in head.facts.text()
    assert "2021年3月5日" in head.facts.text()
    assert "供参考的裁判" in head.tier.text()
    assert "维持原判" in head.outcome.text()
    assert "零散文书" in head.origin.toolTip() or "零散文书" in head.origin.text()
    guiding = show(qtbot, stocked, "指导性案例990号")
    assert guiding.reader.head.tier.text().startswith("指导性案例（应当参照）")


def test_the_outline_goes_to_the_parts(qtbot: QtBot, stocked: Bridge) -> None:
    page = show(qtbot, stocked, "沪01民终90123")
    assert page.outline.isVisible()
    names = [page.outline.item(row).text() for row in range(page.outline.count())]
    assert {"当事人", "理由", "裁判结果"} <= set(names)
    page.outline.setFocus()
    page.outline.setCurrentRow(names.index("理由"))
    QTest.keyClick(page.outline, Qt.Key.Key_Return)
    text, stored = page.reader.text, page.reader.stored
    assert stored is not None
    section = next(s for s in stored.sections if s.part is Part.REASONING)
    assert text.current == text.row_of(section.start)
    assert text.in_sight(text.current)


def test_where_the_page_is_narrow_the_outline_is_a_box(qtbot: QtBot, stocked: Bridge) -> None:
    page = show(qtbot, stocked, "沪01民终90123", width=480)
    assert not page.outline.isVisible()
    assert page.reader.head.parts.isVisible()
    names = [page.reader.head.parts.itemText(n) for n in range(page.reader.head.parts.count())]
    page.reader.head.parts.activated.emit(names.index("裁判结果"))
    assert "驳回上诉" in page.reader.text.passages[page.reader.text.current].text


def test_search_marks_counts_and_walks(qtbot: QtBot, stocked: Bridge) -> None:
    page = show(qtbot, stocked, "沪01民终90123")
    QTest.keyClick(page.reader.text, Qt.Key.Key_F, CONTROL)
    assert page.reader.bar.field.hasFocus()
    QTest.keyClicks(page.reader.bar.field, "a")
    page.reader.bar.field.setText("上诉")
    qtbot.waitUntil(lambda: bool(page.reader.finding.hits) and not page.reader.finding.busy)
    stored = page.reader.stored
    assert stored is not None
    assert len(page.reader.finding.hits) == stored.text.count("上诉")
    assert page.reader.bar.count.text().startswith("第 1 处")
    assert page.reader.text.selected_text() == "上诉"
    QTest.keyClick(page.reader.bar.field, Qt.Key.Key_Return)
    assert page.reader.bar.count.text().startswith("第 2 处")
    QTest.keyClick(page.reader.bar.field, Qt.Key.Key_Return, SHIFT)
    QTest.keyClick(page.reader.bar.field, Qt.Key.Key_Return, SHIFT)
    last = len(page.reader.finding.hits)
    assert page.reader.bar.count.text().startswith(f"第 {last} 处")
    QTest.keyClick(page.reader.bar.field, Qt.Key.Key_Escape)
    assert not page.reader.bar.isVisible()
    assert page.reader.text._words == ()


def test_the_citation_is_copied_as_a_paper_has_it(qtbot: QtBot, stocked: Bridge) -> None:
    page = show(qtbot, stocked, "沪01民终90123")
    QTest.keyClick(page.reader.text, Qt.Key.Key_C, CONTROL | SHIFT)
    copied = QGuiApplication.clipboard().text()
    assert copied == "上海市第一中级人民法院（2021）沪01民终90123号民事判决书"


def test_words_can_be_selected_and_copied(qtbot: QtBot, stocked: Bridge) -> None:
    page = show(qtbot, stocked, "沪01民终90123")
    text = page.reader.text
    text.choose(1)
    QTest.keyClick(text, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(text, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text().strip() == text.passages[1].text


def test_statutes_and_known_cases_are_links(
    qtbot: QtBot, stocked: Bridge, open_shell: Callable[[Bridge], Shell]
) -> None:
    room = stocked.workbench.precedents
    citing = (
        samples.CIVIL_SECOND.replace("沪01民终90123", "沪01民终90124")
        .replace("（2020）沪0115民初90045号", "（2021）沪01民终90123号")
        .replace("郑一壬", "郑一癸")
        .replace("逾期交房", "逾期办证")
    )
    with room._store.transaction():
        added = Shelf(room._store).add(packed(citing, "c.txt"))
    assert added
    shell = open_shell(stocked)
    page = shell.open_key(routes.precedent_key(added))
    assert isinstance(page, PrecedentPage)
    qtbot.waitUntil(lambda: page.reader.stored is not None)
    text = page.reader.text
    cited = page.reader.cited
    wanted = {CitedCase, Citation}
    qtbot.waitUntil(lambda: wanted <= {type(one) for one in cited.citations}, timeout=10_000)
    cases = [one for one in cited.citations if isinstance(one, CitedCase)]
    assert [one.number for one in cases] == ["（2021）沪01民终90123号"]
    linked = [one for row in text._citations.values() for one in row]
    assert sorted(linked, key=lambda one: one.start) == cited.citations
    text.go_to(text.row_of(cases[0].start))
    rect = text.citation_rect(cases[0])
    place = QPointF(rect.left() + 4, rect.center().y()).toPoint()
    QTest.mouseClick(text.viewport(), LEFT, pos=place)
    other = shell.tabs.currentWidget()
    assert isinstance(other, PrecedentPage)
    assert other is not page
    qtbot.waitUntil(lambda: other.reader.stored is not None)
    assert other.reader.stored is not None
    assert other.reader.stored.head.number == "（2021）沪01民终90123号"


def test_law_is_shown_as_of_the_day_of_the_decision(qtbot: QtBot, stocked: Bridge) -> None:
    page = show(qtbot, stocked, "沪01民终90123")
    assert str(page.reader.cited.day().day) == "2021-03-05"


def test_a_precedent_that_is_gone_says_so(
    qtbot: QtBot, stocked: Bridge, open_shell: Callable[[Bridge], Shell]
) -> None:
    shell = open_shell(stocked)
    with qtbot.waitSignal(stocked.failed) as told:
        assert shell.open_key(routes.precedent_key(99_999)) is None
    assert told.args is not None
    assert "案例库中没有这一件" in told.args[0]
    page = show(qtbot, stocked, "盗窃")
    assert page.reader.stored is not None
    stocked.workbench.precedents.remove(page.reader.stored.id)
    qtbot.waitUntil(page.reader.gone.isVisible, timeout=5000)


def test_a_long_judgment_opens_at_once_and_scrolls(qtbot: QtBot, stocked: Bridge) -> None:
    room = stocked.workbench.precedents
    more = "\n".join(
        f"另查明，第{n}笔款项经双方确认，有转账凭证佐证，本院予以认定。" for n in range(3000)
    )
    long = samples.CIVIL_FIRST.replace("经审理查明：", f"经审理查明：{more}\n又查明：")
    with room._store.transaction():
        added = Shelf(room._store).add(packed(long, "long.txt"))
    assert added
    page = PrecedentPage(stocked, added)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    qtbot.waitUntil(lambda: page.reader.stored is not None)
    assert page.reader.stored is not None
    assert len(page.reader.stored.text) > 90_000
    assert len(page.reader.text._cache._kept) < 60
    page.reader.finding.search("第2999笔")
    qtbot.waitUntil(lambda: not page.reader.finding.busy)
    assert page.reader.text.selected_text() == "第2999笔"


def test_the_text_is_printed_page_by_page(qtbot: QtBot, stocked: Bridge, tmp_path: Path) -> None:
    page = show(qtbot, stocked, "沪01民终90123")
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target = tmp_path / "out.pdf"
    printer.setOutputFileName(str(target))
    text = "\n".join(f"第{n}段，示例文字。" for n in range(120))
    work = text_printing.TextPrinter(printer, "示例", text, [1, 3], foot=True)
    with qtbot.waitSignal(stocked.notice) as told:
        text_printing.run(page, stocked, work)
    assert told.args == ["已打印 2 页。"]
    import pymupdf

    with pymupdf.open(target) as document:
        assert document.page_count == 2
        assert "第0段" in document[0].get_text().replace("\n", "")


def test_own_court_tells_its_tier(qtbot: QtBot, stocked: Bridge) -> None:
    stocked.workbench.precedents.set_own_courts(["上海市浦东新区人民法院"])
    page = show(qtbot, stocked, "沪01民终90123")
    assert "第四顺位" in page.reader.head.tier.text()
    assert page.reader.stored is not None
    assert page.reader.stored.head.origin is Origin.JUDGMENT
