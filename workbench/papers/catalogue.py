"""What kind of paper a file is, and where it belongs in the volume.

Cues and weights: ``resources/rules/paper_kinds.toml``; orders: ``volume_order.toml``. The guess
says on what it rests, and how sure it is; without cues the kind stays empty.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import PurePath
from types import MappingProxyType

from workbench.papers.model import Page
from workbench.reference.rule_data import read_toml

_TITLE_LINES = 14
_TITLE_LENGTH = 34
_HEAD = 2500
_EXACT, _WITHIN, _NAME = 10.0, 6.0, 5.0
_MOST_WORDS = 6.0
_LEAST = 2.0


@dataclass(frozen=True)
class PaperKind:
    """A kind of paper and its cues; ``evidence`` marks papers that prove facts."""

    name: str
    volume: str
    evidence: bool
    titles: tuple[str, ...]
    names: tuple[str, ...]
    words: Mapping[str, float]


@dataclass(frozen=True)
class Guess:
    """What a paper seems to be.

    Attributes:
        kind: name of the kind; empty where nothing points to one.
        reason: the cues, in words.
        certainty: 0..1; a share of the best cue, not a probability.
        volume: ``正卷`` or ``副卷``.
    """

    kind: str
    reason: str
    certainty: float
    volume: str = "正卷"


@dataclass(frozen=True)
class Place:
    """Place in a volume: the slot's number from 1 (999 where the order names none) and title."""

    volume: str
    position: int
    slot: str


@dataclass(frozen=True)
class _Score:
    kind: PaperKind
    points: float
    title: str
    reasons: tuple[str, ...]


@cache
def kinds() -> tuple[PaperKind, ...]:
    """Return the kinds in the order of the table."""
    return tuple(
        PaperKind(
            row["name"],
            row["volume"],
            bool(row.get("evidence", False)),
            tuple(row["titles"]),
            tuple(row["names"]),
            MappingProxyType(dict(row["words"])),
        )
        for row in read_toml("paper_kinds.toml")["kind"]
    )


def kind_of_name(name: str) -> PaperKind | None:
    """Return the kind of this name, or ``None``."""
    return next((kind for kind in kinds() if kind.name == name), None)


def classify(name: str, pages: Sequence[Page]) -> Guess:
    """Guess the kind of a paper.

    Args:
        name: file name (a path is cut to its last part).
        pages: pages of the text layer; the first one with text is looked at.
    """
    first = next((page.text for page in pages if page.text.strip()), "")
    lines = _title_lines(first)
    text = re.sub(r"\s", "", first[:_HEAD])
    stem = re.sub(r"\s", "", PurePath(name.replace("\\", "/")).stem)
    scores = [_score(kind, stem, lines, text) for kind in kinds()]
    best = _refined(max(scores, key=lambda score: (score.points, len(score.title))), scores)
    if best.points < _LEAST:
        return Guess("", "标题、文件名和正文均无可识别的线索。", 0.0)
    rival = max((s.points for s in scores if s.kind is not best.kind), default=0.0)
    certainty = min(1.0, best.points / 12) * (1.0 if best.points > rival else 0.6)
    return Guess(
        best.kind.name, "；".join(best.reasons) + "。", round(certainty, 2), best.kind.volume
    )


def place(kind: str, procedure: str = "民事一审", submitter: str = "") -> Place:
    """Return where a paper belongs.

    Args:
        kind: name of the kind; unknown kinds go to the end.
        procedure: order to use (民事一审, 民事二审, 刑事一审, 执行); unknown ones use 民事一审.
        submitter: for evidence, who brought it: 原告, 被告, 第三人 or empty.
    """
    known = kind_of_name(kind)
    volume = known.volume if known else "正卷"
    wanted = {kind}
    if known and known.evidence:
        wanted.add(f"evidence:{submitter}")
    for position, (slot, held) in enumerate(_order(procedure, volume), start=1):
        if wanted & set(held):
            return Place(volume, position, slot)
    return Place(volume, 999, "其他材料")


def procedures() -> tuple[str, ...]:
    """Return the procedures whose order is known."""
    rows = read_toml("volume_order.toml")["order"]
    return tuple(dict.fromkeys(row["procedure"] for row in rows))


def _order(procedure: str, volume: str) -> list[tuple[str, list[str]]]:
    rows = read_toml("volume_order.toml")["order"]
    for wanted in (procedure, "民事一审"):
        for row in rows:
            if row["procedure"] == wanted and row["volume"] == volume:
                return [(slot, held) for slot, held in row["slots"]]
    return []


def _title_lines(text: str) -> list[str]:
    lines = [re.sub(r"[\s·•*#=_—-]", "", line) for line in text.splitlines()]
    lines = [line for line in lines if line][:_TITLE_LINES]
    # A title may be broken after the court's name, or between its characters.
    joined = ["".join(pair) for pair in pairwise(lines)]
    return [line for line in (*lines, *joined) if len(line) <= _TITLE_LENGTH]


def _refined(best: _Score, scores: Sequence[_Score]) -> _Score:
    """Prefer a kind whose title holds the best one's: 房屋租赁合同 is more than 合同."""
    finer = [s for s in scores if best.title and best.title != s.title and best.title in s.title]
    finer = [s for s in finer if s.points >= _WITHIN]
    return max(finer, key=lambda score: (score.points, len(score.title)), default=best)


def _score(kind: PaperKind, stem: str, lines: Sequence[str], text: str) -> _Score:
    points, title = 0.0, ""
    reasons: list[str] = []
    found_title = _best_title(kind, lines)
    if found_title:
        title, weight = found_title
        points += weight
        reasons.append(f"首页标题处有“{title}”")
    in_name = [cue for cue in (*kind.titles, *kind.names) if cue in stem]
    if in_name:
        cue = max(in_name, key=len)
        points += _NAME + len(cue) / 10
        reasons.append(f"文件名含“{cue}”")
    found = [word for word in kind.words if word in text]
    if found:
        points += min(_MOST_WORDS, sum(kind.words[word] for word in found))
        reasons.append(f"正文含“{'”“'.join(found[:4])}”")
    return _Score(kind, points, title, tuple(reasons))


def _best_title(kind: PaperKind, lines: Sequence[str]) -> tuple[str, float] | None:
    """Return the title cue that fits best, a whole line before a part of one."""
    best: tuple[str, float] | None = None
    for number, line in enumerate(lines):
        bare = re.sub(r"[（(][^）)]*[）)]$", "", line)
        for cue in kind.titles:
            if cue not in line:
                continue
            weight = _title_weight(bare, cue) - number * 0.2
            if best is None or weight > best[1]:
                best = (cue, weight)
    return best


def _title_weight(line: str, cue: str) -> float:
    if line == cue:
        return _EXACT
    if line.endswith(cue):
        # 北京市朝阳区人民法院民事判决书: what stands at the end is the title.
        return _WITHIN + 2 + len(cue) / 10
    if re.search(r"[，。；：:]", line):
        return 0.5
    return _WITHIN / 2 + len(cue) / 10
