"""Case numbers in a text: marked as articles are, told of, opened, by mouse and by keyboard."""

import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.precedents import open_stocked
from tests.ui.test_citations import underlined
from ui import routes
from ui.bridge import Bridge
from ui.pages.papers import PaperPage
from ui.pages.precedent import PrecedentPage
from ui.shell import Shell
from ui.sidebar.card import AdviceCard
from ui.widgets import cited_cases
from ui.widgets.cited_label import CitedLabel
from ui.widgets.text_citations import TextCitations
from ui.widgets.text_view import TextView
from workbench.kernel.advice import Advice, Provenance, Source, SourceKind
from workbench.law.precedents.cited import CitedCase
from workbench.law.precedents.repository import Filters
from workbench.papers.model import Page

ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton
HELD = "（2021）沪01民终90123号"
MISSING = "（2022）京0105民初80001号"
SUSPICIOUS = "（2022）京0105民初12345号"
OWN = "（2025）京0105民初1号"
TEXT = f"""𠮷日，代理人提出，参见{HELD}。
另见{MISSING}；又见{SUSPICIOUS}。
指导性案例990号亦可参照。依照民法典第六百七十五条。本案案号{OWN}。
"""


@pytest.fixture
def stocked(tmp_path: Path, reopen: Callable[[Path], Bridge]) -> Bridge:
    """Open a workspace with precedents."""
    return open_stocked(tmp_path, reopen)


def shown(qtbot: QtBot, bridge: Bridge, text: str = TEXT) -> TextView:
    case = bridge.workbench.papers.new_case("张三甲诉李四乙", number=OWN)
    view = TextView()
    qtbot.addWidget(view)
    view.resize(700, 400)
    view.follow_citations(bridge, case.id)
    view.show_pages([Page(1, text=text)])
    view.show()
    qtbot.waitExposed(view)
    settle(qtbot, view)
    return view


def links(view: TextView) -> TextCitations:
    found = view._citations
    assert found is not None
    return found


def settle(qtbot: QtBot, view: TextView) -> None:
    qtbot.waitUntil(lambda: not links(view).cited.looking_for_cases, timeout=5000)
    qtbot.waitUntil(lambda: not links(view).underlining.busy)


def cases(view: TextView) -> list[CitedCase]:
    return [one for one in links(view).cited.citations if isinstance(one, CitedCase)]


def number_shown(bridge: Bridge, source: object) -> str:
    assert isinstance(source, Source)
    assert source.kind is SourceKind.PRECEDENT
    return bridge.workbench.precedents.get(int(source.target)).head.number


def spot(view: TextView, number: str) -> QPoint:
    case = next(one for one in cases(view) if one.number == number)
    cursor = links(view)._cursor(case)
    cursor.setPosition(cursor.selectionStart() + 4)
    return view.cursorRect(cursor).center()


def test_cases_are_underlined_as_articles_are_but_not_the_own_number(
    qtbot: QtBot, stocked: Bridge
) -> None:
    view = shown(qtbot, stocked)
    qtbot.waitUntil(lambda: len(links(view).cited.citations) == 5)
    expected = {HELD, MISSING, SUSPICIOUS, "指导性案例990号", "民法典第六百七十五条"}
    qtbot.waitUntil(lambda: not links(view).underlining.busy)
    assert set(underlined(view)) == expected
    assert len(underlined(view)) == len(expected)
    assert "1处法条引用、4处案例援引" in view.accessibleDescription()


def test_the_keyboard_walks_and_enter_opens_what_the_library_has(
    qtbot: QtBot, stocked: Bridge
) -> None:
    view = shown(qtbot, stocked)
    QTest.keyClick(view, Qt.Key.Key_Down, ALT)
    assert view.textCursor().selectedText() == HELD
    popup = links(view).cited._popup
    assert popup is not None
    assert popup.isVisible()
    assert popup.accessibleName() == "所引案例"
    assert popup.standing.text() == "本机案例库有此案"
    assert "上海市第一中级人民法院" in popup.text.text()
    with qtbot.waitSignal(stocked.open_source) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert number_shown(stocked, opened.args[0]) == HELD
    assert not popup.isVisible()


def test_enter_on_a_case_that_is_not_held_says_so_and_opens_nothing(
    qtbot: QtBot, stocked: Bridge
) -> None:
    view = shown(qtbot, stocked)
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_Down, ALT)
    assert view.textCursor().selectedText() == MISSING
    QTest.keyClick(view, Qt.Key.Key_Escape)
    popup = links(view).cited._popup
    assert popup is not None
    assert not popup.isVisible()
    with qtbot.assertNotEmitted(stocked.open_source):
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert popup.isVisible()
    assert popup.standing.text() == "本机案例库未找到，不等于不存在"
    assert "查核" in popup.note.text()
    assert "打开" not in popup.hint.text()
    QTest.keyClick(view, Qt.Key.Key_Down, ALT)
    assert view.textCursor().selectedText() == SUSPICIOUS
    assert popup.standing.text().endswith("编号可疑")
    assert "12345" in popup.note.text()


def test_a_click_opens_and_a_click_on_what_is_missing_tells(qtbot: QtBot, stocked: Bridge) -> None:
    view = shown(qtbot, stocked)
    with qtbot.waitSignal(stocked.open_source) as opened:
        QTest.mouseClick(view.viewport(), LEFT, pos=spot(view, HELD))
    assert number_shown(stocked, opened.args[0]) == HELD
    with qtbot.assertNotEmitted(stocked.open_source):
        QTest.mouseClick(view.viewport(), LEFT, pos=spot(view, MISSING))
    popup = links(view).cited._popup
    assert popup is not None
    assert popup.isVisible()
    assert popup.title.text() == MISSING


def test_the_mouse_over_a_case_tells_of_it(qtbot: QtBot, stocked: Bridge) -> None:
    view = shown(qtbot, stocked)
    QTest.mouseMove(view.viewport(), spot(view, SUSPICIOUS))
    qtbot.waitUntil(lambda: links(view).cited._popup is not None)
    popup = links(view).cited._popup
    assert popup is not None
    assert popup.title.text() == SUSPICIOUS


def test_off_means_gone_and_on_brings_them_back(qtbot: QtBot, stocked: Bridge) -> None:
    view = shown(qtbot, stocked)
    qtbot.waitUntil(lambda: len(links(view).cited.citations) == 5)
    switches = stocked.workbench.switches
    switches.set("law.precedents", False)
    qtbot.waitUntil(lambda: not cases(view), timeout=5000)
    qtbot.waitUntil(lambda: not links(view).underlining.busy)
    assert underlined(view) == ["民法典第六百七十五条"]
    assert "案例" not in view.accessibleDescription()
    switches.set("law.precedents", True)
    qtbot.waitUntil(lambda: len(cases(view)) == 4, timeout=5000)


def test_what_leaves_the_library_is_not_offered_any_more(qtbot: QtBot, stocked: Bridge) -> None:
    view = shown(qtbot, stocked)
    held = next(one for one in cases(view) if one.number == HELD)
    stocked.workbench.precedents.remove(held.found[0].id)
    qtbot.waitUntil(
        lambda: all(one.number != HELD or not one.found for one in cases(view)), timeout=5000
    )
    assert HELD in underlined(view)


def test_places_in_a_long_text_are_right(
    qtbot: QtBot, stocked: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cited_cases, "_PIECE", 40)
    view = shown(qtbot, stocked, f"𠮷日查明如下事实，双方均无异议。\n参见{HELD}。\n" * 9)
    assert underlined(view) == [HELD] * 9


def test_a_long_paper_that_cites_much_does_not_hold_up_the_window(
    qtbot: QtBot, stocked: Bridge
) -> None:
    line = f"经审理查明，双方确认该笔款项，参见{HELD}，本院予以认定。\n"
    view = shown(qtbot, stocked, "")
    view.show_pages([Page(1, text=line * 1500)])
    gaps: list[float] = []
    watch = QTimer(view)
    watch.timeout.connect(lambda: gaps.append(time.perf_counter()))
    watch.start(0)
    qtbot.waitUntil(lambda: len(cases(view)) == 1500, timeout=20_000)
    qtbot.waitUntil(lambda: not links(view).underlining.busy, timeout=20_000)
    watch.stop()
    assert len(underlined(view)) == 1500
    # Marked in one go it takes a second; a busy machine may stretch a slice.
    assert max(later - sooner for sooner, later in pairwise(gaps)) < 0.5


def test_a_number_in_a_paper_opens_the_precedent_as_a_tab(
    qtbot: QtBot,
    tmp_path: Path,
    stocked: Bridge,
    open_shell: Callable[[Bridge], Shell],
) -> None:
    workbench = stocked.workbench
    case = workbench.papers.new_case("甲诉乙", number=OWN)
    paper = tmp_path / "代理词.txt"
    paper.write_text(TEXT, "utf-8")
    workbench.papers.import_files(case.id, [paper])
    workbench.jobs.wait_all()
    (document,) = workbench.papers.documents(case.id)
    shell = open_shell(stocked)
    page = shell.open_key(routes.paper_key(document.id))
    assert isinstance(page, PaperPage)
    view = page.text.view
    qtbot.waitUntil(lambda: len(cases(view)) == 4, timeout=5000)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down, ALT)
    QTest.keyClick(view, Qt.Key.Key_Return)
    (head,) = workbench.precedents.by_number(HELD)
    assert isinstance(shell.panes.made_pages().get(routes.precedent_key(head.id)), PrecedentPage)


def test_a_card_links_the_cases_that_it_cites(qtbot: QtBot, stocked: Bridge) -> None:
    case = stocked.workbench.papers.new_case("张三甲诉李四乙", number=OWN)
    item = Advice(
        "law.statutes",
        case.id,
        "article",
        "《示例法》第一条",
        f"参见{HELD}，另见{MISSING}，本案为{OWN}。",
        ("示例理由",),
        (Source(SourceKind.ARTICLE, "《示例法》第一条", "1"),),
        Provenance("词语检索", "1"),
    )
    holder = QWidget()
    qtbot.addWidget(holder)
    card = AdviceCard(item, stocked)
    QVBoxLayout(holder).addWidget(card)
    holder.show()
    label = next(one for one in card.findChildren(CitedLabel) if HELD in one.plain_text())
    qtbot.waitUntil(lambda: len(label.cited.citations) == 2, timeout=5000)
    assert f'<a href="0">{HELD}</a>' in label.text()
    assert f">{OWN}<" not in label.text()
    with qtbot.waitSignal(stocked.open_source) as opened:
        label.linkActivated.emit("0")
    assert number_shown(stocked, opened.args[0]) == HELD
    with qtbot.assertNotEmitted(stocked.open_source):
        label.linkActivated.emit("1")
    popup = label.cited._popup
    assert popup is not None
    assert popup.isVisible()
    assert popup.title.text() == MISSING


def test_a_precedent_links_what_the_library_lacks_too(qtbot: QtBot, stocked: Bridge) -> None:
    (head,) = stocked.workbench.precedents.page(Filters("沪01民终90123"))
    page = PrecedentPage(stocked, head.id)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    reader = page.reader
    below = "（2020）沪0115民初90045号"

    def found() -> list[str]:
        return [one.number for one in reader.cited.citations if isinstance(one, CitedCase)]

    qtbot.waitUntil(lambda: below in found(), timeout=5000)
    assert HELD not in found()
    place = next(
        n
        for n, one in enumerate(reader.cited.citations)
        if isinstance(one, CitedCase) and one.number == below
    )
    reader.text.setFocus()
    reader.text.go_to(0)
    for _ in range(place + 1):
        QTest.keyClick(reader.text, Qt.Key.Key_Down, ALT)
    popup = reader.cited._popup
    assert popup is not None
    assert popup.isVisible()
    assert popup.title.text() == below
    QTest.keyClick(reader.text, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    QTest.keyClick(reader.text, Qt.Key.Key_Return)
    assert popup.isVisible()


def test_a_label_is_followed_by_keyboard(qtbot: QtBot, stocked: Bridge) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    label = CitedLabel(stocked)
    QVBoxLayout(holder).addWidget(label)
    holder.resize(400, 300)
    holder.show()
    holder.activateWindow()
    qtbot.waitUntil(holder.isActiveWindow)
    label.set_text(f"参见{MISSING}，另见{HELD}。")
    qtbot.waitUntil(lambda: len(label.cited.citations) == 2, timeout=5000)
    label.setFocus()
    QTest.keyClick(label, Qt.Key.Key_Tab)
    QTest.keyClick(label, Qt.Key.Key_Return)
    popup = label.cited._popup
    assert popup is not None
    assert popup.isVisible()
    assert popup.standing.text() == "本机案例库未找到，不等于不存在"
    QTest.keyClick(label, Qt.Key.Key_Tab)
    with qtbot.waitSignal(stocked.open_source) as opened:
        QTest.keyClick(label, Qt.Key.Key_Return)
    assert number_shown(stocked, opened.args[0]) == HELD


def test_a_case_may_have_it_switched_off(qtbot: QtBot, stocked: Bridge) -> None:
    case = stocked.workbench.papers.new_case("张三甲诉李四乙", number=OWN)
    stocked.workbench.switches.set("law.precedents", False, case.id)
    labels = [CitedLabel(stocked, one) for one in (case.id, "")]
    for label in labels:
        qtbot.addWidget(label)
        label.set_text(f"参见{HELD}。")
    qtbot.waitUntil(lambda: bool(labels[1].cited.citations), timeout=5000)
    assert not labels[0].cited.citations
