"""庭审笔录: the record of a hearing as it stands, what it is made of, and its export."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QMenu,
    QPushButton,
    QTabWidget,
    QToolButton,
    QWidget,
)

from ui import icons
from ui.bridge import Bridge
from ui.hearing.record.amendments import AmendmentsPanel
from ui.hearing.record.conduct import ConductPanel
from ui.hearing.record.exhibit_dialog import ExhibitDialog
from ui.hearing.record.exhibits import ExhibitsPanel, roles_of
from ui.hearing.record.exporting import Exporting
from ui.hearing.record.head import HeadForm
from ui.hearing.record.matter import Matter, Matters
from ui.hearing.record.opinion_dialog import OpinionDialog
from ui.hearing.record.stages import StagesPanel
from ui.hearing.record.text import RecordText
from ui.place import Place, number
from ui.sidebar.text import column, flow_in, wrapped
from ui.widgets.scrolled import scrolled
from workbench.hearing.model import Layer
from workbench.hearing.record.exhibits import Exhibit
from workbench.hearing.record.writing import FORM_WORDS, Form
from workbench.kernel.errors import UserError

LAYERS = {"整理文字": Layer.CLEANED, "逐字文字": Layer.VERBATIM}
LAW = (
    "机器转写的文字经审判人员、书记员、诉讼参与人核对签字后，"
    "才作为法庭笔录（法释〔2017〕5号第六条）。"
)

SCROLLED = "笔录的一部分，可滚动"


class HearingRecordPage(QFrame):
    """The record of one hearing.

    Args:
        bridge: the open workbench.
        hearing: id of the hearing.

    Signals:
        turn_wanted: id of a turn to go to in the transcript.
        hearing_wanted: the transcript is wanted.
    """

    turn_wanted = Signal(str)
    hearing_wanted = Signal()

    def __init__(self, bridge: Bridge, hearing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._hearing = hearing
        self._editing = bridge.workbench.hearing.edit(hearing)
        self.setAccessibleName("庭审笔录")
        self.setProperty("helpTopic", "hearing")
        self.matters = Matters(bridge, hearing, self)
        self.exporting = Exporting(bridge, self.matters, self)
        self.text, self.head, self.stages = RecordText(), HeadForm(), StagesPanel()
        self.exhibits, self.conduct = ExhibitsPanel(), ConductPanel()
        self.conduct_area = scrolled(self.conduct, SCROLLED)
        self.amendments = AmendmentsPanel()
        self.state = wrapped("正在整理笔录…", "strong")
        self.layer = QComboBox()
        self.layer.addItems(list(LAYERS))
        self.layer.setAccessibleName("笔录用哪种文字")
        self.times = QCheckBox("写明录音时间")
        self.large = QCheckBox("大字")
        self.tabs = QTabWidget()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.tabs)
        self.matters.ask()

    @property
    def busy(self) -> bool:
        """Whether the record is still being worked out or written."""
        parts = (self.matters, self.text, self.exporting, self._bridge.acting)
        return any(part.busy for part in parts)

    def place(self) -> Place:
        """Return which part is shown."""
        return {"tab": self.tabs.currentIndex()}

    def go_to(self, place: Place) -> None:
        """Show the part that was shown."""
        self.tabs.setCurrentIndex(int(number(place, "tab")))

    # Putting together

    def _lay_out(self) -> None:
        layout = column(self, spacing=0)
        bar = QFrame()
        bar.setProperty("surface", "bar")
        tools = flow_in(bar, spacing=6)
        back = self._button("转写稿", "hearing", "回到转写稿", self.hearing_wanted.emit)
        self.undo_button = self._button("撤销", "undo", "", self.undo)
        self.redo_button = self._button("重做", "redo", "", self.redo)
        export = self._button(
            "导出笔录", "export", "导出法庭笔录（Word）", partial(self.exporting.ask, Form.RECORD)
        )
        icons.primary(export)
        parts = (back, self.undo_button, self.redo_button, self.layer, self.times, self.large)
        for part in (*parts, export, self._others()):
            tools.addWidget(part)
        layout.addWidget(bar)
        said = QFrame()
        said.setProperty("surface", "bar")
        inner = column(said, margin=6)
        inner.addWidget(self.state)
        inner.addWidget(wrapped(LAW, "small"))
        layout.addWidget(said)
        for widget, title in (
            (self.text, "全文"),
            (self.head, "首部和到庭人员"),
            (scrolled(self.stages, SCROLLED), "庭审阶段"),
            (scrolled(self.exhibits, SCROLLED), "举证质证"),
            (self.conduct_area, "规范核对"),
            (scrolled(self.amendments, SCROLLED), "补正"),
        ):
            self.tabs.addTab(widget, title)
        layout.addWidget(self.tabs, 1)

    def _others(self) -> QToolButton:
        """What else can be written out."""
        more = QToolButton()
        more.setText("其他导出")
        more.setAccessibleName("其他导出：校验值确认表、字幕、文本、数据")
        more.setToolTip("校验值确认表、字幕、文本、数据")
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(more)
        for form in Form:
            if form is not Form.RECORD:
                menu.addAction(f"{FORM_WORDS[form]}…", partial(self.exporting.ask, form))
        more.setMenu(menu)
        return more

    def _connect(self) -> None:
        records, hearing = self._bridge.workbench.records, self._hearing
        self.matters.changed.connect(self._show)
        self.matters.failed.connect(self._fail)
        for part in (self.text, self.stages, self.exhibits, self.conduct):
            part.turn_wanted.connect(self.turn_wanted)
        do = self._bridge.attempt
        self.head.typed.connect(lambda key, text: do(partial(records.set_head, hearing, key, text)))
        self.head.persons_changed.connect(
            lambda persons: do(partial(records.set_persons, hearing, persons))
        )
        self.stages.border_wanted.connect(
            lambda turn, stage: do(partial(records.set_border, hearing, turn, stage))
        )
        self.exhibits.confirm_wanted.connect(
            lambda rows: do(partial(records.confirm_exhibits, hearing, rows))
        )
        self.exhibits.remove_wanted.connect(
            lambda rows: do(partial(records.remove_exhibits, hearing, [one.id for one in rows]))
        )
        self.exhibits.edit_wanted.connect(self._edit_exhibit)
        self.conduct.note_wanted.connect(
            lambda finding, words: do(partial(records.note, hearing, finding, words))
        )
        self.amendments.asked.connect(self._ask_amendment)
        self.amendments.decided.connect(
            lambda one, granted: do(partial(records.decide_amendment, one, granted))
        )
        for signal in (self.layer.activated, self.times.toggled, self.large.toggled):
            signal.connect(lambda _value: self._choose())
        self._bridge.shortcuts.bind("record.undo", self, self.undo)
        self._bridge.shortcuts.bind("record.redo", self, self.redo)
        self._bridge.shortcuts.bind("record.transcript", self, self.hearing_wanted.emit)

    def undo(self) -> None:
        """Take the last change of the hearing back, on whichever page it was made; say which."""
        self._walk("撤销", undo=True)

    def redo(self) -> None:
        """Make the change again that was undone last, and say which."""
        self._walk("重做", undo=False)

    def _walk(self, verb: str, undo: bool) -> None:
        acting = self._bridge.acting
        acting.settle()
        records = self._bridge.workbench.records
        if not records.steps(self._editing)[0 if undo else 1]:
            self._bridge.notice.emit(f"没有可以{verb}的操作。")
            return
        act = (records.undoing if undo else records.redoing)(self._editing)
        notice = self._bridge.notice
        acting.start(iter(act), lambda: notice.emit(f"已{verb}：{act.words}"))

    def _show_steps(self) -> None:
        """Let both buttons say what they would do."""
        shortcuts = self._bridge.shortcuts
        steps = self._bridge.workbench.records.steps(self._editing)
        for part, verb, key, words in (
            (self.undo_button, "撤销", "record.undo", steps[0]),
            (self.redo_button, "重做", "record.redo", steps[1]),
        ):
            part.setEnabled(bool(words))
            what = f"{verb}：{words}" if words else f"没有可以{verb}的操作"
            part.setToolTip(shortcuts.tip(key, what))

    # State

    def _show(self, matter: Matter) -> None:
        draft = matter.draft
        parts = [f"{draft.title}：共 {draft.turns} 段"]
        if draft.unchecked:
            parts.append(f"机器转写，未经核对 {draft.unchecked} 段（导出为草稿）")
        if draft.unwritten:
            parts.append(f"有人说话而没有写出文字 {draft.unwritten} 处（见转写稿的“存疑”）")
        if draft.missing:
            parts.append(f"首部缺 {'、'.join(draft.missing)}")
        if draft.doubtful:
            parts.append(f"举证质证建议待确认 {draft.doubtful} 处")
        if draft.open_amendments:
            parts.append(f"补正申请未处理 {draft.open_amendments} 件")
        self.state.setText(" · ".join(parts))
        for part in (self.text, self.head, self.stages, self.exhibits, self.amendments):
            part.show_matter(matter)
        self.conduct.show_matter(matter)
        self.tabs.setTabVisible(self.tabs.indexOf(self.conduct_area), self.matters.checks_conduct)
        self._show_steps()

    def _fail(self, error: UserError) -> None:
        self.state.setText(f"{error.message}{error.advice}")

    def _choose(self) -> None:
        layer = LAYERS[self.layer.currentText()]
        self.matters.show(layer, self.times.isChecked(), self.large.isChecked())

    def _edit_exhibit(self, exhibit: Exhibit | None, party: str) -> None:
        dialog: ExhibitDialog | OpinionDialog
        if exhibit is not None and party:
            dialog = OpinionDialog(exhibit, party, self.window())
        elif (matter := self.matters.now) is not None:
            rows = matter.material.exhibits
            dialog = ExhibitDialog(rows, roles_of(matter), exhibit, self.window())
        else:
            return
        if dialog.exec() == QDialog.DialogCode.Accepted:
            row = dialog.exhibit()
            records = self._bridge.workbench.records
            self._bridge.attempt(lambda: records.save_exhibits(self._hearing, [row]))

    def _ask_amendment(self, name: str, role: str, what: str) -> None:
        ask = partial(self._bridge.workbench.records.ask_amendment, self._hearing, name, what, role)
        if self._bridge.attempt(ask) is not None:
            self.amendments.clear()

    @staticmethod
    def _button(words: str, icon: str, tip: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("compact", True)
        button.setAccessibleName(words)
        button.setToolTip(tip)
        icons.put(button, icon)
        button.clicked.connect(partial(_run, act))
        return button


def _run(act: Callable[[], object], _checked: bool = False) -> None:
    act()
