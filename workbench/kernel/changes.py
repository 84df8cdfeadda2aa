"""What a write changed, so that views know what to redraw."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Changes:
    """Kinds of things that changed and the cases they belong to.

    Attributes:
        kinds: any of ``cases papers notes values advice switches jobs library hearing journal
            keys``.
        cases: ids of the cases concerned; empty means "not tied to a case".
    """

    kinds: frozenset[str]
    cases: frozenset[str] = frozenset()

    @classmethod
    def of(cls, *kinds: str, case: str = "") -> "Changes":
        """Build changes of some kinds in at most one case."""
        return cls(frozenset(kinds), frozenset([case]) if case else frozenset())


class ChangeBus:
    """Hands changes to whoever subscribed, in the order of subscription."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Changes], None]] = []

    def subscribe(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Call ``listener`` on every change; the returned function ends that."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def publish(self, changes: Changes) -> Changes:
        """Tell every listener, and return the changes."""
        for listener in tuple(self._listeners):
            listener(changes)
        return changes
