"""Keys of all commands: seen by where they count, pressed anew, put back."""

import re
from collections.abc import Iterable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QKeySequenceEdit,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from ui.asking import confirm
from ui.bridge import Bridge
from ui.commands import Command
from ui.pages.settings_look import kept_words
from ui.shortcuts import in_words
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import button, column, wrapped
from workbench.kernel.errors import UserError

COLUMNS = ("命令", "快捷键", "出厂设置")
ROLE = Qt.ItemDataRole.UserRole
PORTABLE = QKeySequence.SequenceFormat.PortableText
_FIT = re.compile(r"(Shift\+)?F\d+$|(Ctrl|Alt|Meta)\+")


class KeyRecorder(QKeySequenceEdit):
    """Takes one press of keys; Esc alone gives up."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaximumSequenceLength(1)
        self.setAccessibleName("按下新的快捷键")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Esc alone: it means that the keys stay as they are."""
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.clear()
            self.editingFinished.emit()
            return
        super().keyPressEvent(event)


class KeysSection(QWidget):
    """快捷键."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._keys = bridge.shortcuts
        self._adding = False
        layout = column(self, spacing=8)
        layout.addWidget(
            wrapped(
                "选中一项，按 Enter（或“改键”），再按下新的键。同一处不能有两个命令用同一个键。"
            )
        )
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找命令或按键，例如：查找、Ctrl+K")
        self.search.setAccessibleName("查找快捷键")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        layout.addWidget(self.search)
        self.table = self._table()
        layout.addWidget(self.table, 1)
        layout.addLayout(self._recorder_row())
        self.said = wrapped()
        self.said.setAccessibleName("快捷键的提示")
        layout.addWidget(self.said)
        layout.addLayout(self._buttons())
        layout.addWidget(wrapped(kept_words(bridge), "muted"))
        self._keys.changed.connect(lambda _: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Show the keys as they are."""
        for key, item in self._items.items():
            mine = not self._keys.is_default(key)
            item.setText(1, self._words(key) + ("（已改）" if mine else ""))
            font = item.font(0)
            font.setBold(mine)
            item.setFont(1, font)
        self._offer()

    def chosen(self) -> Command | None:
        """Return the command in the row that is chosen."""
        item = self.table.currentItem()
        key = item.data(0, ROLE) if item is not None else None
        return self._keys.table[key] if key else None

    def record(self, adding: bool = False) -> None:
        """Wait for new keys of the chosen command."""
        command = self.chosen()
        if command is None:
            return
        self._adding = adding
        self._say(f"请按下“{command.title}”的新键；Esc 不改。")
        self.recorder.clear()
        self.recorder.setEnabled(True)
        self.recorder.show()
        self.recorder.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self) -> None:
        """Give the chosen command the keys that were pressed, or say why not."""
        if not self.recorder.isEnabled():
            return
        pressed, command = self.recorder.keySequence(), self.chosen()
        self.recorder.setEnabled(False)
        self.recorder.hide()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if command is None or pressed.isEmpty():
            self._say("快捷键没有改动。")
            return
        if problem := unfit(pressed):
            self._say(problem, bad=True)
            return
        name = pressed.toString(PORTABLE)
        kept = tuple(key.toString(PORTABLE) for key in self._keys.keys(command.key))
        names = (*(k for k in kept if k != name), name) if self._adding else (name,)
        self._choose(command, names, f"“{command.title}”的快捷键已改为 {name}。")

    def clear_keys(self) -> None:
        """Leave the chosen command without keys."""
        command = self.chosen()
        if command is not None:
            self._choose(command, (), f"“{command.title}”不再有快捷键；仍可用 Ctrl+K 找到。")

    def reset_one(self) -> None:
        """Give the chosen command the keys that it was shipped with."""
        command = self.chosen()
        if command is None:
            return
        try:
            self._keys.reset(command.key)
        except UserError as error:
            self._say(str(error), bad=True)
            return
        self.refresh()
        self._say(f"“{command.title}”已恢复出厂设置。")

    def reset_all(self) -> None:
        """Give every command the keys that it was shipped with, after asking."""
        changed = [c.key for c in self._keys.table.commands if not self._keys.is_default(c.key)]
        if not changed or not confirm(
            self, "恢复快捷键", f"确定把 {len(changed)} 项改过的快捷键全部恢复？", "全部恢复"
        ):
            return
        for key in changed:
            self._keys.choose(key, ())  # so that none stands in the way of another
        for key in changed:
            self._keys.reset(key)
        self.refresh()
        self._say("全部快捷键已恢复出厂设置。")

    # Parts

    def _table(self) -> QTreeWidget:
        table = KeyTable(self)
        table.setHeaderLabels(list(COLUMNS))
        table.setAccessibleName("命令和快捷键")
        table.setAlternatingRowColors(True)
        table.setMinimumHeight(260)
        self._items: dict[str, QTreeWidgetItem] = {}
        for scope in self._keys.table.scopes:
            head = QTreeWidgetItem([scope.title])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            table.addTopLevelItem(head)
            for command in self._keys.table.of_scope(scope.key):
                item = QTreeWidgetItem([command.title, "", _native(command.keys)])
                item.setData(0, ROLE, command.key)
                head.addChild(item)
                self._items[command.key] = item
            head.setExpanded(True)
            head.setHidden(not head.childCount())
        table.currentItemChanged.connect(lambda *_: self._offer())
        table.itemDoubleClicked.connect(lambda *_: self.record())
        for place in range(2):
            table.resizeColumnToContents(place)
        table.setColumnWidth(1, max(table.columnWidth(1), 180))
        return table

    def _recorder_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.recorder = KeyRecorder()
        self.recorder.setEnabled(False)
        self.recorder.hide()
        self.recorder.editingFinished.connect(lambda: QTimer.singleShot(0, self.take))
        row.addWidget(self.recorder)
        row.addStretch(1)
        return row

    def _buttons(self) -> FlowLayout:
        row = FlowLayout(spacing=8)
        self.change = button("改键", "key", "按下新的键，代替原来的（Enter）")
        self.change.clicked.connect(lambda: self.record(adding=False))
        self.more = button("再加一个键", "plus", "保留原来的键，再加一个")
        self.more.clicked.connect(lambda: self.record(adding=True))
        self.none = button("清除", "delete", "该命令不再有快捷键（Delete）")
        self.none.clicked.connect(self.clear_keys)
        self.back = button("恢复这一项", "undo")
        self.back.clicked.connect(self.reset_one)
        self.all_back = button("全部恢复", "refresh")
        self.all_back.clicked.connect(self.reset_all)
        for widget in (self.change, self.more, self.none, self.back, self.all_back):
            row.addWidget(widget)
        return row

    def _offer(self) -> None:
        if not hasattr(self, "all_back"):
            return
        command = self.chosen()
        mine = command is not None and not self._keys.is_default(command.key)
        self.change.setEnabled(command is not None)
        self.more.setEnabled(command is not None)
        self.none.setEnabled(command is not None and bool(self._keys.keys(command.key)))
        self.back.setEnabled(mine)
        changed = (not self._keys.is_default(c.key) for c in self._keys.table.commands)
        self.all_back.setEnabled(any(changed))

    def _filter(self, text: str) -> None:
        wanted = text.strip().casefold()
        for place in range(self.table.topLevelItemCount()):
            head = self.table.topLevelItem(place)
            if head is None:
                continue
            hidden = 0
            for row in range(head.childCount()):
                item = head.child(row)
                command = self._keys.table[item.data(0, ROLE)]
                words = f"{head.text(0)} {command.title} {command.words} {item.text(1)}"
                item.setHidden(wanted not in words.casefold())
                hidden += item.isHidden()
            head.setHidden(hidden == head.childCount())

    def _choose(self, command: Command, names: tuple[str, ...], words: str) -> None:
        try:
            self._keys.choose(command.key, names)
        except UserError as error:
            self._say(str(error), bad=True)
            return
        self._say(words)

    def _say(self, words: str, bad: bool = False) -> None:
        self.said.setProperty("role", "bad" if bad else "")
        self.said.style().polish(self.said)
        self.said.setText(words)

    def _words(self, key: str) -> str:
        return _native(key.toString(PORTABLE) for key in self._keys.keys(key))


class KeyTable(QTreeWidget):
    """The table; Enter records, Delete clears."""

    def __init__(self, section: KeysSection) -> None:
        super().__init__()
        self._section = section

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Record on Enter or F2, clear on Delete."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._section.record()
        elif event.key() == Qt.Key.Key_Delete:
            self._section.clear_keys()
        else:
            super().keyPressEvent(event)


def _native(names: Iterable[str]) -> str:
    return "、".join(in_words(QKeySequence(name, PORTABLE)) for name in names)


def unfit(pressed: QKeySequence) -> str:
    """Say why keys cannot be a command's; empty if they can.

    A single letter would answer while somebody types, and some keys belong to every field.
    """
    name = pressed.toString(PORTABLE)
    if _FIT.match(name):
        return ""
    return f"“{name}”在打字或移动光标时要用，没有修改。请加上 Ctrl 或 Alt，或用 F1–F12。"
