"""The comparison: marks in both texts, the list of elements, keys, states."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.test_comparison import COMPLAINT
from tests.ui.precedents import open_stocked
from ui import routes, theme
from ui.bridge import Bridge
from ui.pages.comparison import ComparisonPage, words_of
from ui.pages.papers import PaperPage
from ui.pages.precedent import PrecedentPage
from ui.shell import Shell
from ui.widgets.marked_text import UNDERLINES
from workbench.comparison import Sort
from workbench.kernel.changes import Changes
from workbench.kernel.features import ALL
from workbench.law.precedents.repository import Filters

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def stocked(tmp_path: Path, reopen: Callable[[Path], Bridge]) -> Bridge:
    """Open the stocked workspace, with a case."""
    bridge = open_stocked(tmp_path, reopen)
    workbench = bridge.workbench
    case = workbench.papers.new_case("张三甲诉李四乙民间借贷")
    paper = tmp_path / "民事起诉状.txt"
    paper.write_text(COMPLAINT, "utf-8")
    workbench.papers.import_files(case.id, [paper])
    workbench.jobs.wait_all()
    return bridge


def key(bridge: Bridge, number: str = "民初90001号") -> str:
    (head,) = bridge.workbench.precedents.page(Filters(number))
    return routes.comparison_key(bridge.workbench.papers.cases()[0].id, head.id)


def show(qtbot: QtBot, shell: Shell) -> ComparisonPage:
    page = shell.open_key(key(shell.bridge))
    assert isinstance(page, ComparisonPage)
    qtbot.waitUntil(lambda: not page.busy)
    return page


@pytest.fixture
def page(qtbot: QtBot, stocked: Bridge, open_shell: Callable[[Bridge], Shell]) -> ComparisonPage:
    """Show the comparison in a window."""
    return show(qtbot, open_shell(stocked))


def test_the_report_of_the_case_can_be_asked_for(page: ComparisonPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page._bridge.search_report) as asked:
        page.report.click()
    assert asked.args == [page._case]


def standing_out(page: ComparisonPage) -> tuple[int, int]:
    return page.left._current, page.right._current


def test_elements_are_listed_and_marked_in_both_texts(page: ComparisonPage) -> None:
    found = page.comparison
    assert found is not None
    assert page.list.count() == len(found.elements)
    assert page.list.item(0).text().startswith("1　案由：民间借贷纠纷（本案 ")
    for element in found.elements:
        left = [m for m in page.left.marks if m.number == element.number]
        right = [m for m in page.right.marks if m.number == element.number]
        assert (len(left), len(right)) == (len(element.here), len(element.there))
        for text, marks in ((page.left, left), (page.right, right)):
            whole = text.whole_text()
            if element.sort is Sort.WORD:
                said = {"".join(whole[m.start : m.end].split()) for m in marks}
                assert said <= {element.name}
    assert "仅供参考" in page.banner.text()
    assert "不预测结果" in page.hint.text()


def test_arrows_and_keys_walk_and_both_sides_follow(page: ComparisonPage) -> None:
    assert page.list.hasFocus()
    assert standing_out(page) == (1, 1)
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert standing_out(page) == (2, 2)
    QTest.keyClick(page.right, Qt.Key.Key_Down, CONTROL)
    assert standing_out(page) == (3, 3)
    QTest.keyClick(page.right, Qt.Key.Key_Up, CONTROL)
    QTest.mouseClick(page.next, LEFT)
    assert standing_out(page) == (3, 3)
    QTest.mouseClick(page.previous, LEFT)
    QTest.mouseClick(page.previous, LEFT)
    QTest.mouseClick(page.previous, LEFT)
    last = page.list.count()
    assert standing_out(page) == (last, last)


def test_the_place_that_stands_out_is_in_sight(page: ComparisonPage) -> None:
    found = page.comparison
    assert found is not None
    for element in found.elements:
        page.list.setCurrentRow(element.number - 1)
        for text in (page.left, page.right):
            own = [mark for mark in text.marks if mark.number == element.number]
            if own:
                top = text.citation_rect(own[0]).top()
                assert 0 <= top < text.viewport().height()


def test_enter_goes_to_the_next_place(page: ComparisonPage) -> None:
    found = page.comparison
    assert found is not None
    element = next(e for e in found.elements if len(e.there) > 1)
    page.list.setCurrentRow(element.number - 1)
    marks = [m for m in page.right.marks if m.number == element.number]
    first = page.right.current
    rows = {page.right.row_of(m.start) for m in marks}
    seen = {first}
    page.list.setFocus()
    for _ in marks:
        QTest.keyClick(page.list, Qt.Key.Key_Return)
        seen.add(page.right.current)
    assert seen == rows


def test_a_mark_is_more_than_a_colour() -> None:
    assert set(UNDERLINES) == set(Sort)
    shared = [UNDERLINES[s] for s in Sort if not s.startswith("只在")]
    assert len(set(shared)) == len(shared)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("contrast", [False, True])
def test_marks_are_seen_in_every_appearance(dark: bool, contrast: bool) -> None:
    from ui.palettes import luminance

    colours = theme.colours(dark, contrast)

    def ratio(one: str, other: str) -> float:
        low, high = sorted((luminance(one), luminance(other)))
        return (high + 0.05) / (low + 0.05)

    assert ratio(colours.text, colours.ai) >= 4.5
    assert ratio(colours.base, colours.ai_edge) >= 4.5
    assert ratio(colours.ai_edge, colours.base) >= 4.5


def test_a_page_of_the_case_opens_from_its_name(qtbot: QtBot, page: ComparisonPage) -> None:
    shell = page.window()
    assert isinstance(shell, Shell)
    (link,) = [one for row in page.left._citations.values() for one in row]
    page.left.verticalScrollBar().setValue(0)
    rect = page.left.citation_rect(link)
    place = QPointF(rect.left() + 4, rect.center().y()).toPoint()
    QTest.mouseClick(page.left.viewport(), LEFT, pos=place)
    opened = [leaf for pane in shell.panes.panes() for leaf in pane.made_pages().values()]
    assert any(isinstance(one, PaperPage) for one in opened)


def test_the_precedent_opens_from_its_name(qtbot: QtBot, page: ComparisonPage) -> None:
    shell = page.window()
    assert isinstance(shell, Shell)
    QTest.mouseClick(page.precedent_name, LEFT)
    assert isinstance(shell.tabs.currentWidget(), PrecedentPage)


def test_later_changes_are_said_and_it_can_be_done_again(
    qtbot: QtBot, page: ComparisonPage
) -> None:
    assert not page.stale.isVisible()
    page._bridge.changed.emit(Changes.of("papers"))
    assert page.stale.isVisible()
    QTest.mouseClick(page.again, LEFT)
    qtbot.waitUntil(lambda: not page.busy)
    assert not page.stale.isVisible()


def test_switched_off_nothing_is_compared(
    qtbot: QtBot, stocked: Bridge, open_shell: Callable[[Bridge], Shell]
) -> None:
    stocked.workbench.switches.set(ALL, False)
    page = show(qtbot, open_shell(stocked))
    assert page.comparison is None
    assert page.waiting.isVisible()
    assert "关闭" in page.waiting.title.text() + page.waiting.words.text()


def test_narrow_the_texts_stand_one_above_the_other(page: ComparisonPage) -> None:
    page.resize(300, 600)
    assert page.split.orientation() is Qt.Orientation.Vertical


def test_a_case_that_is_gone_has_no_comparison(
    qtbot: QtBot, stocked: Bridge, open_shell: Callable[[Bridge], Shell]
) -> None:
    shell = open_shell(stocked)
    with qtbot.waitSignal(stocked.failed):
        assert shell.open_key("comparison:nothing/1") is None


def test_words_of_an_element_without_places(page: ComparisonPage) -> None:
    from workbench.comparison import Element

    assert words_of(Element(3, Sort.ISSUE, "是否交付", (), ())).endswith("（未标出具体位置）")
