"""The menu of what can be done to turns."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from ui.hearing.session import Session
from ui.hearing.turn_acts import TurnActs
from ui.hearing.turn_view import TurnView
from ui.shortcuts import Shortcuts


class TurnMenu(QObject):
    """Shows at a point what can be done to the chosen turns.

    Args:
        shortcuts: titles and keys.
        session: the hearing.
        view: the list.
        acts: what is done.
    """

    def __init__(
        self, shortcuts: Shortcuts, session: Session, view: TurnView, acts: TurnActs
    ) -> None:
        super().__init__(view)
        self._shortcuts = shortcuts
        self._session = session
        self._view = view
        self._acts = acts

    def show(self, at: QPoint) -> None:
        """Show what can be done to the chosen turns."""
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add_texts(menu)
        shortcuts = self._shortcuts
        for key, slot in self._rows().items():
            action = menu.addAction(f"{shortcuts.table[key].title}\t{shortcuts.words(key)}")
            action.triggered.connect(partial(_run, slot))
        roles = menu.addMenu("角色")
        if self._acts.roles.may_suggest:
            roles.addAction("为什么建议这个角色", self._acts.roles.explain_role)
            roles.addSeparator()
        for role in self._session.roles.all():
            roles.addAction(role, partial(self._acts.roles.set_role, role))
        self._add_changes(menu)
        stages = menu.addMenu("从本段开始阶段")
        for key, title in self._session.stages():
            stages.addAction(title, partial(self._acts.begin_stage, key))
        stages.addSeparator()
        stages.addAction("不开始任何阶段", partial(self._acts.begin_stage, ""))
        menu.popup(at)

    def _rows(self) -> dict[str, Callable[[], object]]:
        return {
            "hearing.play_turn": self._acts.play_turn,
            "transcript.play_sentence": self._acts.play_sentence,
            "transcript.checked": self._acts.check,
            "transcript.unchecked": self._acts.uncheck,
            "transcript.confirm_role": partial(self._acts.roles.confirm, False),
            "transcript.split": self._acts.split,
            "transcript.join": self._acts.join,
            "transcript.times": self._acts.ask_times,
            "transcript.insert": self._acts.insert,
            "transcript.delete": self._acts.delete,
        }

    def _add_texts(self, menu: QMenu) -> None:
        editor = self._view.editor
        if editor.textCursor().hasSelection():
            menu.addAction("剪切", editor.cut)
            menu.addAction("复制", editor.copy)
        menu.addAction("粘贴", editor.paste)
        menu.addSeparator()

    def _add_changes(self, menu: QMenu) -> None:
        turn = self._view.current
        changes = self._session.changes(turn) if turn is not None and self._view.both else []
        if changes:
            cleaning = menu.addMenu("整理：还原或恢复")
            for shown in changes:
                verb = "恢复" if shown.back else "还原"
                cleaning.addAction(
                    f"{verb}　{shown.words}", partial(self._acts.toggle_change, shown)
                )


def _run(slot: Callable[[], object], _checked: bool = False) -> None:
    slot()
