"""The recordings of a hearing: their order, the gaps between them, which are left out."""

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from ui.bridge import Bridge
from ui.sidebar.text import button, column, wrapped
from workbench.hearing.live.interruptions import interruption_words
from workbench.hearing.live.model import Interruption
from workbench.hearing.model import Recording
from workbench.hearing.timeline import clock, where

COLUMNS = ("顺序", "文件", "时长", "声道", "其前间隔", "状况")
DAY = 86_400.0


class RecordingsDialog(QDialog):
    """Every change is made at once; the list shows how it is.

    Args:
        bridge: the open workbench.
        hearing: id of the hearing.
    """

    def __init__(self, bridge: Bridge, hearing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._room = bridge.workbench.hearing
        self._hearing = hearing
        self._rows: list[Recording] = []
        self.setWindowTitle("录音文件")
        layout = column(self, spacing=8, margin=16)
        layout.addWidget(
            wrapped("按顺序接成一次庭审。移除的录音和它的发言可以恢复；原件不会改动。", "small")
        )
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels(list(COLUMNS))
        self.tree.setRootIsDecorated(False)
        self.tree.setAccessibleName("录音文件")
        self.tree.setMinimumHeight(self.fontMetrics().height() * 6)
        layout.addWidget(self.tree, 1)
        self.detail = QPlainTextEdit()
        self.detail.setReadOnly(True)
        self.detail.setTabChangesFocus(True)
        self.detail.setAccessibleName("该录音的格式、校验值和损坏的位置，可以复制")
        self.detail.setFixedHeight(self.fontMetrics().height() * 4)
        layout.addWidget(self.detail)
        layout.addLayout(self._tools())
        buttons = QDialogButtonBox()
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.tree.currentItemChanged.connect(lambda *_: self._offer())
        self.resize(self.fontMetrics().horizontalAdvance("国") * 46, 420)
        self.refresh()

    def refresh(self, keep: str = "") -> None:
        """Show the recordings as they are now."""
        before = self._current()
        here = keep or (before.id if before is not None else "")
        held = self._room.recordings(self._hearing)
        gone = self._room.removed_recordings(self._hearing)
        self._rows = [*held, *gone]
        self.tree.clear()
        for number, one in enumerate(self._rows, start=1):
            left_out = bool(one.removed)
            state = "已移除" if left_out else damage_words(one)
            place = "" if left_out else str(number)
            gap = clock(one.gap) if one.gap and not left_out else ""
            cells = [place, one.name, clock(one.seconds), str(one.channels), gap, state]
            item = QTreeWidgetItem(cells)
            self.tree.addTopLevelItem(item)
            if one.id == here:
                self.tree.setCurrentItem(item)
        for column_number in range(len(COLUMNS)):
            self.tree.resizeColumnToContents(column_number)
        self._offer()

    def shift(self, step: int) -> None:
        """Put the chosen recording earlier (-1) or later (+1)."""
        one = self._current()
        ids = [held.id for held in self._room.recordings(self._hearing)]
        if one is None or one.id not in ids:
            return
        place = ids.index(one.id)
        if 0 <= place + step < len(ids):
            ids[place], ids[place + step] = ids[place + step], ids[place]
            self._bridge.attempt(lambda: self._room.reorder(self._hearing, ids))
            self.refresh(one.id)

    # Inside

    def _tools(self) -> QHBoxLayout:
        self.up = button("上移", "up", "放到前一个之前")
        self.down = button("下移", "down", "放到后一个之后")
        self.gap = QDoubleSpinBox()
        self.gap.setRange(0.0, DAY)
        self.gap.setDecimals(0)
        self.gap.setSuffix(" 秒")
        self.gap.setAccessibleName("其前间隔，秒")
        self.gap.setToolTip("与前一个录音之间没有录音的时间，例如休庭；不清楚的填 0")
        self.gap.setKeyboardTracking(False)
        self.remove = button("移除", "delete", "录音和它的发言不计入本次庭审；可以恢复")
        self.restore = button("恢复", "undo", "放回本次庭审")
        row = QHBoxLayout()
        for part in (self.up, self.down):
            row.addWidget(part)
        row.addWidget(QLabel("其前间隔"))
        row.addWidget(self.gap)
        row.addStretch(1)
        for part in (self.remove, self.restore):
            row.addWidget(part)
        self.up.clicked.connect(lambda: self.shift(-1))
        self.down.clicked.connect(lambda: self.shift(1))
        self.gap.editingFinished.connect(self._keep_gap)
        self.remove.clicked.connect(lambda: self._do(self._room.remove))
        self.restore.clicked.connect(lambda: self._do(self._room.put_back_recording))
        return row

    def _current(self) -> Recording | None:
        row = self.tree.indexOfTopLevelItem(self.tree.currentItem())
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def _offer(self) -> None:
        one = self._current()
        there = one is not None and not one.removed
        for part in (self.up, self.down, self.gap, self.remove):
            part.setEnabled(there)
        self.restore.setEnabled(one is not None and bool(one.removed))
        self.gap.setValue(one.gap if one is not None else 0.0)
        told = "选择一个录音。"
        if one is not None:
            told = details(one, self._room.live.interruptions(one) if one.live else ())
        self.detail.setPlainText(told)

    def _keep_gap(self) -> None:
        one = self._current()
        if one is not None and self.gap.value() != one.gap:
            self._bridge.attempt(lambda: self._room.set_gap(one.id, self.gap.value()))
            self.refresh(one.id)

    def _do(self, act: object) -> None:
        one = self._current()
        if one is not None and callable(act):
            self._bridge.attempt(lambda: act(one.id))
            self.refresh(one.id)


def damage_words(recording: Recording) -> str:
    """Say in a word whether a recording can be read."""
    if not recording.complete:
        return "正在录音"
    count = len(recording.damages)
    return f"有 {count} 处损坏" if count else "完好"


def details(recording: Recording, interruptions: Sequence[Interruption] = ()) -> str:
    """Say what is known of a recording: form, hashes, damaged places, times without sound."""
    form = f"{recording.container} / {recording.codec}，{recording.rate:,} Hz"
    size = f"{recording.channels} 个声道，{recording.size / 1_048_576:,.1f} MB"
    parts = [
        f"{form}，{size}",
        f"SHA-256 {recording.sha256}" if recording.sha256 else "",
        f"SM3 {recording.sm3}" if recording.sm3 else "",
    ]
    parts += [interruption_words(one) for one in interruptions]
    for damage in recording.damages[:5]:
        parts.append(f"{where(damage)}：{damage.words}")
    return "\n".join(part for part in parts if part)
