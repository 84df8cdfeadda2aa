"""The sidebar: banner, one group per feature that is on, or a sentence why there is none."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QToolButton,
    QWidget,
)

from ui import icons
from ui.bridge import Bridge
from ui.sidebar.group import FeatureGroup
from ui.sidebar.text import button, column, wrapped
from ui.soon import Soon
from workbench.kernel.advice import BANNER
from workbench.kernel.changes import Changes
from workbench.kernel.features import ALL, Feature

OPEN = "sidebar.open"
"""Settings key: whether the sidebar is shown."""
SEEN_MS = 800
"""What is in sight for so long counts as seen."""
HINT = "↑ ↓ 换卡片 · A 采纳 · E 编辑后采纳 · D 不采纳 · W 有误 · Enter 看来源 · Z 撤销"


class Sidebar(QFrame):
    """AI 参考: advice on the open case, apart from the work and never in it.

    Signals:
        opened: whether the sidebar was opened or closed.
        review_wanted: the form for extracted values is to be opened.
    """

    opened = Signal(bool)
    review_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._case = ""
        self._open = bool(bridge.workbench.settings.get(OPEN, True))
        self.groups: list[FeatureGroup] = []
        self._resting: dict[tuple[str, str], FeatureGroup] = {}
        self.setProperty("surface", "side")
        self.setAccessibleName("AI 参考")
        self.setProperty("helpTopic", "advice")
        layout = column(self, spacing=0)
        layout.addWidget(self._banner())
        layout.addWidget(self._scroll(), 1)
        self.hint = wrapped(HINT, "small")
        self.hint.setContentsMargins(8, 4, 8, 4)
        layout.addWidget(self.hint)
        self._seen = Soon(self, bridge, SEEN_MS, self._note_seen)
        self._noted: set[str] = set()
        bridge.changed.connect(self._on_changed)
        self._fit()
        self._rebuild()
        if not self.is_open():
            self.hide()

    @property
    def case(self) -> str:
        """Id of the case whose advice is shown; empty for none."""
        return self._case

    def set_case(self, case: str) -> None:
        """Show the advice of a case (empty: of none)."""
        if case != self._case:
            self._case = case
            self._rebuild()

    def is_open(self) -> bool:
        """Say whether the sidebar is shown; it is, until somebody closes it."""
        return self._open

    def set_open(self, on: bool) -> None:
        """Open or close the sidebar; the choice is kept where something can be kept."""
        if on != self._open:
            self._open = on
            self._bridge.attempt(lambda: self._bridge.workbench.settings.set(OPEN, on))
        self.setVisible(on)
        self.opened.emit(on)

    def focus_first(self) -> bool:
        """Give the focus to the first card; say whether there is one."""
        return any(group.focus(1) for group in self.groups)

    def switch_on(self) -> None:
        """Switch on again what keeps the sidebar empty."""
        switches = self._bridge.workbench.switches
        scopes = ["", self._case] if self._case else [""]

        def act() -> None:
            for case in scopes:
                for key in (ALL, *(feature.key for feature in self._features())):
                    if not switches.state(key, case):
                        switches.set(key, True, case)

        self._bridge.attempt(act)

    def switch_all_off(self, case: str) -> None:
        """Switch every feature off, in a case or (empty) everywhere."""
        switches = self._bridge.workbench.switches
        if self._bridge.attempt(lambda: switches.set(ALL, False, case)):
            where = "本案的" if case else ""
            self._bridge.notice.emit(f"{where}全部智能功能已关闭，可在本栏重新打开。")

    def showEvent(self, event: QShowEvent) -> None:
        """Note what comes before the eyes."""
        super().showEvent(event)
        self._seen.ask()

    def changeEvent(self, event: QEvent) -> None:
        """Keep room for the heads of the groups when the font grows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setMinimumWidth(max(280, 17 * self.fontMetrics().horizontalAdvance("国")))

    # Parts

    def _banner(self) -> QWidget:
        box = QFrame()
        box.setProperty("aiPanel", True)
        layout = column(box, spacing=4, margin=8)
        row = QHBoxLayout()
        title = QLabel("AI 参考")
        title.setProperty("role", "heading")
        self.close_button = QToolButton()
        icons.put(self.close_button, "close")
        self.close_button.setAccessibleName("关闭 AI 参考栏")
        self.close_button.setToolTip("关闭本栏；可从工具栏“AI 参考”重新打开")
        self.close_button.clicked.connect(lambda: self.set_open(False))
        row.addWidget(title)
        row.addStretch(1)
        row.addWidget(self._switch())
        row.addWidget(self.close_button)
        layout.addLayout(row)
        self.banner = wrapped(BANNER, "small")
        layout.addWidget(self.banner)
        return box

    def _switch(self) -> QToolButton:
        self.switch = QToolButton()
        self.switch.setText("全部关闭")
        self.switch.setAccessibleName("关闭全部智能功能")
        self.switch.setToolTip("在本案或全部案件中关闭所有智能功能；可随时重新打开")
        self.switch.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.switch)
        self.off_here = QAction("在本案关闭全部智能功能", menu)
        self.off_everywhere = QAction("在全部案件关闭智能功能", menu)
        self.off_here.triggered.connect(lambda: self.switch_all_off(self._case))
        self.off_everywhere.triggered.connect(lambda: self.switch_all_off(""))
        menu.addActions([self.off_here, self.off_everywhere])
        self.switch.setMenu(menu)
        return self.switch

    def _scroll(self) -> QScrollArea:
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        self._column = column(content, spacing=8)
        self._empty = QWidget()
        inner = column(self._empty, spacing=8, margin=16)
        self.words = wrapped(role="muted")
        self.on_button = button("重新打开智能功能", "ai")
        self.on_button.clicked.connect(self.switch_on)
        inner.addWidget(self.words)
        inner.addWidget(self.on_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._empty)
        self._column.addStretch(1)
        self.area.setWidget(content)
        self.area.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        return self.area

    # State

    def _features(self) -> list[Feature]:
        return [feature for feature in self._bridge.workbench.features if feature.sidebar]

    def _on(self) -> list[Feature]:
        switches = self._bridge.workbench.switches
        return [f for f in self._features() if switches.is_on(f.key, self._case)]

    def _rebuild(self) -> None:
        wanted = self._on() if self._case else []
        for group in self.groups:
            self._resting[group.case, group.feature.key] = group
        self.groups = [self._group(feature) for feature in wanted]
        for group in self._resting.values():
            self._column.removeWidget(group)
            group.hide()
        self._drop_idle()
        for place, group in enumerate(self.groups):
            self._column.insertWidget(place, group)
            group.show()  # while hidden it would be left out of the height
        self._show_empty()
        self._seen.ask()

    def _drop_idle(self) -> None:
        """Let hidden groups go, but for those of other cases that hold words or await an answer."""
        if not self._resting:
            return
        workbench = self._bridge.workbench
        for key, group in list(self._resting.items()):
            there = workbench.papers.desk.exists(group.case)
            on = there and workbench.switches.is_on(group.feature.key, group.case)
            if not on or not group.busy():
                del self._resting[key]
                group.deleteLater()

    def _group(self, feature: Feature) -> FeatureGroup:
        key = self._case, feature.key
        return self._resting.pop(key) if key in self._resting else self._make(feature)

    def _make(self, feature: Feature) -> FeatureGroup:
        group = FeatureGroup(self._bridge, feature, self._case)
        group.review_wanted.connect(self.review_wanted)
        group.beyond.connect(lambda step: self._cross(group, step))
        return group

    def _show_empty(self) -> None:
        off = not self._on()
        self._empty.setVisible(off or not self._case)
        self.hint.setVisible(bool(self.groups))
        self.switch.setVisible(bool(self.groups))
        self.on_button.setVisible(off)
        if off:
            reasons = {
                self._bridge.workbench.switches.why_off(f.key, self._case) for f in self._features()
            }
            self.words.setText("".join(sorted(reasons)) + "本栏不显示任何建议，其他工作不受影响。")
        else:
            self.words.setText("打开一个案件后，这里显示针对该案材料的参考建议。")

    def _on_changed(self, changes: Changes) -> None:
        if "switches" in changes.kinds:
            self._rebuild()
        for group in (*self.groups, *self._resting.values()):
            if not changes.cases or group.case in changes.cases:
                group.react(changes)
        self._drop_idle()
        self._seen.ask()

    def _note_seen(self) -> None:
        """Record the cards that are in sight, each once."""
        if not self._case or self._bridge.workbench.workspace.read_only:
            return
        cards = [card for group in self.groups for card in group.cards_in_sight()]
        fresh = {card.advice.id for card in cards} - self._noted
        if fresh:
            self._noted |= fresh
            advice, case = self._bridge.workbench.advice, self._case
            self._bridge.attempt(lambda: advice.note_seen(case, fresh))

    def _on_scrolled(self, value: int) -> None:
        self._seen.ask()
        bar = self.area.verticalScrollBar()
        if value == bar.maximum() and bar.maximum():
            filled = [group.pending for group in self.groups if group.pending.cards()]
            if filled and filled[-1].more_wanted():
                filled[-1].show_more()

    def _cross(self, group: FeatureGroup, step: int) -> None:
        place = self.groups.index(group) + step
        while 0 <= place < len(self.groups) and not self.groups[place].focus(step):
            place += step
