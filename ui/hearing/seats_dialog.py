"""Who sits at which channel: chosen by ear, kept as a layout of the courtroom."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from ui.hearing.player import ALL, Player
from ui.sidebar.text import button, column, wrapped
from workbench.hearing.model import Seat, SeatProfile
from workbench.hearing.roles import Roles

NAMES = (
    *("", "审判席", "书记员席", "原告席", "被告席", "第三人席"),
    *("公诉席", "辩护席", "被告人席", "证人席"),
)
NOBODY = "多人共用"
OWN = "自己设置"
LONG = 8.0
"""Seconds that are played of a channel."""


class SeatsDialog(QDialog):
    """Asks for the seat and the role of every channel.

    Args:
        channels: how many were found.
        profile: as it is now.
        known: layouts that were kept.
        roles: who may speak.
        player: plays a channel alone, from where it is.
    """

    def __init__(
        self,
        channels: int,
        profile: SeatProfile | None,
        known: Sequence[SeatProfile],
        roles: Roles,
        player: Player,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("声道和席位")
        self._known = {one.name: one for one in known}
        self._player = player
        self._before = player.channel
        layout = column(self, spacing=8, margin=16)
        layout.addWidget(
            wrapped(
                f"录音有 {channels} 个声道。填写每一路是谁的席位，分别转写并标明角色；"
                "没有填写席位的声道不转写。“试听”从当前位置播放该声道。"
            )
        )
        self.kept = QComboBox()
        self.kept.setAccessibleName("已保存的席位方案")
        self.kept.addItems([OWN, *self._known])
        layout.addWidget(self.kept)
        self.names: list[QComboBox] = []
        self.roles: list[QComboBox] = []
        layout.addWidget(self._table(channels, roles))
        self.title = QLineEdit()
        self.title.setAccessibleName("席位方案的名称")
        self.title.setPlaceholderText("方案名称，例如：第一审判庭")
        self.keep = QCheckBox("保存为本院方案，以后的庭审可以直接选用")
        layout.addWidget(self.title)
        layout.addWidget(self.keep)
        layout.addWidget(self._buttons())
        self.kept.currentTextChanged.connect(self._take)
        self._show(profile)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * 36)
        self.finished.connect(self._quiet)

    def profile(self) -> SeatProfile:
        """Return what was filled in."""
        seats = []
        for channel, (name, role) in enumerate(zip(self.names, self.roles, strict=True)):
            if name.currentText().strip():
                said = role.currentText().strip()
                seats.append(
                    Seat(channel, name.currentText().strip(), "" if said == NOBODY else said)
                )
        return SeatProfile(self.title.text().strip() or "本次庭审", tuple(seats))

    def listen(self, channel: int) -> None:
        """Play one channel alone for a while."""
        player = self._player
        player.set_channel(channel)
        start = player.position
        player.play_stretch(start, min(start + LONG, player.timeline.seconds))

    # Inside

    def _table(self, channels: int, roles: Roles) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        for place, words in enumerate(("声道", "席位", "角色", "")):
            grid.addWidget(QLabel(words), 0, place)
        for channel in range(channels):
            name, role = self._box(NAMES), self._box((NOBODY, *roles.all()))
            name.setAccessibleName(f"声道 {channel + 1} 的席位")
            role.setAccessibleName(f"声道 {channel + 1} 的角色")
            self.names.append(name)
            self.roles.append(role)
            hear = button("试听", "speaker", f"从当前位置播放声道 {channel + 1}")
            hear.setAccessibleName(f"试听声道 {channel + 1}")
            hear.clicked.connect(partial(self._on_listen, channel))
            cells = (QLabel(f"{channel + 1}"), name, role, hear)
            for place, widget in enumerate(cells):
                grid.addWidget(widget, channel + 1, place)
        grid.setRowStretch(channels + 1, 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName("各声道的席位")
        area.setWidget(box)
        area.setMinimumHeight(self.fontMetrics().height() * min(16, 3 + 2 * channels))
        return area

    @staticmethod
    def _box(words: Sequence[str]) -> QComboBox:
        box = QComboBox()
        box.setEditable(True)
        box.addItems(list(words))
        return box

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        buttons.addButton("确定", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _take(self, name: str) -> None:
        if name in self._known:
            self._show(self._known[name])

    def _show(self, profile: SeatProfile | None) -> None:
        seats = {seat.channel: seat for seat in profile.seats} if profile else {}
        for channel, (name, role) in enumerate(zip(self.names, self.roles, strict=True)):
            seat = seats.get(channel)
            name.setCurrentText(seat.name if seat else "")
            role.setCurrentText((seat.role if seat else "") or NOBODY)
        self.title.setText(profile.name if profile else "")

    def _on_listen(self, channel: int, _checked: bool = False) -> None:
        self.listen(channel)

    def _quiet(self) -> None:
        self._player.pause()
        self._player.set_channel(self._before)


__all__ = ["ALL", "SeatsDialog"]
