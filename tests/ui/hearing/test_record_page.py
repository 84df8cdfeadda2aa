"""The page of a hearing's record: what it shows, what a person fills in, what is written out."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from tests.support.transcripts import put_turns
from tests.ui.hearing.turns import spoken
from ui.bridge import Bridge
from ui.hearing.record.exhibit_dialog import ExhibitDialog
from ui.hearing.record.opinion_dialog import OpinionDialog
from ui.pages.hearing_record import HearingRecordPage
from workbench.hearing.record.attendance import with_person
from workbench.hearing.record.exhibits import Cell, Exhibit
from workbench.hearing.record.opinions import Stance
from workbench.hearing.record.writing import Form

EVIDENCE = (
    ("审判长", "现在进行法庭调查，先由原告举证。"),
    ("原告", "证据1，借条一张，证明被告向原告借款十二万元。"),
    ("审判长", "被告对原告出示的证据1发表质证意见。"),
    ("被告", "对证据1的真实性、合法性、关联性均没有异议。"),
)


@pytest.fixture
def record(heard: Bridge, qtbot: QtBot) -> Iterator[HearingRecordPage]:
    """Show the record of a hearing in which an exhibit was offered and challenged."""
    room = heard.workbench.hearing
    hearing = room.hearings(heard.workbench.papers.cases()[0].id)[0]
    put_turns(heard.workbench, hearing, spoken(EVIDENCE, first=20))
    page = HearingRecordPage(heard, hearing.id)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    settle(page, qtbot)
    yield page
    page.close()


def settle(page: HearingRecordPage, qtbot: QtBot) -> None:
    """Wait until the record is worked out."""
    qtbot.waitUntil(lambda: page.matters.now is not None and not page.busy, timeout=20000)


def test_machine_text_is_called_so_until_somebody_checked_it(
    record: HearingRecordPage, qtbot: QtBot, heard: Bridge
) -> None:
    assert "机器转写，未经核对" in record.state.text()
    assert "〔未核对〕" in record.text.toPlainText()
    hearing = record.matters.hearing
    heard.workbench.records.check(hearing, heard.workbench.records.unchecked(hearing))
    qtbot.waitUntil(lambda: "未经核对" not in record.state.text(), timeout=20000)
    settle(record, qtbot)
    assert "〔未核对〕" not in record.text.toPlainText()


def test_only_the_title_is_centred(record: HearingRecordPage) -> None:
    block, centred = record.text.document().begin(), list[str]()
    while block.isValid():
        if block.blockFormat().alignment() & Qt.AlignmentFlag.AlignHCenter:
            centred.append(block.text())
        block = block.next()
    assert [one for one in centred if "：" in one] == []
    assert "笔录" in centred[0]


def test_a_field_of_the_head_is_typed_kept_and_undone(
    record: HearingRecordPage, qtbot: QtBot
) -> None:
    assert record.matters.now is not None
    key = next(row.key for row in record.matters.now.draft.head if row.missing)
    line = record.head.lines[key]
    line.setText("第一审判庭")
    line.editingFinished.emit()
    qtbot.waitUntil(lambda: not _missing(record, key), timeout=20000)
    record.undo()
    qtbot.waitUntil(lambda: _missing(record, key), timeout=20000)
    assert line.text() == ""


def _missing(page: HearingRecordPage, key: str) -> bool:
    assert page.matters.now is not None
    return any(row.key == key and row.missing for row in page.matters.now.draft.head)


def test_stages_say_which_words_led_to_them_and_lead_to_the_turn(
    record: HearingRecordPage, qtbot: QtBot
) -> None:
    assert record.stages.tree.topLevelItemCount() >= 2
    item = record.stages.tree.topLevelItem(0)
    assert item is not None
    assert "“" in item.text(3)
    record.stages.tree.setCurrentItem(item)
    with qtbot.waitSignal(record.turn_wanted):
        record.stages.go.click()


def test_a_stage_that_begins_elsewhere_is_dropped_and_comes_back(
    record: HearingRecordPage, qtbot: QtBot
) -> None:
    def first() -> str:
        item = record.stages.tree.topLevelItem(0)
        return item.text(1) if item is not None else ""

    before = first()
    record.stages.tree.setCurrentIndex(record.stages.tree.model().index(0, 0))
    record.stages.drop.click()
    qtbot.waitUntil(lambda: first() not in ("", before), timeout=20000)
    record.stages.back.click()
    qtbot.waitUntil(lambda: first() == before, timeout=20000)


def test_an_exhibit_is_a_suggestion_until_it_is_confirmed(
    record: HearingRecordPage, qtbot: QtBot
) -> None:
    table = record.exhibits.table
    item = table.item(0, 0)
    assert item is not None
    assert "（建议）" in item.text()
    record.exhibits.confirm_all.click()
    qtbot.waitUntil(lambda: "其中 0 项" in record.exhibits.state.text(), timeout=20000)


def test_an_opinion_is_rewritten_by_hand(record: HearingRecordPage, qtbot: QtBot) -> None:
    exhibit = record.exhibits._rows[0]
    dialog = OpinionDialog(exhibit, "被告")
    qtbot.addWidget(dialog)
    dialog.boxes["authenticity"].setCurrentIndex(list(Stance).index(Stance.DISPUTED))
    dialog.text.setPlainText("借条上的签名不是本人所签。")
    cell = dialog.exhibit().cell("被告")
    assert cell is not None
    assert (cell.authenticity, cell.confirmed) == (Stance.DISPUTED, True)
    assert cell.turns == (exhibit.cell("被告") or cell).turns


def test_an_exhibit_that_nobody_found_is_added_by_hand(
    record: HearingRecordPage, qtbot: QtBot
) -> None:
    def fill() -> None:
        dialog = record.window().findChild(ExhibitDialog)
        assert dialog is not None
        assert dialog.label.text() == "证据2"
        dialog.label.setText("证据1")
        dialog.accept()
        assert "已经在表中" in dialog.problem.text()
        dialog.by.setCurrentText("被告")
        dialog.label.setText("证据1")
        dialog.name.setText("转账凭证")
        dialog.purpose.setPlainText("已经归还借款")
        dialog.accept()

    table = record.exhibits.table
    QTimer.singleShot(0, fill)
    record.exhibits.add.click()
    qtbot.waitUntil(lambda: table.rowCount() == 2, timeout=20000)
    cells = [table.item(row, 0) for row in range(2)]
    assert [cell.text() for cell in cells if cell] == ["证据1 转账凭证", "证据1 借条一张（建议）"]


def test_a_side_that_said_nothing_has_an_empty_place_to_fill_in(
    record: HearingRecordPage, qtbot: QtBot, heard: Bridge
) -> None:
    rows = [Exhibit("被告:证据1", "被告", "证据1", "转账凭证", confirmed=True)]
    heard.workbench.records.save_exhibits(record.matters.hearing, rows)
    panel = record.exhibits
    qtbot.waitUntil(lambda: panel.table.rowCount() == 2, timeout=20000)
    heads = [panel.table.horizontalHeaderItem(n) for n in range(panel.table.columnCount())]
    words = [head.text() for head in heads if head]
    place = words.index("原告的意见")
    panel.table.setCurrentCell(0, place)
    assert panel.edit.isEnabled()
    panel.table.setCurrentCell(0, words.index("被告的意见"))
    assert not panel.edit.isEnabled()


def test_findings_name_their_basis_and_take_a_note(record: HearingRecordPage, qtbot: QtBot) -> None:
    record.tabs.setCurrentWidget(record.conduct)
    tree = record.conduct.tree
    assert tree.topLevelItemCount() > 3
    tree.setCurrentIndex(tree.model().index(0, 0))
    assert "依据：" in record.conduct.detail.text()
    record.conduct.note.setText("庭前已经书面告知。")
    record.conduct.note.editingFinished.emit()
    assert record.matters.now is not None
    qtbot.waitUntil(
        lambda: any(
            one.note for one in (record.matters.now.findings if record.matters.now else ())
        ),
        timeout=20000,
    )


def test_the_conduct_check_is_gone_where_it_is_off(
    record: HearingRecordPage, heard: Bridge, qtbot: QtBot
) -> None:
    place = record.tabs.indexOf(record.conduct_area)
    assert record.tabs.isTabVisible(place)
    heard.workbench.switches.set("hearing.conduct", False)
    qtbot.waitUntil(lambda: not record.tabs.isTabVisible(place), timeout=20000)


def test_a_request_to_correct_is_listed_and_decided(
    record: HearingRecordPage, qtbot: QtBot
) -> None:
    panel = record.amendments
    for line, text in ((panel.name, "李四乙"), (panel.role, "被告"), (panel.what, "应为三万元")):
        line.setText(text)
    panel.ask.click()
    qtbot.waitUntil(lambda: panel.tree.topLevelItemCount() == 1, timeout=20000)
    assert panel.name.text() == ""
    panel.tree.setCurrentIndex(panel.tree.model().index(0, 0))
    panel.refuse.click()

    def decided() -> bool:
        item = panel.tree.topLevelItem(0)
        return item is not None and "记录在案" in item.text(3)

    qtbot.waitUntil(decided, timeout=20000)


def test_undo_takes_back_what_was_done_last_and_says_it_before(
    record: HearingRecordPage, heard: Bridge, qtbot: QtBot
) -> None:
    assert not record.undo_button.isEnabled()
    assert "没有可以撤销" in record.undo_button.toolTip()
    record.head.typed.emit("place", "第一审判庭")
    panel = record.amendments
    panel.asked.emit("李四乙", "被告", "应为三万元")
    qtbot.waitUntil(lambda: panel.tree.topLevelItemCount() == 1, timeout=20000)
    qtbot.waitUntil(lambda: "登记补正申请" in record.undo_button.toolTip(), timeout=20000)
    record.undo()
    qtbot.waitUntil(lambda: panel.tree.topLevelItemCount() == 0, timeout=20000)
    assert "填写笔录首部" in record.undo_button.toolTip()
    assert "登记补正申请" in record.redo_button.toolTip()
    with qtbot.waitSignal(heard.notice, timeout=20000) as told:
        record.redo()
    assert told.args == ["已重做：登记补正申请"]
    for _ in range(2):
        record.undo()
    with qtbot.waitSignal(heard.notice, timeout=20000) as told:
        record.undo()
    assert told.args == ["没有可以撤销的操作。"]


def test_the_record_is_written_as_word_and_says_that_it_is_a_draft(
    record: HearingRecordPage, qtbot: QtBot, tmp_path: Path
) -> None:
    import docx

    file = tmp_path / "笔录.docx"
    with qtbot.waitSignal(record._bridge.notice, timeout=20000) as told:
        record.exporting.write(Form.RECORD, file, as_draft=True)
    assert told.args is not None
    assert "标明未核对" in str(told.args[0])
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(file)).paragraphs)
    assert "没有异议" in text


def test_unchecked_text_is_not_written_as_a_record_unasked(
    record: HearingRecordPage, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(record._bridge.failed):
        record.exporting.write(Form.RECORD, tmp_path / "笔录.docx", as_draft=False)
    assert not (tmp_path / "笔录.docx").exists()


def test_columns_of_the_exhibits_follow_who_answers_and_the_chosen_row_stays(
    record: HearingRecordPage, qtbot: QtBot
) -> None:
    panel, matter = record.exhibits, record.matters.now
    assert matter is not None

    def heads() -> list[str]:
        items = [panel.table.horizontalHeaderItem(n) for n in range(panel.table.columnCount())]
        return [item.text() for item in items if item is not None]

    (row,) = matter.material.exhibits
    several = replace(row, cells=(*row.cells, Cell("第三人", Stance.AGREED, confirmed=True)))
    panel.show_matter(replace(matter, material=replace(matter.material, exhibits=(several,))))
    assert "第三人的意见" in heads()
    panel.table.setCurrentCell(0, len(heads()) - 1)
    panel.show_matter(matter)
    assert "第三人的意见" not in heads()
    assert len(heads()) == panel.table.columnCount()
    assert panel.table.currentRow() == 0
    assert panel.remove.isEnabled()


def test_somebody_whom_the_case_does_not_know_is_added_corrected_and_taken_out(
    record: HearingRecordPage, qtbot: QtBot
) -> None:
    panel = record.head.persons

    def names() -> list[str]:
        items = [panel.table.item(row, 1) for row in range(panel.table.rowCount())]
        return [item.text() for item in items if item is not None]

    before = names()
    dialog = panel.dialog(None)
    dialog.accept()
    assert "诉讼地位" in dialog.problem.text()
    dialog.role.setCurrentText("证人")
    dialog.name.setText("周示例")
    dialog.accept()
    assert dialog.result() == dialog.DialogCode.Accepted
    matter = record.matters.now
    assert matter is not None
    panel.changed.emit(with_person(matter.draft.persons, dialog.person()))
    qtbot.waitUntil(lambda: names() == [*before, "周示例"], timeout=20000)
    assert record._bridge.workbench.records.draft(record._hearing).persons[-1].present == "到庭"
    panel.table.setCurrentCell(len(before), 0)
    panel.remove.click()
    qtbot.waitUntil(lambda: names() == before, timeout=20000)
    assert panel.back.isEnabled()
    panel.back.click()
    qtbot.waitUntil(lambda: not panel.back.isEnabled(), timeout=20000)
