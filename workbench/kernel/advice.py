"""Advice: the only form in which a feature speaks, and what people decided about it.

Advice is never text of a document until a person adopts it. No source, no advice.
"""

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from workbench.kernel.anchor import Anchor
from workbench.kernel.changes import ChangeBus, Changes
from workbench.kernel.clock import now
from workbench.kernel.errors import BugError, UserError
from workbench.kernel.features import Switches
from workbench.kernel.journal import Journal
from workbench.kernel.migrations import Migration, script
from workbench.kernel.store import Store

BANNER = "本栏内容由人工智能或规则自动生成，仅供参考；裁判由审判人员作出，责任由裁判者承担"


class SourceKind(StrEnum):
    """What a source link opens."""

    PAPER = "paper"
    ARTICLE = "article"
    PRECEDENT = "precedent"


@dataclass(frozen=True)
class Source:
    """A link under a piece of advice.

    Attributes:
        kind: what it opens.
        label: as shown (``起诉状 第1页``, ``《民法典》第六百七十五条``).
        target: id of the paper, stored article or precedent.
        anchor: the place within a paper.
    """

    kind: SourceKind
    label: str
    target: str
    anchor: Anchor | None = None


@dataclass(frozen=True)
class Provenance:
    """What made the advice, so that it can be made again.

    Attributes:
        engine: name of the engine or rule set.
        version: model hash or rule version.
        library_date: newest date in the law library, where it was used.
        options: what the run was asked.
        time: when.
    """

    engine: str
    version: str
    library_date: str = ""
    options: dict[str, Any] = field(default_factory=dict)
    time: str = field(default_factory=now)


class Action(StrEnum):
    """What a person may do with advice."""

    ADOPT = "adopt"
    EDIT = "edit"
    DISMISS = "dismiss"
    WRONG = "wrong"


ACTION_WORDS = {
    Action.ADOPT: "采纳",
    Action.EDIT: "编辑后采纳",
    Action.DISMISS: "不采纳",
    Action.WRONG: "该建议有误",
}


@dataclass(frozen=True)
class Decision:
    """What a person decided: the action, the text as edited or a note, and the time."""

    action: Action
    text: str
    time: str


@dataclass(frozen=True)
class Advice:
    """One suggestion of one feature in one case.

    Attributes:
        id: empty until stored.
        feature: key of the feature.
        case: id of the case.
        kind: ``article``, ``value`` …, by which the card is laid out.
        title: first line of the card.
        body: the suggestion.
        reasons: why, a sentence each.
        sources: at least one.
        provenance: what made it.
        subject: what it is about, so that a new run replaces the same suggestion.
        decision: ``None`` while nobody decided.
        section: head under which its card stands; empty for none.
        notes: facts about it for the line under its title, a few words each.
        choices: what a person may have the run made by instead, as another cause of action.
    """

    feature: str
    case: str
    kind: str
    title: str
    body: str
    reasons: tuple[str, ...]
    sources: tuple[Source, ...]
    provenance: Provenance
    subject: str = ""
    id: str = ""
    decision: Decision | None = None
    section: str = ""
    notes: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.sources or not self.body.strip():
            raise BugError("advice without a source or without words")


ADVICE_SQL = (
    """CREATE TABLE advice (
        id TEXT PRIMARY KEY, feature TEXT NOT NULL, case_id TEXT NOT NULL, subject TEXT NOT NULL,
        position INTEGER NOT NULL, content TEXT NOT NULL, created TEXT NOT NULL,
        action TEXT, text TEXT, decided TEXT)""",
    "CREATE INDEX advice_case ON advice (case_id, feature)",
)


def migration(number: int) -> Migration:
    """Return the step that makes the advice's table."""
    return Migration(number, "advice", script(ADVICE_SQL))


HIDING_SQL = ("ALTER TABLE advice ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0",)


def hiding_migration(number: int) -> Migration:
    """Return the step that lets advice be out of sight while its paper is recycled."""
    return Migration(number, "advice.hiding", script(HIDING_SQL))


SEEN_SQL = ("ALTER TABLE advice ADD COLUMN seen TEXT",)


def seen_migration(number: int) -> Migration:
    """Return the step that lets it be recorded when a person first had advice before the eyes."""
    return Migration(number, "advice.seen", script(SEEN_SQL))


class AdviceBook:
    """Keeps advice and decisions; hides advice of features that are off."""

    def __init__(
        self, store: Store, switches: Switches, journal: Journal, changes: ChangeBus
    ) -> None:
        self._store = store
        self._switches = switches
        self._journal = journal
        self._changes = changes

    def show(self, feature: str, case: str, items: Sequence[Advice]) -> Changes:
        """Store what one run of a feature gave, in order, in place of its undecided advice.

        Suggestions about a subject that a person already decided on are not brought up again.
        """
        self._switches.require(feature, case)
        with self._store.transaction():
            self._store.execute(
                "DELETE FROM advice WHERE feature = ? AND case_id = ? AND action IS NULL "
                "AND hidden = 0",
                (feature, case),
            )
            rows = self._store.rows(
                "SELECT subject FROM advice WHERE feature = ? AND case_id = ?", (feature, case)
            )
            decided = {row["subject"] for row in rows if row["subject"]}
            fresh = [item for item in items if item.subject not in decided]
            ids = [self._insert(item, place) for place, item in enumerate(fresh)]
            run = asdict(items[0].provenance) if items else {}
            self._journal.append("advice.shown", case, feature=feature, advice=ids, run=run)
        return self._changes.publish(Changes.of("advice", "journal", case=case))

    def of_case(self, case: str, feature: str = "") -> list[Advice]:
        """Return advice of features that are on, undecided first, in the order of its run."""
        rows = self._store.rows(
            "SELECT * FROM advice WHERE case_id = ? AND hidden = 0 AND (? = '' OR feature = ?) "
            "ORDER BY feature, action IS NOT NULL, position, id",
            (case, feature, feature),
        )
        on = {key: self._switches.is_on(key, case) for key in {row["feature"] for row in rows}}
        return [_advice(row) for row in rows if on[row["feature"]]]

    def get(self, advice: str) -> Advice:
        """Return one piece of advice.

        Raises:
            UserError: it is gone, as after a new run.
            FeatureOffError: its feature is off.
        """
        rows = self._store.rows("SELECT * FROM advice WHERE id = ? AND hidden = 0", (advice,))
        if not rows:
            raise UserError("该建议已不存在，可能已被新一次生成取代。", "请查看当前列表。")
        self._switches.require(rows[0]["feature"], rows[0]["case_id"])
        return _advice(rows[0])

    def decide(self, advice: str, action: Action, text: str = "") -> Advice:
        """Record what a person decided; a later decision replaces an earlier one.

        Args:
            advice: its id.
            action: adopt, edit, dismiss or wrong.
            text: the words as edited, or a note to "wrong".

        Raises:
            UserError: the advice is gone, or ``edit`` came without words.
        """
        item = self.get(advice)
        if action is Action.EDIT and not text.strip():
            raise UserError("编辑后的内容为空，没有采纳。", "请填写内容，或选择“不采纳”。")
        kept = text if action is not Action.ADOPT else item.body
        decision = Decision(action, kept, now())
        with self._store.transaction():
            self._store.execute(
                "UPDATE advice SET action = ?, text = ?, decided = ? WHERE id = ?",
                (action, kept, decision.time, advice),
            )
            self._journal.append(
                "advice.decision", item.case, advice=advice, feature=item.feature, action=action
            )
        self._changes.publish(Changes.of("advice", "journal", case=item.case))
        return replace(item, decision=decision)

    def reopen(self, advice: str) -> Advice:
        """Take a decision back (undo)."""
        item = self.get(advice)
        with self._store.transaction():
            self._store.execute(
                "UPDATE advice SET action = NULL, text = NULL, decided = NULL WHERE id = ?",
                (advice,),
            )
            self._journal.append("advice.reopened", item.case, advice=advice, feature=item.feature)
        self._changes.publish(Changes.of("advice", "journal", case=item.case))
        return replace(item, decision=None)

    def note_seen(self, case: str, advice: Iterable[str] = (), about: Iterable[str] = ()) -> int:
        """Record, once for each, that a person had advice before the eyes.

        Args:
            case: id of the case.
            advice: ids of advice.
            about: subjects of advice, as of values that a form shows.

        Returns:
            how many were seen for the first time.
        """
        wanted = (*advice,), (*about,)
        marks = [",".join("?" * len(part)) for part in wanted]
        rows = self._store.rows(
            "SELECT id, feature FROM advice WHERE case_id = ? AND seen IS NULL "
            f"AND (id IN ({marks[0]}) OR subject IN ({marks[1]})) ORDER BY feature, position",
            (case, *wanted[0], *wanted[1]),
        )
        if not rows:
            return 0
        groups: dict[str, list[str]] = {}
        for row in rows:
            groups.setdefault(row["feature"], []).append(row["id"])
        with self._store.transaction():
            for feature, ids in groups.items():
                self._store.db.conn.executemany(
                    "UPDATE advice SET seen = ? WHERE id = ?", [(now(), key) for key in ids]
                )
                self._journal.append("advice.seen", case, feature=feature, advice=ids)
        self._changes.publish(Changes.of("journal", case=case))
        return len(rows)

    def settle(
        self, case: str, decisions: Mapping[str, tuple[Action | None, str]]
    ) -> frozenset[str]:
        """Record what a person decided on the advice about some subjects of a case.

        Call it in a transaction with the write that it goes with, and publish what changed after
        it. A subject without advice is passed over.

        Args:
            case: id of the case.
            decisions: action and text by subject; ``None`` takes a decision back.

        Returns:
            the subjects that had been marked as wrong before.
        """
        marks = ",".join("?" * len(decisions))
        rows = self._store.rows(
            f"SELECT * FROM advice WHERE case_id = ? AND subject IN ({marks})", (case, *decisions)
        )
        for row in rows:
            self._switches.require(row["feature"], case)
            action, text = decisions[row["subject"]]
            body = json.loads(row["content"])["body"] if action is Action.ADOPT else ""
            self._write(row["id"], action, body or text)
            facts = {"advice": row["id"], "feature": row["feature"]}
            if action is None:
                self._journal.append("advice.reopened", case, **facts)
            else:
                self._journal.append("advice.decision", case, **facts, action=action)
        return frozenset(row["subject"] for row in rows if row["action"] == Action.WRONG)

    def _write(self, advice: str, action: Action | None, text: str) -> None:
        decided = (action, text, now()) if action else (None, None, None)
        self._store.execute(
            "UPDATE advice SET action = ?, text = ?, decided = ? WHERE id = ?", (*decided, advice)
        )

    def forget(self, case: str, subjects: Sequence[str]) -> None:
        """Delete undecided advice about subjects that are gone."""
        self._store.db.conn.executemany(
            "DELETE FROM advice WHERE case_id = ? AND subject = ? AND action IS NULL",
            [(case, subject) for subject in subjects],
        )

    def hide(self, case: str, subjects: Sequence[str], hidden: bool) -> None:
        """Put undecided advice about subjects out of sight, or show what was hidden again.

        What a person decided on while it was hidden (by an undo) comes back too.
        """
        self._store.db.conn.executemany(
            "UPDATE advice SET hidden = ?1 WHERE case_id = ?2 AND subject = ?3 "
            "AND (?1 = 0 OR action IS NULL)",
            [(int(hidden), case, subject) for subject in subjects],
        )

    def forget_case(self, case: str) -> None:
        """Delete a case's advice, with the case."""
        self._store.execute("DELETE FROM advice WHERE case_id = ?", (case,))

    def _insert(self, item: Advice, place: int) -> str:
        key = secrets.token_hex(8)
        content = asdict(replace(item, id=key, decision=None))
        self._store.execute(
            "INSERT INTO advice VALUES (?,?,?,?,?,?,?,NULL,NULL,NULL,0,NULL)",
            (key, item.feature, item.case, item.subject, place, json.dumps(content), now()),
        )
        return key


def _advice(row: dict[str, Any]) -> Advice:
    data = json.loads(row["content"])
    sources = tuple(
        Source(
            SourceKind(s["kind"]),
            s["label"],
            s["target"],
            Anchor.from_json(s["anchor"]) if s["anchor"] else None,
        )
        for s in data["sources"]
    )
    decision = (
        Decision(Action(row["action"]), row["text"] or "", row["decided"])
        if row["action"]
        else None
    )
    data |= {
        "sources": sources,
        "reasons": tuple(data["reasons"]),
        "notes": tuple(data.get("notes", ())),
        "choices": tuple(data.get("choices", ())),
        "provenance": Provenance(**data["provenance"]),
        "decision": decision,
    }
    return Advice(**data)


__all__ = [
    "ACTION_WORDS",
    "BANNER",
    "Action",
    "Advice",
    "AdviceBook",
    "Decision",
    "Provenance",
    "Source",
    "SourceKind",
    "migration",
]
