"""The court's own name, by which judgments of the library are told to belong to a tier."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from ui.bridge import Bridge
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import button, column, sheet, wrapped
from workbench.kernel.changes import Changes
from workbench.law.precedents.similar_tiers import ladder
from workbench.reference.courts import LEVEL_WORDS, court_of_name, search_courts

INTRO = (
    "类案按法发〔2020〕24号的顺位排列：指导性案例；最高人民法院；本省高级人民法院；上一级法院和本院。"
    "案件写明了法院或者有案号的，按该案的法院；没有写明的，按这里的第一个。"
)
LATER = "此后导入的本院文书归为“本院裁判”；已经导入的按法院名称分顺位，不必重新导入。"
FEW, MANY = 3, 8
"""Rows of the two lists that are seen at once."""
ROLE = Qt.ItemDataRole.UserRole
MOST = 100


class CourtsSection(QWidget):
    """本院及上级法院."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._before: list[tuple[str, tuple[str, ...]]] = []
        layout = column(self, spacing=8)
        layout.addWidget(wrapped(INTRO))
        layout.addWidget(wrapped("已设定的本院", "heading"))
        self.own = _list("已设定的本院", FEW)
        layout.addWidget(self.own)
        layout.addLayout(self._buttons())
        self.said = wrapped()
        self.said.setAccessibleName("设定本院的结果")
        self.said.hide()
        layout.addWidget(self.said)
        layout.addWidget(wrapped("加入法院", "heading"))
        self.search = _SearchField()
        layout.addWidget(self.search)
        self.found = _list("查到的法院", MANY)
        layout.addWidget(self.found)
        layout.addWidget(wrapped("检索顺位", "heading"))
        self.tiers = wrapped()
        self.tiers.setAccessibleName("检索顺位")
        box = sheet("limits")
        column(box, margin=10).addWidget(self.tiers)
        layout.addWidget(box)
        layout.addWidget(wrapped(LATER, "muted"))
        layout.addStretch(1)
        self._connect()
        self._find("")
        self.refresh()

    def refresh(self) -> None:
        """Show the courts as they are set."""
        courts = self._courts
        row = self.own.currentRow()
        self.own.clear()
        for name in courts:
            _add(self.own, name, _about(name))
        self.own.setCurrentRow(min(max(row, 0), len(courts) - 1))
        if not courts:
            self.tiers.setText("还没有设定本院：没有写明法院的案件只分得出第一、第二顺位。")
        self._offer()

    def add(self, item: QListWidgetItem) -> None:
        """Set a court of the list of those that were found as the court's own."""
        name = item.data(ROLE)
        if not name:
            return
        if name in self._courts:
            self._say(f"“{name}”已经设定，没有改动。")
        elif self._set((*self._courts, name), f"加入{name}"):
            self.own.setCurrentRow(len(self._courts) - 1)
            self._say(f"已设定“{name}”。")
            self.search.selectAll()

    def remove(self) -> None:
        """Take the chosen court away."""
        item = self.own.currentItem()
        if item is not None and self.remove_button.isEnabled():
            name = item.data(ROLE)
            rest = tuple(one for one in self._courts if one != name)
            if self._set(rest, f"移除{name}"):
                self._say(f"已移除“{name}”。")

    def shift(self, step: int) -> None:
        """Bring the chosen court before or behind its neighbour."""
        courts, at = list(self._courts), self.own.currentRow()
        if 0 <= at < len(courts) and 0 <= at + step < len(courts):
            courts.insert(at + step, courts.pop(at))
            if self._set(tuple(courts), f"调整{courts[at + step]}的次序"):
                self.own.setCurrentRow(at + step)

    def undo(self) -> None:
        """Take the newest change back."""
        if self._before and self._write(self._before[-1][1]):
            words, _ = self._before.pop()
            self._say(f"已撤销：{words}。")
            self.refresh()

    @property
    def _courts(self) -> tuple[str, ...]:
        return self._bridge.workbench.precedents.own_courts

    def _buttons(self) -> FlowLayout:
        tip = self._bridge.shortcuts.tip
        self.remove_button = button("移除", "close", tip("settings.remove"))
        self.up = button("上移", "up", tip("settings.up"))
        self.down = button("下移", "down", tip("settings.down"))
        self.back = button("撤销", "undo", tip("settings.undo"))
        row = FlowLayout(spacing=8)
        for one in (self.remove_button, self.up, self.down, self.back):
            row.addWidget(one)
        return row

    def _connect(self) -> None:
        bind = self._bridge.shortcuts.bind
        bind("settings.undo", self, self.undo)
        bind("settings.remove", self.own, self.remove)
        bind("settings.up", self.own, lambda: self.shift(-1))
        bind("settings.down", self.own, lambda: self.shift(1))
        self.remove_button.clicked.connect(self.remove)
        self.up.clicked.connect(lambda: self.shift(-1))
        self.down.clicked.connect(lambda: self.shift(1))
        self.back.clicked.connect(self.undo)
        self.own.currentRowChanged.connect(lambda _: self._offer())
        self.search.textChanged.connect(self._find)
        self.search.entered.connect(self._enter)
        self.search.left.connect(self._go_down)
        self.found.itemActivated.connect(self.add)
        self._bridge.changed.connect(self._on_changed)

    def _find(self, text: str) -> None:
        words = text.strip()
        self.found.clear()
        courts = search_courts(words, MOST)
        for court in courts:
            _add(self.found, court.name, _about(court.name))
        if words and not courts:
            known = words.endswith("法院") and len(words) > len("法院")
            hint = f"名单中没有“{words}”。" + (
                "按 Enter 仍以这一名称加入。" if known else "请输入院名的一部分，或者全称。"
            )
            item = QListWidgetItem(hint)
            item.setData(ROLE, words if known else "")
            self.found.addItem(item)
        self.found.setVisible(bool(words))
        self.found.setCurrentRow(0)

    def _enter(self) -> None:
        if item := self.found.currentItem():
            self.add(item)

    def _go_down(self) -> None:
        if self.found.count():
            self.found.setFocus(Qt.FocusReason.OtherFocusReason)
            self.found.setCurrentRow(min(1, self.found.count() - 1))

    def _set(self, courts: tuple[str, ...], words: str) -> bool:
        before = self._courts
        if not self._write(courts):
            return False
        self._before = [*self._before, (words, before)][-MOST:]
        self.refresh()
        return True

    def _write(self, courts: Sequence[str]) -> bool:
        def write() -> bool:
            self._bridge.workbench.precedents.set_own_courts(courts)
            return True

        return bool(self._bridge.attempt(write))

    def _offer(self) -> None:
        """Offer what can be done with the chosen court, and show the tiers as it sees them."""
        writable = not self._bridge.workbench.workspace.read_only
        at, many = self.own.currentRow(), len(self._courts)
        self.remove_button.setEnabled(writable and at >= 0)
        self.up.setEnabled(writable and at > 0)
        self.down.setEnabled(writable and 0 <= at < many - 1)
        self.back.setEnabled(writable and bool(self._before))
        self.search.setEnabled(writable)
        item = self.own.currentItem()
        if item is not None:
            self.tiers.setText(_tiers(item.data(ROLE)))

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _on_changed(self, changes: Changes) -> None:
        if "precedents" in changes.kinds and not self._bridge.closed:
            shown = tuple(self.own.item(at).data(ROLE) for at in range(self.own.count()))
            if shown != self._courts:
                self.refresh()


class _SearchField(QLineEdit):
    """Where a court is looked for.

    Signals:
        entered: the first one that was found is meant.
        left: the list of those that were found is wanted.
    """

    entered = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("院名的一部分，如：朝阳、浦东 新区；↓ 选择，Enter 加入")
        self.setAccessibleName("查找法院")
        self.setClearButtonEnabled(True)
        self.returnPressed.connect(self.entered)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go over to the list with the arrow."""
        if event.key() == Qt.Key.Key_Down:
            self.left.emit()
            return
        super().keyPressEvent(event)


class _Rows(QListWidget):
    """A list as high as some of its rows."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self._seen = rows
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the letters."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        row = round(self.fontMetrics().height() * 1.7)
        self.setFixedHeight(row * self._seen + 2 * self.frameWidth() + 4)


def _list(name: str, rows: int) -> QListWidget:
    made = _Rows(rows)
    made.setAccessibleName(name)
    made.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    return made


def _add(rows: QListWidget, name: str, about: str) -> None:
    item = QListWidgetItem(f"{name}　{about}" if about else name)
    item.setData(ROLE, name)
    item.setToolTip(item.text())
    rows.addItem(item)


def _about(name: str) -> str:
    """Return level and superior of a court in words."""
    court = court_of_name(name)
    if court is None:
        return "不在名单中，上级法院不明"
    above = f"上一级：{court.superior}" if court.superior else ""
    return "，".join(part for part in (LEVEL_WORDS.get(court.level, ""), above) if part)


def _tiers(name: str) -> str:
    seen = ladder(name)
    unknown = "名单中没有，不能区分"
    rows = (
        ("第一顺位", "最高人民法院发布的指导性案例"),
        ("第二顺位", f"{seen.supreme}的典型案例、案例库参考案例和裁判"),
        ("第三顺位", seen.high or unknown),
        ("第四顺位", "、".join(filter(None, (seen.above, f"{seen.own}（本院）")))),
    )
    return "\n".join(f"{tier}：{courts}" for tier, courts in rows)
