"""What a person wants to see of the journal: kind, case, feature, account, days, words."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QLabel, QLineEdit, QWidget

from ui.bridge import Bridge
from ui.pages.journal_words import EVENTS, ROOMS
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import button, column
from workbench.kernel.clock import today
from workbench.kernel.features import ALL
from workbench.kernel.journal_query import Query
from workbench.papers.case_rows import matching

DELAY_MS = 250
DAYS = {"": "全部日期", "0": "今天", "6": "最近 7 天", "29": "最近 30 天", "own": "自选日期"}
MOST_SUBJECTS = 500


class JournalFilter(QWidget):
    """The fields above the list.

    Signals:
        changed: something else is wanted.
    """

    changed = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._case = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self.changed)
        layout = column(self, spacing=8)
        self.words = QLineEdit()
        self.words.setPlaceholderText("筛选：案号、材料、事件、内容")
        self.words.setAccessibleName("筛选日志")
        self.words.setToolTip(bridge.shortcuts.tip("journal.find"))
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(lambda _: self._timer.start())
        self.words.returnPressed.connect(self._at_once)
        layout.addWidget(self.words)
        self.room = self._combo("事件种类", self._rooms())
        self.case = self._combo("案件", {"": "全部案件"})
        titles = {feature.key: feature.title for feature in bridge.workbench.features}
        self.feature = self._combo(
            "智能功能", {"": "全部功能", ALL: "全部智能功能的总开关", **titles}
        )
        self.actor = self._combo("操作人", {"": "全部操作人"})
        self.days = self._combo("日期", DAYS)
        self.clear = button("清除筛选", "close", "恢复到全部记录")
        self.clear.clicked.connect(self.reset)
        row = FlowLayout(spacing=8)
        for widget in (self.room, self.case, self.feature, self.actor, self.days, self._range()):
            row.addWidget(widget)
        row.addWidget(self.clear)
        layout.addLayout(row)
        self._offer()

    def set_case(self, case: str) -> None:
        """Offer the open case as a filter; empty for none."""
        chosen = bool(self.case.currentData())
        self._case = case
        while self.case.count() > 1:
            self.case.removeItem(1)
        if case:
            title = self._bridge.workbench.papers.case(case).title
            self.case.addItem(f"当前案件：{title}", case)
            self.case.setCurrentIndex(int(chosen))
        self.case.setEnabled(bool(case))
        if chosen:
            self.changed.emit()

    def add_actor(self, name: str) -> None:
        """Offer an account that was met in the journal."""
        if self.actor.findData(name) < 0:
            self.actor.addItem(name, name)

    def query(self) -> Query:
        """Return what is wanted."""
        since, until = self._since_until()
        words = self.words.text().strip()
        return Query(
            event=str(self.room.currentData()),
            case=str(self.case.currentData()),
            feature=str(self.feature.currentData()),
            actor=str(self.actor.currentData()),
            since=since,
            until=until,
            words=words,
            events=tuple(key for key, text in EVENTS.items() if words and words in text),
            subjects=self._subjects(words),
        )

    def reset(self) -> None:
        """Want all rows."""
        self.words.clear()
        for box in (self.room, self.case, self.feature, self.actor, self.days):
            box.setCurrentIndex(0)
        self._offer()
        self._at_once()

    # Parts

    def _rooms(self) -> dict[str, str]:
        """Return rooms, each followed by its events."""
        found = {"": ROOMS[""]}
        for room, title in ROOMS.items():
            if room:
                found[room] = title
                found |= {
                    key: f"　{words}" for key, words in EVENTS.items() if key.startswith(room)
                }
        return found

    def _combo(self, name: str, rows: dict[str, str]) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(7)
        box.setMaxVisibleItems(20)
        for key, words in rows.items():
            box.addItem(words, key)
        box.view().setTextElideMode(Qt.TextElideMode.ElideNone)
        box.activated.connect(lambda _: self._chosen())
        return box

    def _range(self) -> QWidget:
        self.range = QWidget()
        row = QHBoxLayout(self.range)
        row.setContentsMargins(0, 0, 0, 0)
        self.since, self.until = QDateEdit(), QDateEdit()
        now = today()
        for field, name, day in (
            (self.since, "从", now - timedelta(days=6)),
            (self.until, "到", now),
        ):
            field.setDisplayFormat("yyyy年M月d日")
            field.setCalendarPopup(True)
            field.setAccessibleName(f"{name}哪一日")
            field.setDate(QDate(day.year, day.month, day.day))
            field.dateChanged.connect(lambda _: self._timer.start())
            row.addWidget(QLabel(name))
            row.addWidget(field)
        return self.range

    def _since_until(self) -> tuple[str, str]:
        kind = str(self.days.currentData())
        if kind == "own":
            return _iso(self.since), _iso(self.until)
        if not kind:
            return "", ""
        first: date = today() - timedelta(days=int(kind))
        return first.isoformat(), today().isoformat()

    def _subjects(self, words: str) -> tuple[str, ...]:
        """Return ids of the cases whose names hold some words."""
        if not words:
            return ()
        rows = matching(self._bridge.cases.rows(), words)
        return tuple(row.id for row in rows)[:MOST_SUBJECTS]

    def _chosen(self) -> None:
        self._offer()
        self._at_once()

    def _offer(self) -> None:
        self.range.setVisible(self.days.currentData() == "own")

    def _at_once(self) -> None:
        self._timer.stop()
        self.changed.emit()


def _iso(field: QDateEdit) -> str:
    return field.date().toString("yyyy-MM-dd")
