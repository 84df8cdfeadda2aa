"""The table of features and their switches.

Everything that suggests, recognises or infers is one row of ``resources/features.toml``. A switch
that is off anywhere (for all, for the feature, for the case, for the feature in the case) wins:
leaving is always possible (opinions of 2022, para. 5), and a case can only be stricter.
"""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Any

from workbench.kernel.changes import ChangeBus, Changes
from workbench.kernel.errors import FeatureOffError, UserError
from workbench.kernel.journal import Journal
from workbench.kernel.migrations import Migration, script
from workbench.kernel.store import Store

ALL = "*"


@dataclass(frozen=True)
class Feature:
    """One feature, as the settings page, the limits card and the manual show it.

    Attributes:
        key: ``room.verb``.
        title: Chinese name.
        does: what it does, one sentence.
        basis: on what it rests (规则 / 检索 / 模型, with names).
        limits: known limits, a sentence each.
        figures: measured figures, a sentence each with its test set.
        default: whether it is on in a new workspace.
        needs: what must be there (``ocr``, ``library`` …); empty for plain rules.
        sidebar: title of its group in the sidebar; empty where it has none.
    """

    key: str
    title: str
    does: str
    basis: str
    limits: tuple[str, ...]
    figures: tuple[str, ...]
    default: bool
    needs: str = ""
    sidebar: str = ""


def _feature(row: dict[str, Any]) -> Feature:
    listed = {key: tuple(row[key]) for key in ("limits", "figures")}
    return Feature(**{**row, **listed})


class FeatureTable:
    """The features in the order of the table."""

    def __init__(self, features: tuple[Feature, ...]) -> None:
        self._features = {feature.key: feature for feature in features}

    @classmethod
    def load(cls) -> "FeatureTable":
        """Read the table that ships with the product."""
        text = resources.files("resources").joinpath("features.toml").read_text("utf-8")
        rows = tomllib.loads(text)["feature"]
        return cls(tuple(_feature(row) for row in rows))

    def __iter__(self) -> Iterator[Feature]:
        return iter(self._features.values())

    def get(self, key: str) -> Feature:
        """Return a feature.

        Raises:
            UserError: there is none of that key.
        """
        if key not in self._features:
            known = "、".join(self._features)
            raise UserError(f"没有名为“{key}”的功能。", f"现有功能：{known}。")
        return self._features[key]


SWITCHES_SQL = (
    """CREATE TABLE switches (
        scope TEXT NOT NULL, key TEXT NOT NULL, on_off INTEGER NOT NULL,
        PRIMARY KEY (scope, key))""",
)


def migration(number: int) -> Migration:
    """Return the step that makes the switches' table."""
    return Migration(number, "switches", script(SWITCHES_SQL))


class Switches:
    """Which features are on. ``require`` stands in the services, not in the widgets."""

    def __init__(
        self, store: Store, table: FeatureTable, journal: Journal, changes: ChangeBus
    ) -> None:
        self._store = store
        self._table = table
        self._journal = journal
        self._changes = changes
        self._on_off: list[Callable[[str, str], None]] = []

    def when_off(self, callback: Callable[[str, str], None]) -> None:
        """Call ``callback(key, case)`` after something is switched off (key may be ``*``)."""
        self._on_off.append(callback)

    def is_on(self, key: str, case: str = "") -> bool:
        """Say whether a feature may run, for a case where one is named."""
        return not self.why_off(key, case)

    def why_off(self, key: str, case: str = "") -> str:
        """Return the sentence that says which switch is off, or an empty string."""
        feature = self._table.get(key)
        states = self._states()
        if not states.get(("", ALL), True):
            return "全部智能功能已关闭。"
        if not states.get(("", key), feature.default):
            return f"“{feature.title}”功能已关闭。"
        if case and not states.get((case, ALL), True):
            return "本案的全部智能功能已关闭。"
        if case and not states.get((case, key), True):
            return f"“{feature.title}”功能已在本案关闭。"
        return ""

    def cases_off(self, key: str) -> frozenset[str]:
        """Return the ids of the cases in which a feature is off by a switch of their own."""
        states = self._states().items()
        return frozenset(
            case for (case, name), on in states if case and not on and name in (key, ALL)
        )

    def require(self, key: str, case: str = "") -> None:
        """Let the caller go on only if the feature is on.

        Raises:
            FeatureOffError: it is off; the sentence says where.
        """
        reason = self.why_off(key, case)
        if reason:
            raise FeatureOffError(reason, "如需使用，请在“设置 → 功能开关”中打开。")

    def state(self, key: str, case: str = "") -> bool:
        """Return one switch itself, whatever the others say (``*`` for the one of all)."""
        default = True if key == ALL or case else self._table.get(key).default
        return self._states().get((case, key), default)

    def set(self, key: str, on: bool, case: str = "") -> Changes:
        """Flip one switch: of a feature or of all (``*``), everywhere or in a case."""
        if key != ALL:
            self._table.get(key)
        with self._store.transaction():
            self._store.execute(
                "INSERT INTO switches VALUES (?,?,?) "
                "ON CONFLICT (scope, key) DO UPDATE SET on_off = excluded.on_off",
                (case, key, int(on)),
            )
            self._journal.append("feature.switch", key, on=on, case=case)
        if not on:
            for callback in self._on_off:
                callback(key, case)
        return self._changes.publish(Changes.of("switches", "advice", "journal", case=case))

    def _states(self) -> dict[tuple[str, str], bool]:
        rows = self._store.rows("SELECT * FROM switches")
        return {(row["scope"], row["key"]): bool(row["on_off"]) for row in rows}
