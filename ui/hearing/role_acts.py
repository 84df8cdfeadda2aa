"""Who speaks, as it is said by key, button and menu: for a stretch of turns, or for all."""

from functools import partial

from PySide6.QtCore import QObject

from ui.answer import Answer
from ui.bridge import Bridge
from ui.hearing.session import Session
from ui.hearing.turn_view import TurnView
from workbench.hearing.acts import Act
from workbench.hearing.model import RoleBasis


class RoleActs(QObject):
    """Gives roles to the turns that are chosen in a list, and confirms suggested ones.

    Args:
        bridge: the open workbench.
        session: the hearing.
        view: the list.
    """

    def __init__(self, bridge: Bridge, session: Session, view: TurnView) -> None:
        super().__init__(view)
        self._bridge = bridge
        self._session = session
        self._view = view
        self._suggesting: Answer[dict[str, str]] = Answer(self, bridge, self._take_suggestions)
        self._explaining: Answer[str] = Answer(self, bridge, self._tell_reason)

    def chosen(self) -> list[str]:
        """Return the ids of the chosen turns; the current one first, so that it shows at once."""
        current = self._view.current
        ids = [turn.id for turn in self._view.chosen()]
        first = [current.id] if current is not None and current.id in ids else []
        return list(dict.fromkeys([*first, *ids]))

    def role_key(self, number: int) -> None:
        """Give the chosen turns the role of a number key."""
        keys = self._session.roles.keys
        if number <= len(keys):
            self.set_role(keys[number - 1])

    def set_role(self, role: str) -> None:
        """Say who speaks in the chosen turns."""
        self._keep()
        ids = self.chosen()
        if ids:
            self._session.run(partial(self._session.editing.giving_role, ids, role), _pass)

    def confirm(self, everything: bool) -> None:
        """Confirm the suggested roles of the chosen turns, or all of them."""
        self._keep()
        turns = self._session.suggested if everything else self._view.chosen()
        ids = [turn.id for turn in turns if turn.basis is RoleBasis.PROMPT]
        if not ids:
            self._bridge.notice.emit("没有待确认的建议角色。")
            return
        self._session.run(partial(self._session.editing.confirming, ids), self._tell_confirmed)

    @property
    def may_suggest(self) -> bool:
        """Whether suggestion of roles is on for this case."""
        case = self._session.hearing.case
        return self._bridge.workbench.switches.is_on("hearing.roles", case)

    def suggest(self) -> None:
        """Suggest roles by the prompts of the hearing; each waits to be confirmed."""
        self._keep()
        room, hearing = self._bridge.workbench.hearing, self._session.hearing.id
        if self._bridge.attempt(lambda: room.may_suggest(hearing)) is not None:
            self._suggesting.wait(self._bridge.workbench.hearing_beside.suggest(hearing))

    def explain_role(self) -> None:
        """Say why the current turn's role is suggested."""
        turn = self._view.current
        if turn is not None:
            beside = self._bridge.workbench.hearing_beside
            self._explaining.wait(beside.reason(self._session.hearing.id, turn.id))

    # Inside

    def _keep(self) -> None:
        self._view.editor.keep()
        self._session.settle()

    def _take_suggestions(self, roles: dict[str, str]) -> None:
        if not roles:
            self._bridge.notice.emit("没有可建议的角色。")
            return
        self._keep()
        self._session.run(partial(self._session.editing.suggesting, roles), self._tell_suggested)

    def _tell_suggested(self, act: Act) -> None:
        self._bridge.notice.emit(f"已建议 {act.count} 段的角色，待确认；可撤销。")

    def _tell_confirmed(self, act: Act) -> None:
        self._bridge.notice.emit(f"已确认 {act.count} 段发言的角色；可撤销。")

    def _tell_reason(self, words: str) -> None:
        self._bridge.notice.emit(words or "这一段没有按庭审用语建议的角色。")


def _pass(_act: Act) -> None:
    """Say nothing: what was done is seen."""
