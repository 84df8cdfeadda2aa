"""A judge's first hour, in the window, by mouse and keyboard.

A folder is dropped on the window; the papers are read, the scan by OCR; the case's data are
extracted, looked at in their place, confirmed and corrected; the statutes that bear on the case
appear with reasons and sources; one is adopted; a switch makes its group go away.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.commands.conftest import LAW
from tests.papers.conftest import COMPLAINT
from tests.support.dropping import drop
from tests.support.engines import WORDS, FixedOcr
from ui.bridge import Bridge
from ui.pages.papers import PaperPage
from ui.routes import paper_key
from ui.shell import Shell
from ui.sidebar.card import AdviceCard
from ui.sidebar.group import FeatureGroup
from ui.sidebar.sections import SectionedCards
from workbench.kernel.advice import Action
from workbench.kernel.offline import GuardState
from workbench.papers.model import Outcome, ValueState
from workbench.workbench import Workbench

pytestmark = pytest.mark.spawned
WAIT = 60_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make the papers of a small case: a complaint and a photographed receipt."""
    from PIL import Image

    place = tmp_path / "张三甲诉李四乙"
    place.mkdir()
    (place / "起诉状.txt").write_bytes(COMPLAINT.encode("gb18030"))
    Image.new("RGB", (600, 800), "white").save(place / "收条.jpg")
    return place


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    """Open the window on a new workspace that holds one small law."""
    workbench = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
    law = tmp_path / "中华人民共和国试验法.md"
    law.write_text(LAW, encoding="utf-8")
    workbench.jobs.wait(workbench.import_laws([law]).id)
    index = workbench.index_laws()
    assert index is not None
    workbench.jobs.wait(index.id)
    bridge = Bridge(workbench)
    shell = Shell(bridge, lambda: GuardState(True, True, "", 0))
    qtbot.addWidget(shell)
    shell.resize(1366, 768)
    shell.show()
    shell.start()
    yield shell
    shell.close()


def group(shell: Shell, feature: str) -> FeatureGroup:
    return next(g for g in shell.findChildren(FeatureGroup) if g.feature.key == feature)


def cards(shell: Shell, feature: str) -> list[AdviceCard]:
    return [
        card
        for card in group(shell, feature).findChildren(AdviceCard)
        if card.advice.feature == feature and card.isVisibleTo(shell)
    ]


def press(qtbot: QtBot, widget: object, key: Qt.Key) -> None:
    assert isinstance(widget, AdviceCard)
    widget.setFocus()
    QTest.keyClick(widget, key)


def run(qtbot: QtBot, shell: Shell, feature: str) -> list[AdviceCard]:
    """Press a group's button and wait for its cards."""
    QTest.mouseClick(group(shell, feature).head.run, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(found(shell, feature)), timeout=WAIT)
    return found(shell, feature)


def found(shell: Shell, feature: str) -> list[AdviceCard]:
    """Unfold what is folded, and return the cards."""
    pending = group(shell, feature).pending
    if isinstance(pending, SectionedCards):
        for title in pending.heads:
            pending.unfold(title)
    return cards(shell, feature)


def read_papers(qtbot: QtBot, shell: Shell) -> None:
    """Wait until both papers can be read, the scan by OCR."""
    papers = shell.bridge.workbench.papers

    def read() -> bool:
        documents = papers.documents(shell.case)
        return len(documents) == 2 and all(d.outcome is Outcome.READABLE for d in documents)

    qtbot.waitUntil(read, timeout=WAIT)
    texts = [papers.text(d.id).pages[0].text for d in papers.documents(shell.case)]
    assert WORDS in texts


def confirm_plaintiff(qtbot: QtBot, shell: Shell) -> None:
    """Look at a value in its place, and confirm it by keyboard."""
    papers, case = shell.bridge.workbench.papers, shell.case
    card = next(c for c in run(qtbot, shell, "papers.extract") if c.advice.body == "张三甲")
    press(qtbot, card, Qt.Key.Key_Return)
    (complaint,) = [d for d in papers.documents(case) if d.name == "起诉状.txt"]
    assert isinstance(shell.tabs.currentWidget(), PaperPage)
    assert shell.tabs.current_key() == paper_key(complaint.id)
    press(qtbot, card, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: bool(papers.case(case).parties))
    assert [p.name for p in papers.case(case).parties] == ["张三甲"]


def discard_next(qtbot: QtBot, shell: Shell) -> None:
    card = cards(shell, "papers.extract")[0]
    value = card.advice.subject
    press(qtbot, card, Qt.Key.Key_D)
    papers = shell.bridge.workbench.papers
    qtbot.waitUntil(lambda: papers.value(value).state is ValueState.DISCARDED)


def adopt_statute(qtbot: QtBot, shell: Shell) -> None:
    found = run(qtbot, shell, "law.statutes")
    suggested = next(card for card in found if card.advice.kind == "article")
    assert suggested.advice.title == "《中华人民共和国试验法》第一条"
    assert suggested.advice.reasons
    assert suggested.advice.sources
    press(qtbot, suggested, Qt.Key.Key_A)
    advice = shell.bridge.workbench.advice.of_case(shell.case, "law.statutes")
    (adopted,) = [item for item in advice if item.decision]
    assert adopted.decision is not None
    assert adopted.decision.action is Action.ADOPT


def test_from_a_dropped_folder_to_the_law_beside_it(
    window: Shell, qtbot: QtBot, folder: Path
) -> None:
    drop(window, [folder])
    read_papers(qtbot, window)
    confirm_plaintiff(qtbot, window)
    discard_next(qtbot, window)
    adopt_statute(qtbot, window)
    workbench = window.bridge.workbench
    workbench.switches.set("law.statutes", False, window.case)
    qtbot.waitUntil(
        lambda: all(
            g.feature.key != "law.statutes" or not g.isVisible()
            for g in window.findChildren(FeatureGroup)
        )
    )
    assert workbench.journal.verify().whole
