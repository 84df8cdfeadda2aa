"""Keeps what was learnt from the judgments in the precedents' store, in parts, encrypted as all."""

from workbench.kernel.migrations import Migration, script
from workbench.kernel.store import Store
from workbench.law.precedents.learning import FEWEST
from workbench.law.precedents.learnt import Learnt
from workbench.law.precedents.model import Kind

PART = 1 << 19
GREW = 0.1
"""Part by which a library has to grow or shrink before it is learnt anew."""
_FORMAT = 2
"""Goes up when what is kept changes; what an earlier one kept counts no longer."""
_RULES_BITS = 31
SQL = (
    "CREATE TABLE precedent_learnt_parts (part INTEGER PRIMARY KEY, content BLOB NOT NULL)",
    # judgments: how many the index held; serial: goes up with every learning.
    """CREATE TABLE precedent_learnt (
        judgments INTEGER NOT NULL, rules INTEGER NOT NULL, serial INTEGER NOT NULL)""",
    "INSERT INTO precedent_learnt VALUES (0, 0, 0)",
)


def migration(number: int) -> Migration:
    """Return the step that makes the tables."""
    return Migration(number, "learnt from precedents", script(SQL))


class LearntRepository:
    """Reads and writes what was learnt."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def stale(self, judgments: int, rules: int) -> bool:
        """Say whether to learn anew.

        Args:
            judgments: how many the index holds now.
            rules: version of the signs that are looked for, below 2^31.
        """
        row = self._store.rows("SELECT * FROM precedent_learnt")[0]
        held = int(row["judgments"])
        if row["rules"] != _formatted(rules):
            return judgments >= FEWEST
        return abs(judgments - held) >= max(FEWEST, GREW * held)

    def newest(self, most: int) -> list[int]:
        """Return the ids of the newest criminal judgments of the library, ascending."""
        rows = self._store.rows(
            "SELECT id FROM precedents WHERE kind = ? ORDER BY id DESC LIMIT ?",
            (Kind.CRIMINAL.value, most),
        )
        return [row["id"] for row in reversed(rows)]

    def serial(self) -> int:
        """Return a number that changes whenever something is learnt."""
        return int(self._store.rows("SELECT serial FROM precedent_learnt")[0]["serial"])

    def keep(self, judgments: int, rules: int, content: bytes) -> None:
        """Keep what so many judgments taught by some rules; empty where they teach nothing."""
        self._store.execute("DELETE FROM precedent_learnt_parts")
        for number, start in enumerate(range(0, len(content), PART)):
            self._store.execute(
                "INSERT INTO precedent_learnt_parts VALUES (?, ?)",
                (number, content[start : start + PART]),
            )
        self._store.execute(
            "UPDATE precedent_learnt SET judgments = ?, rules = ?, serial = serial + 1",
            (judgments, _formatted(rules)),
        )

    def load(self) -> Learnt | None:
        """Return what was learnt; ``None`` if nothing, or nothing since the form changed.

        Raises:
            UserError: it is damaged.
        """
        rules = int(self._store.rows("SELECT rules FROM precedent_learnt")[0]["rules"])
        if rules >> _RULES_BITS != _FORMAT:
            return None
        rows = self._store.rows("SELECT content FROM precedent_learnt_parts ORDER BY part")
        content = b"".join(row["content"] for row in rows)
        return Learnt.unpack(content) if content else None


def _formatted(rules: int) -> int:
    return (_FORMAT << _RULES_BITS) | rules
