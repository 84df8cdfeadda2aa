"""The volume tree: what it says, names, kinds, order, filter, joining, turning, undo, recycling."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt
from PySide6.QtGui import QDragMoveEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import surface
from tests.ui.conftest import FiledCase, type_text, write_pdf
from ui.case_rooms import CaseRooms
from ui.routes import paper_key
from ui.shell import Shell
from ui.widgets import recycle_list
from ui.widgets.recycle_list import RecycleList
from ui.widgets.two_lines import MORE
from ui.widgets.volume_model import NAME, STATE, VolumeModel
from workbench.papers.model import Document, Outcome
from workbench.papers.service import Papers

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
KEY = Qt.Key


@pytest.fixture
def rooms(case_shell: Shell) -> CaseRooms:
    """Return the rooms of the test case, the keyboard in the tree."""
    case_shell.column.rooms.tree.setFocus()
    return case_shell.column.rooms


@pytest.fixture
def papers(filed: FiledCase) -> Papers:
    """Return the papers room of the test case."""
    return filed.bridge.workbench.papers


@pytest.fixture
def two_pdfs(case_shell: Shell, filed: FiledCase, tmp_path: Path) -> list[str]:
    """Bring a second PDF into the case; return the ids of both in order."""
    workbench = filed.bridge.workbench
    path = write_pdf(tmp_path / "合同.pdf", (("合同",), ("附件",)))
    workbench.papers.import_files(filed.id, [path])
    workbench.jobs.wait_all()
    case_shell.column.rooms.refresh()
    return [
        d.id for d in workbench.papers.documents(filed.id) if d.name.endswith(("条.pdf", "同.pdf"))
    ]


def ids(papers: Papers, filed: FiledCase) -> list[str]:
    return [document.id for document in papers.documents(filed.id)]


def choose(rooms: CaseRooms, keys: list[str]) -> None:
    """Select papers, the cursor on the first."""
    rooms.tree.choose(keys[0])
    flag = rooms.tree.selectionModel().SelectionFlag
    for key in keys:
        index = rooms.tree.papers.index_of(key)
        rooms.tree.selectionModel().select(index, flag.Select | flag.Rows)


def test_it_says_kind_pages_place_and_outcome(rooms: CaseRooms, filed: FiledCase) -> None:
    assert rooms.tree.headings() == ["正卷（4 件，3 页）", "副卷（0 件，0 页）"]
    model = rooms.tree.papers
    damaged = model.index_of(filed.documents["损坏.pdf"]).siblingAtColumn(STATE)
    assert damaged.data(Qt.ItemDataRole.AccessibleTextRole) == "不可读"
    assert str(damaged.siblingAtColumn(NAME).data(MORE)).startswith("不可读 · ")
    assert damaged.data(Qt.ItemDataRole.ToolTipRole)
    note = model.index_of(filed.documents["借条.pdf"])
    spoken = str(note.data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken == "借条.pdf，借条 · 第1—3页 · 3 页，可读"


def test_pages_are_counted_through_a_volume(rooms: CaseRooms, two_pdfs: list[str]) -> None:
    model = rooms.tree.papers
    spoken = [str(model.index_of(k).data(Qt.ItemDataRole.AccessibleTextRole)) for k in two_pdfs]
    assert ["第1—3页" in spoken[0], "第4—5页" in spoken[1]] == [True, True]
    rooms.tree.choose(two_pdfs[0])
    QTest.keyClick(rooms.tree, KEY.Key_B, CTRL)
    spoken = [str(model.index_of(k).data(Qt.ItemDataRole.AccessibleTextRole)) for k in two_pdfs]
    assert "第1—2页" in spoken[1]
    assert rooms.tree.headings() == ["正卷（4 件，2 页）", "副卷（1 件，3 页）"]


def test_f2_renames_a_paper(
    case_shell: Shell, rooms: CaseRooms, papers: Papers, filed: FiledCase, qtbot: QtBot
) -> None:
    key = filed.documents["借条.pdf"]
    case_shell.open_key(paper_key(key))
    rooms.tree.setFocus()
    rooms.tree.choose(key)
    QTest.keyClick(rooms.tree, KEY.Key_F2)
    editor = rooms.tree.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    type_text(editor, "借条原件.pdf")
    QTest.keyClick(editor, KEY.Key_Return)
    qtbot.waitUntil(lambda: papers.document(key).name == "借条原件.pdf")
    assert case_shell.tabs.tabText(case_shell.tabs.currentIndex()) == "借条原件.pdf"
    rooms.tree.setFocus()
    QTest.keyClick(rooms.tree, KEY.Key_Z, CTRL)
    assert papers.document(key).name == "借条.pdf"
    assert rooms.redo.toolTip().startswith("重做：重命名“借条.pdf”")


def test_an_empty_name_changes_nothing(rooms: CaseRooms, papers: Papers, filed: FiledCase) -> None:
    key = filed.documents["借条.pdf"]
    assert not rooms.tree.papers.setData(rooms.tree.papers.index_of(key), "  ")
    assert papers.document(key).name == "借条.pdf"


def test_the_menu_changes_kind_and_volume(
    rooms: CaseRooms, papers: Papers, filed: FiledCase
) -> None:
    key = filed.documents["借条.pdf"]
    for words in ("其他", "移到副卷"):
        rooms.tree.choose(key)
        menu = rooms.acts.menu()
        assert menu is not None
        actions = (*menu.actions(), *menu.kinds.actions())
        next(a for a in actions if a.text().split("\t")[0] == words).trigger()
    paper = papers.document(key)
    assert (paper.category, paper.volume) == ("其他", "副卷")
    assert rooms.tree.headings() == ["正卷（3 件，0 页）", "副卷（1 件，3 页）"]
    assert rooms.tree.selected_ids() == [key]


def test_the_menu_offers_only_what_fits(
    rooms: CaseRooms, filed: FiledCase, two_pdfs: list[str]
) -> None:
    def offered(keys: list[str]) -> set[str]:
        rooms.tree.clearSelection()
        choose(rooms, keys)
        menu = rooms.acts.menu()
        assert menu is not None
        return {action.text().split("\t")[0] for action in menu.actions()}

    text = filed.documents["答辩状.txt"]
    assert not offered([text]) & {"拆分、整理页面…", "向右旋转"}
    assert offered(two_pdfs[:1]) >= {"拆分、整理页面…", "向右旋转", "重命名"}
    assert "合并这 2 件" in offered(two_pdfs)
    assert "合并这 2 件" not in offered([text, two_pdfs[0]])
    rooms.tree.clearSelection()
    assert rooms.acts.menu() is None


def test_alt_down_moves_papers_and_undo_moves_them_back(
    rooms: CaseRooms, papers: Papers, filed: FiledCase
) -> None:
    before = ids(papers, filed)
    choose(rooms, before[:2])
    QTest.keyClick(rooms.tree, KEY.Key_Down, ALT)
    assert ids(papers, filed) == [before[2], before[0], before[1], before[3]]
    assert rooms.tree.paper_ids() == ids(papers, filed)
    assert rooms.tree.selected_ids() == before[:2]
    QTest.keyClick(rooms.tree, KEY.Key_Up, ALT)
    assert ids(papers, filed) == before
    QTest.keyClick(rooms.tree, KEY.Key_Z, CTRL)
    QTest.keyClick(rooms.tree, KEY.Key_Z, CTRL)
    assert ids(papers, filed) == before
    QTest.keyClick(rooms.tree, KEY.Key_Z, CTRL | SHIFT)
    assert ids(papers, filed) != before


def test_a_drop_moves_papers_between_volumes(
    rooms: CaseRooms, papers: Papers, filed: FiledCase, qtbot: QtBot
) -> None:
    model, before = rooms.tree.papers, ids(papers, filed)
    data = model.mimeData([model.index_of(before[0]), model.index_of(before[2])])
    inner = model.index(1, NAME)
    assert model.dropMimeData(data, Qt.DropAction.MoveAction, -1, 0, inner)
    qtbot.waitUntil(lambda: ids(papers, filed) == [before[1], before[3], before[0], before[2]])
    assert [papers.document(key).volume for key in before] == ["副卷", "正卷", "副卷", "正卷"]
    data = model.mimeData([model.index_of(before[2])])
    assert model.dropMimeData(data, Qt.DropAction.MoveAction, 1, 0, model.index(0, NAME))
    qtbot.waitUntil(lambda: ids(papers, filed) == [before[1], before[2], before[3], before[0]])
    data = model.mimeData([model.index_of(before[0])])
    assert model.dropMimeData(data, Qt.DropAction.MoveAction, 1, 0, QModelIndex())
    qtbot.waitUntil(lambda: papers.document(before[0]).volume == "正卷")
    assert ids(papers, filed)[-1] == before[0]


def test_a_drag_shows_where_it_drops(rooms: CaseRooms, filed: FiledCase) -> None:
    tree, keys = rooms.tree, rooms.tree.paper_ids()
    data = tree.papers.mimeData([tree.papers.index_of(keys[3])])
    row = tree.visualRect(tree.papers.index_of(keys[1]))
    event = QDragMoveEvent(
        QPoint(row.center().x(), row.top() + 1),
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.accept()
    QApplication.sendEvent(tree.viewport(), event)
    head, move = tree.papers.index(0, NAME), Qt.DropAction.MoveAction
    assert tree.papers.canDropMimeData(data, move, 0, 0, head)
    assert not tree.papers.canDropMimeData(QMimeData(), move, 0, 0, head)
    assert not tree.papers.canDropMimeData(data, move, 0, 0, QModelIndex())
    assert not tree.papers.canDropMimeData(data, move, -1, 0, tree.papers.index_of(keys[0]))
    assert tree._target(event).top() in range(row.top() - 2, row.bottom() + 1)


def test_typing_narrows_the_tree(rooms: CaseRooms, filed: FiledCase) -> None:
    QTest.keyClick(rooms.tree, KEY.Key_F, CTRL)
    assert rooms.filter.hasFocus()
    type_text(rooms.filter, "不可读")
    assert rooms.tree.paper_ids() == [filed.documents["损坏.pdf"]]
    assert rooms.tree.headings()[0] == "正卷（找到 1 件，共 4 件，3 页）"
    QTest.keyClick(rooms.filter, KEY.Key_Down)
    assert rooms.tree.hasFocus()
    assert rooms.tree.selected_ids() == [filed.documents["损坏.pdf"]]
    rooms.filter.setFocus()
    QTest.keyClick(rooms.filter, KEY.Key_Escape)
    assert len(rooms.tree.paper_ids()) == 4


def test_papers_are_joined_turned_and_taken_apart_again(
    rooms: CaseRooms, papers: Papers, two_pdfs: list[str], case_shell: Shell
) -> None:
    case_shell.open_key(paper_key(two_pdfs[1]))
    rooms.tree.setFocus()
    choose(rooms, two_pdfs)
    QTest.keyClick(rooms.tree, KEY.Key_M, CTRL)
    assert papers.document(two_pdfs[0]).pages == 5
    assert rooms.tree.selected_ids() == [two_pdfs[0]]
    assert paper_key(two_pdfs[1]) not in case_shell.tabs.open_keys()
    rooms.tree.setFocus()
    QTest.keyClick(rooms.tree, KEY.Key_R, CTRL)
    assert {page.rotation for page in papers.text(two_pdfs[0]).pages} == {90}
    for _ in range(2):
        QTest.keyClick(rooms.tree, KEY.Key_Z, CTRL)
    assert [papers.document(key).pages for key in two_pdfs] == [3, 2]
    assert {page.rotation for page in papers.text(two_pdfs[0]).pages} == {0}


def test_what_cannot_be_done_is_said(
    rooms: CaseRooms, filed: FiledCase, case_shell: Shell, papers: Papers
) -> None:
    before = ids(papers, filed)
    choose(rooms, [filed.documents["答辩状.txt"], filed.documents["借条.pdf"]])
    for key, modifiers in ((KEY.Key_M, CTRL), (KEY.Key_R, CTRL), (KEY.Key_D, CTRL)):
        QTest.keyClick(rooms.tree, key, modifiers)
    told = "\n".join(case_shell.messages.texts())
    assert "没有可以合并的页面" in told or "没有可以旋转的页面" in told
    assert ids(papers, filed) == before


def test_delete_recycles_and_undo_brings_back(
    case_shell: Shell, rooms: CaseRooms, papers: Papers, filed: FiledCase
) -> None:
    key = filed.documents["损坏.pdf"]
    case_shell.open_key(paper_key(key))
    rooms.tree.setFocus()
    rooms.tree.choose(key)
    assert rooms.bin.isHidden()
    QTest.keyClick(rooms.tree, KEY.Key_Delete)
    assert key not in ids(papers, filed)
    assert paper_key(key) not in case_shell.tabs.open_keys()
    assert rooms.bin.text() == "1"
    assert "可按" in "\n".join(case_shell.messages.texts())
    rooms.tree.setFocus()
    QTest.keyClick(rooms.tree, KEY.Key_Z, CTRL)
    assert key in ids(papers, filed)
    assert rooms.bin.isHidden()


@pytest.mark.parametrize("sure", [True, False])
def test_deleting_for_good_asks_first(
    rooms: CaseRooms,
    papers: Papers,
    filed: FiledCase,
    monkeypatch: pytest.MonkeyPatch,
    sure: bool,
) -> None:
    asked: list[str] = []

    def answer(parent: object, title: str, question: str, yes: str) -> bool:
        asked.append(question)
        return sure

    monkeypatch.setattr(recycle_list, "confirm", answer)
    papers.volume.recycle([filed.documents["损坏.pdf"]])
    listed = RecycleList(filed.bridge, filed.id)
    listed.show()
    QTest.mouseClick(listed.purge_button, Qt.MouseButton.LeftButton)
    assert "损坏.pdf" in asked[0]
    assert "不能恢复" in asked[0]
    assert bool(papers.volume.recycled(filed.id)) is not sure
    assert listed.purge_button.isEnabled() is not sure
    listed.close()


def test_the_recycle_list_brings_a_paper_back_by_enter(
    papers: Papers, filed: FiledCase, rooms: CaseRooms
) -> None:
    papers.volume.recycle([filed.documents["借条.pdf"]])
    listed = RecycleList(filed.bridge, filed.id)
    listed.show()
    QTest.keyClick(listed.list, KEY.Key_Return)
    assert papers.volume.recycled(filed.id) == []
    assert "空的" in listed.words.text()
    listed.close()


def test_three_hundred_papers_fill_and_filter_in_time(dressed: QApplication) -> None:
    from time import perf_counter

    from ui.widgets.volume_tree import VolumeTree

    def paper(number: int) -> Document:
        volume = "正卷" if number < 250 else "副卷"
        return Document(
            f"d{number}",
            "c",
            f"材料{number}.pdf",
            "件",
            "00" * 32,
            1,
            "pdf",
            Outcome.READABLE,
            volume=volume,
            position=number,
            pages=5,
        )

    tree = VolumeTree()
    tree.resize(300, 700)
    tree.show()
    spent: list[float] = []
    acts: list[Callable[[], object]] = [
        lambda: tree.show_documents([paper(n) for n in range(300)]),
        lambda: tree.narrow("材料1"),
        lambda: tree.narrow(""),
    ]
    for act in acts:
        started = perf_counter()
        act()
        tree.grab()
        spent.append(perf_counter() - started)
    tree.close()
    assert max(spent) < 0.15  # 10 to 25 ms on the machine it was written on


def test_orders_are_worked_out_within_volumes() -> None:
    model = VolumeModel()
    names = [("a", "正卷"), ("b", "正卷"), ("c", "正卷"), ("d", "副卷")]
    model.show(
        [
            Document(k, "c", k, k, "00", 1, "pdf", Outcome.READABLE, volume=v, position=n)
            for n, (k, v) in enumerate(names)
        ]
    )
    assert model.shifted(["c"], 1) == names
    assert [k for k, _ in model.shifted(["b", "c"], -1)] == ["b", "c", "a", "d"]
    assert model.moved(["a"], "副卷", "d") == [names[1], names[2], ("a", "副卷"), names[3]]
    assert [k for k, _ in model.moved(["a", "b"], "正卷", "b")] == ["a", "b", "c", "d"]
    assert [k for k, _ in model.moved(["a"], "正卷", "")] == ["b", "c", "a", "d"]


def test_everything_in_it_has_a_name_a_key_and_chinese_words(
    rooms: CaseRooms, papers: Papers, filed: FiledCase, case_shell: Shell, qtbot: QtBot
) -> None:
    papers.volume.recycle([filed.documents["损坏.pdf"]])
    rooms.refresh()
    check(rooms)
    listed = RecycleList(filed.bridge, filed.id)
    listed.show()
    listed.activateWindow()
    qtbot.waitUntil(listed.isActiveWindow)
    check(listed)
    listed.close()


def check(root: QWidget) -> None:
    assert surface.nameless(root) == []
    assert surface.unreachable(root) == []
    assert surface.without_visible_focus(root, set()) == []
    assert surface.english(root) == []
