"""What is kept for machine suggestions alone, and what the sidebar owes a person."""

import re
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.support.engines import MissingOcr
from tests.ui.advices import FEATURE, article_advice, paper_source, show_articles
from tests.ui.conftest import FiledCase
from ui.bridge import Bridge
from ui.sidebar.article_link import ArticleLink
from ui.sidebar.card import AdviceCard
from ui.sidebar.cards import PORTION
from ui.sidebar.group import FeatureGroup
from ui.sidebar.limits import lines_of
from ui.sidebar.panel import Sidebar
from ui.sidebar.sections import SectionedCards
from ui.sidebar.values import ValueFacts, facts_of
from workbench.kernel.advice import Action, Advice, Provenance
from workbench.kernel.features import Feature, FeatureTable
from workbench.kernel.job_table import JobState
from workbench.workbench import Workbench

ROOT = Path(__file__).resolve().parents[2]
LEFT = Qt.MouseButton.LeftButton
TINT = re.compile(r'aiPanel|aiCard|"ai"|\.ai\b|ai_edge')
DEFINED = ("ui/theme.py", "ui/palettes.py")
OWNERS = (
    "ui/sidebar/",
    "ui/pages/confirmation",
    "ui/widgets/party_node.py",
    "ui/pages/comparison",
    "ui/widgets/marked_text.py",
    "ui/hearing/turn_",
    "ui/hearing/record/",
)
"""The sidebar, the form, persons in the picture of a case whom nobody has confirmed yet, what a
machine marked as alike in a case and a precedent, and of a hearing what it suggests until somebody
confirms it: who spoke, stages, exhibits, findings."""
ICON = re.compile(r'button\([^\n]*"ai"\)|"ai", "|\("ai"|icon = "ai"|put\([^)]*"ai"\)')


@pytest.fixture
def sidebar(qtbot: QtBot, filed: FiledCase) -> Sidebar:
    return shown(qtbot, filed)


def shown(qtbot: QtBot, filed: FiledCase, width: int = 360) -> Sidebar:
    result = Sidebar(filed.bridge)
    qtbot.addWidget(result)
    result.resize(width, 768)
    result.show()
    qtbot.waitExposed(result)
    result.set_case(filed.id)
    return result


def group_of(sidebar: Sidebar, key: str) -> FeatureGroup:
    return next(group for group in sidebar.groups if group.feature.key == key)


def sections(sidebar: Sidebar) -> SectionedCards:
    pending = group_of(sidebar, "papers.extract").pending
    assert isinstance(pending, SectionedCards)
    return pending


def test_the_tint_and_the_mark_are_used_for_nothing_else() -> None:
    """Only what a machine says and nobody has confirmed wears the tint, its edge and its mark."""
    users = set()
    for path in (ROOT / "ui").rglob("*.py"):
        name = path.relative_to(ROOT).as_posix()
        if name.startswith(OWNERS) or name in DEFINED:
            continue
        for line in path.read_text("utf-8").splitlines():
            if TINT.search(line) and not ICON.search(line):
                users.add(f"{name}: {line.strip()}")
    assert users == set()


def test_the_style_sheet_gives_the_tint_to_advice_alone() -> None:
    sheet = (ROOT / "resources" / "styles" / "window.qss").read_text("utf-8")
    rules = re.findall(r"([^{}]+)\{([^{}]*(?:\$\{[^{}]*\}[^{}]*)*)\}", sheet)
    tinted = [head.strip() for head, body in rules if re.search(r"\$\{ai(?:_edge)?\}", body)]
    assert tinted
    for head in tinted:
        last = head.rpartition("*/")[2]
        assert all(re.search(r"aiPanel|aiCard|role=\"ai\"", part) for part in last.split(","))


def test_what_was_before_the_eyes_is_journaled_once(
    qtbot: QtBot, sidebar: Sidebar, filed: FiledCase
) -> None:
    journal = filed.bridge.workbench.journal
    group_of(sidebar, "papers.extract").set_folded(True)
    items = show_articles(filed.bridge.workbench, filed.id, 30)

    def seen() -> list[str]:
        return [key for entry in journal.entries("advice.seen") for key in entry.detail["advice"]]

    qtbot.waitUntil(lambda: bool(seen()))
    assert set(seen()) < {item.id for item in items}, "what is below the edge was not seen"
    before = len(seen())
    bar = sidebar.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: len(seen()) > before)
    bar.setValue(0)
    qtbot.wait(900)
    assert len(seen()) == len(set(seen()))


def test_a_closed_sidebar_shows_nothing_to_anybody(qtbot: QtBot, filed: FiledCase) -> None:
    sidebar = shown(qtbot, filed)
    sidebar.set_open(False)
    show_articles(filed.bridge.workbench, filed.id, 3)
    qtbot.wait(900)
    assert filed.bridge.workbench.journal.entries("advice.seen") == []
    sidebar.set_open(True)


def test_one_menu_switches_all_off_in_this_case(sidebar: Sidebar, filed: FiledCase) -> None:
    switches = filed.bridge.workbench.switches
    sidebar.off_here.trigger()
    assert sidebar.groups == []
    assert "本案的全部智能功能已关闭" in sidebar.words.text()
    assert switches.is_on(FEATURE)
    sidebar.switch_on()
    assert len(sidebar.groups) == 3
    sidebar.off_everywhere.trigger()
    assert not switches.is_on(FEATURE)


@pytest.mark.usefixtures("no_child")
def test_a_running_job_ends_with_its_switch(
    sidebar: Sidebar, filed: FiledCase, qtbot: QtBot
) -> None:
    group = group_of(sidebar, "papers.extract")
    QTest.mouseClick(group.head.run, LEFT)
    jobs = filed.bridge.workbench.jobs.table
    (job,) = jobs.in_state(JobState.QUEUED, JobState.RUNNING)
    QTest.mouseClick(group.head.switch, LEFT, pos=QPoint(8, group.head.switch.height() // 2))
    assert jobs.get(job.id).state is JobState.CANCELLED


def test_a_missing_model_says_what_to_put_where(
    qtbot: QtBot, tmp_path: Path, filed_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in: recognition as a group of its own, on a machine without its model."""
    real = FeatureTable.load()
    rows = tuple(_with_group(feature) for feature in real)
    monkeypatch.setattr(FeatureTable, "load", lambda: FeatureTable(rows))
    workbench = Workbench.open(tmp_path / "ws", ocr=MissingOcr)
    bridge = Bridge(workbench)
    case = workbench.papers.new_case("张三甲诉李四乙").id
    sidebar = Sidebar(bridge)
    qtbot.addWidget(sidebar)
    sidebar.set_case(case)
    head = group_of(sidebar, "papers.ocr").head
    assert head.state.text() == "缺少文字识别模型。请把模型放入 local_models。"
    assert not head.run.isEnabled()
    assert not head.auto.isEnabled()
    bridge.close()


def _with_group(feature: Feature) -> Feature:
    return replace(feature, sidebar="文字识别") if feature.key == "papers.ocr" else feature


def test_many_values_are_folded_under_their_persons(
    qtbot: QtBot, sidebar: Sidebar, filed: FiledCase
) -> None:
    cards = sections(sidebar)
    assert list(cards.heads)[1:3] == ["原告 张三甲", "被告 李四乙"]
    assert cards.cards() == []
    head = cards.heads["原告 张三甲"]
    count = int(re.sub(r"\D", "", head.text()))
    QTest.mouseClick(head, LEFT, pos=QPoint(8, head.height() // 2))
    qtbot.waitUntil(lambda: len(cards.cards()) == min(PORTION, count))
    with qtbot.waitSignal(sidebar.review_wanted):
        QTest.mouseClick(group_of(sidebar, "papers.extract").review, LEFT)


def test_an_amount_says_its_capital_numerals(qtbot: QtBot, filed: FiledCase) -> None:
    workbench = filed.bridge.workbench
    facts = facts_of(workbench.papers, filed.id)
    amounts = [v for v in workbench.papers.values(filed.id) if v.value == "120000.00"]
    item = next(a for a in workbench.advice.of_case(filed.id) if a.subject == amounts[0].id)
    card = AdviceCard(item, filed.bridge, facts[amounts[0].id])
    qtbot.addWidget(card)
    assert card._body.toolTip() == "大写：壹拾贰万元整"


def article_card(qtbot: QtBot, filed: FiledCase) -> AdviceCard:
    """Return a card with an article of the demonstration's library."""
    workbench = filed.bridge.workbench
    laws = Path(str(resources.files("resources").joinpath("demo", "laws")))
    workbench.jobs.wait(workbench.import_laws([laws]).id)
    if (index := workbench.index_laws()) is not None:
        workbench.jobs.wait(index.id)
    workbench.suggest_statutes(filed.id)
    item = next(i for i in workbench.advice.of_case(filed.id, FEATURE) if i.kind == "article")
    card = AdviceCard(item, filed.bridge)
    qtbot.addWidget(card)
    card.resize(340, 400)
    card.show()
    qtbot.waitExposed(card)
    card.activateWindow()
    qtbot.waitUntil(card.isActiveWindow)
    return card


def test_an_article_is_shown_in_place_and_enter_opens_it(qtbot: QtBot, filed: FiledCase) -> None:
    card = article_card(qtbot, filed)
    link = next(link for link in card.links if isinstance(link, ArticleLink))
    card.buttons[Action.ADOPT].setFocus()
    link.setFocus(Qt.FocusReason.TabFocusReason)
    popup = link.popup
    assert popup is not None
    assert popup.isVisible()
    source = card.advice.sources[card.links.index(link)]
    article = filed.bridge.workbench.law.stored(int(source.target))
    assert popup.text.text().startswith(article.article.text[:40])
    assert "有效" in popup.standing.text()
    QTest.keyClick(link, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    with qtbot.waitSignal(filed.bridge.open_source) as opened:
        QTest.keyClick(link, Qt.Key.Key_Return)
    assert opened.args == [source]


def test_a_gone_article_is_said(qtbot: QtBot, filed: FiledCase) -> None:
    card = AdviceCard(article_advice(filed.bridge.workbench, filed.id), filed.bridge)
    qtbot.addWidget(card)
    card.show()
    link = card.links[0]
    assert isinstance(link, ArticleLink)
    link.show_article()
    assert link.popup is not None
    assert "已不在法规库中" in link.popup.standing.text()


def test_limits_name_the_measured_figures(filed: FiledCase) -> None:
    for feature in filed.bridge.workbench.features:
        lines = lines_of(feature)
        for part in (feature.does, feature.basis, *feature.limits, *feature.figures):
            assert any(part in line for line in lines), feature.key
        if not feature.figures:
            assert lines[-1] == "· 暂无实测数字。"


@pytest.mark.parametrize("width", [280, 360])
def test_nothing_of_a_head_is_cut(qtbot: QtBot, filed: FiledCase, width: int) -> None:
    show_articles(filed.bridge.workbench, filed.id, 3)
    sidebar = shown(qtbot, filed, width)
    qtbot.waitUntil(lambda: sidebar.width() == width)
    for group in sidebar.groups:
        head = group.head
        assert head.info.geometry().right() <= head.width()
        assert head.switch.width() >= head.switch.sizeHint().width()
        assert "3" in head.count.text() or group.feature.key != FEATURE


def test_keys_of_a_card_are_in_sight(sidebar: Sidebar) -> None:
    for word in ("A 采纳", "E 编辑后采纳", "D 不采纳", "W 有误", "Enter", "Z 撤销"):
        assert word in sidebar.hint.text()
    assert sidebar.hint.isVisible()


def test_dates_and_amounts_of_edits_read_as_courts_write(qtbot: QtBot, filed: FiledCase) -> None:
    workbench = filed.bridge.workbench
    item = Advice(
        "papers.extract", filed.id, "note", "金额", "120000.00元", (),
        (paper_source(workbench, filed.id),), Provenance("规则提取", "1", "2026-03-05"),
    )  # fmt: skip
    card = AdviceCard(item, filed.bridge, ValueFacts(type="amount"))
    qtbot.addWidget(card)
    words = [label.text() for label in card.findChildren(type(card.state))]
    assert any("2026年3月5日" in text for text in words)
