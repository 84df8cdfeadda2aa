"""Which articles are suggested for the facts of criminal judgments, and for invented cases.

Run: ``python -m tests.bench.charges --laws PACK [PACK ...] [--judgments FILE] [--workspace DIR]
[--split test|tune] [--count N] [--cases FILE.jsonl]``.

Judgments are ordered by the SHA-256 of their id. The first 1,000 are the test, the next 1,000 the
tuning part. The library holds what comes behind the part that is asked, so that no judgment votes
for itself, neither as a neighbour nor for its causes and articles. Asked are the facts as told
before 本院认为, without a cause. Wanted are the articles of the Criminal Law that the reasoning
cites, by number: judgments apply the text of their time. ``R@5`` and ``R@10`` are shares of all
wanted articles among the first articles of the Criminal Law; ``ceiling`` is what a perfect order
reaches, as many judgments cite more than five; ``of_reachable`` divides by the smaller of both.
``first_special`` is the share of judgments whose first suggested article of the special part is one
that they cite; judgments that cite none of the special part are left out.
Printed beside ``ours``:

- ``bigram_bm25``: the Criminal Law's articles by pairs of characters of the facts;
- ``vote``: how many of the 20 nearest judgments (pairs of characters) cite an article;
- ``without_judgments``: ours without a library of judgments;
- ``suggestion_2000_characters``: a whole suggestion in a process of its own (alone.py);
- ``charge``: for each charge that the decision punishes (not one of an earlier judgment), given
  alone, whether the first article of the special part is one that the judgment cites; judgments
  that cite none of the special part are left out.

``--cases`` measures rows ``{id, text, cause?, on?, articles}`` (《…》第…条) with R@10 and R@20.

What was tuned on the tuning part only: the factors of suggestion_weights.toml, what votes weigh
(votes.py) and when they count, ``[chance]`` there, and how
it is learnt (precedents/learning.py, learning_fit.py: hidden units, rounds, what signs weigh).
"""

import argparse
import hashlib
import json
import multiprocessing
import re
import statistics
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from tests.bench.alone import Place, ask
from tests.bench.bigrams import Bigrams
from tests.support.data import data_folder
from tests.support.engines import FixedOcr
from workbench.law.citation.find import find
from workbench.law.citation.rules import Rules, load_rules
from workbench.law.model import Suggested
from workbench.law.suggestion.judgments import JudgmentVotes
from workbench.law.suggestion.neighbours import Neighbour
from workbench.law.suggestion.opening import Suggesting
from workbench.workbench import Workbench

LAW = "中华人民共和国刑法"
TEST = 1000
ON = date(2026, 3, 31)
GENERAL = 101
"""Articles up to this one are the general part."""
_TOP = 80
_FACTS_MOST, _TIMED = 6000, 2000
_CHARGE = re.compile(r"犯([^，。；、（()]{2,40}?罪)(?=[，,]?[^，。；]{0,6}(?:判处|免予|免除))")
_EARLIER = re.compile(r"[^。；]*(?:撤销|前罪|原判)[^。；]*")
_FACTS = "本院认为"

Number = tuple[int, int]
Answer = Callable[["Row"], Sequence[Number]]


@dataclass(frozen=True)
class Row:
    """A judgment: facts, wanted articles, charges."""

    id: str
    facts: str
    wanted: tuple[Number, ...]
    charges: tuple[str, ...]
    text: str
    title: str


class Votes(JudgmentVotes):
    """Votes that can be silent."""

    silent = False

    def nearest(self, facts: str, most: int) -> Sequence[Neighbour]:
        """Return the nearest judgments unless silent."""
        return () if self.silent else super().nearest(facts, most)


def main() -> None:
    """Import what is lacking, ask, and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    judgments = data_folder() / "cases" / "judgments.jsonl.zst"
    parser.add_argument("--laws", type=Path, nargs="*", default=[])
    parser.add_argument("--judgments", type=Path, default=judgments)
    parser.add_argument("--workspace", type=Path, help="keeps the imports; one for each split")
    parser.add_argument("--split", choices=("test", "tune"), default="test")
    parser.add_argument("--count", type=int, default=TEST)
    parser.add_argument("--cases", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = chosen.workspace or Path(folder) / "workspace"
        workbench = Workbench.open(place, ocr=FixedOcr)
        try:
            report, asked = _report(workbench, chosen, Path(folder))
        finally:
            workbench.close()
        if not chosen.cases:
            report["suggestion_2000_characters"] = _alone(place, asked)
    print(json.dumps(report, ensure_ascii=False, indent=1))


def _report(
    workbench: Workbench, chosen: argparse.Namespace, folder: Path
) -> tuple[dict[str, Any], list[Row]]:
    _import_laws(workbench, chosen.laws)
    rules = load_rules(workbench.law.library.titles())
    rows = sorted(_rows(chosen.judgments, rules), key=lambda row: _hash(row.id))
    start = 0 if chosen.split == "test" else TEST
    library = rows[start + TEST :]
    _import_judgments(workbench, library, folder)
    votes = Votes(workbench.precedents.library._store)
    asking = Suggesting(workbench.law.library._store, votes=votes)  # type: ignore[arg-type]
    asked = [row for row in rows[start : start + chosen.count] if row.wanted]
    ours = _Ours(asking, votes)
    report: dict[str, Any] = {
        "split": chosen.split,
        "judgments_in_library": workbench.precedents.library.count(),
        "asked": len(asked),
        "articles": workbench.law.counts().articles,
    }
    if chosen.cases:
        return report | {"cases": _cases(asking, chosen.cases, rules)}, asked
    ours(asked[0])
    vote = _Vote(library)
    report |= {
        "bigram_bm25": _measure(_plain(workbench), asked),
        "vote": _measure(vote.rank, asked),
        "ours": _measure(ours, asked),
        "without_judgments": _measure(partial(ours, silent=True), asked),
        "charge": _charges(asking, votes, asked),
    }
    return report, asked


def _alone(place: Path, rows: Sequence[Row]) -> dict[str, float]:
    """Ask in a process of its own, which holds nothing of this measurement."""
    facts = [row.facts[:_TIMED] for row in rows]
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(ask, (Place.of(place), facts, ON))


def _import_laws(workbench: Workbench, packs: Sequence[Path]) -> None:
    if packs and not workbench.law.counts().articles:
        workbench.jobs.wait(workbench.import_laws(list(packs)).id)
        index = workbench.index_laws()
        if index is not None:
            workbench.jobs.wait(index.id)


def _import_judgments(workbench: Workbench, rows: Sequence[Row], folder: Path) -> None:
    if not workbench.precedents.library.count():
        file = folder / "library.jsonl"
        lines = (json.dumps({"id": r.id, "title": r.title, "text": r.text}) for r in rows)
        file.write_text("\n".join(lines), "utf-8")
        workbench.jobs.wait(workbench.import_precedents([file]).id)
    index = workbench.index_precedents()
    if index is not None:
        workbench.jobs.wait(index.id)


def _rows(file: Path, rules: Rules) -> Iterator[Row]:
    import zstandard

    packed = file.read_bytes()
    plain = (
        zstandard.ZstdDecompressor().stream_reader(packed).read()
        if file.suffix == ".zst"
        else packed
    )
    for line in plain.decode().splitlines():
        row = json.loads(line)
        cited = find(row["reasoning"] or "", rules.names)
        wanted = dict.fromkeys(
            (c.pinpoint.article, c.pinpoint.insertion)
            for c in cited
            if c.pinpoint and rules.names.full(c.law) == LAW
        )
        decision = _EARLIER.sub("", row["disposition"] or "")
        charges = dict.fromkeys(_CHARGE.findall(decision))
        facts = (row["facts"] or "").split(_FACTS)[0]
        yield Row(str(row["id"]), facts, tuple(wanted), tuple(charges), row["text"], row["title"])


def _hash(identity: str) -> str:
    return hashlib.sha256(identity.encode()).hexdigest()


def _numbers(found: Sequence[Suggested]) -> list[Number]:
    own = (s.article.article for s in found if s.article.version.title == LAW)
    return [(article.number, article.insertion) for article in own]


class _Ours:
    def __init__(self, asking: Suggesting, votes: Votes) -> None:
        self._asking, self._votes = asking, votes

    def __call__(self, row: Row, silent: bool = False) -> Sequence[Number]:
        self._votes.silent = silent
        return _numbers(self._asking.suggest(row.facts[:_FACTS_MOST], on=ON, top=_TOP))


def _plain(workbench: Workbench) -> Answer:
    library = workbench.law.library
    version = library.version_on(library.titles()[LAW], ON)
    articles = library.articles(version.id) if version else []
    numbers = {a.id: (a.article.number, a.article.insertion) for a in articles}
    index = Bigrams([(a.id, a.article.text) for a in articles])
    return lambda row: [numbers[i] for i in index.rank(row.facts[:6000], 20)]


class _Vote:
    """A vote of the 20 nearest judgments by pairs of characters."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._index = Bigrams([(n, row.facts[:6000]) for n, row in enumerate(rows)])

    def rank(self, row: Row) -> list[Number]:
        """Return the articles that most of them cite."""
        near = [self._rows[n] for n in self._index.rank(row.facts[:6000], 20)]
        votes = Counter(article for other in near for article in other.wanted)
        return [article for article, _ in votes.most_common(20)]


def _measure(answer: Answer, rows: Sequence[Row]) -> dict[str, float]:
    figures: dict[str, list[float]] = {}
    for row in rows:
        found = list(dict.fromkeys(answer(row)))
        for top in (5, 10):
            hits = len(set(found[:top]) & set(row.wanted))
            reachable = min(top, len(row.wanted))
            figures.setdefault(f"R@{top}", []).append(hits / len(row.wanted))
            figures.setdefault(f"R@{top}_of_reachable", []).append(hits / reachable)
            figures.setdefault(f"ceiling@{top}", []).append(reachable / len(row.wanted))
        if any(number > GENERAL for number, _ in row.wanted):
            first = next((article for article in found if article[0] > GENERAL), None)
            figures.setdefault("first_special", []).append(first in row.wanted)
    return {name: round(statistics.fmean(values), 3) for name, values in figures.items()}


def _charges(asking: Suggesting, votes: Votes, rows: Sequence[Row]) -> dict[str, float]:
    """Say for how many (judgment, charge) the charge alone leads to an article it cites."""
    votes.silent = True
    first: dict[str, Number | None] = {}
    right = asked = 0
    for row in rows:
        for charge in row.charges:
            if charge not in first:
                found = _numbers(asking.suggest(charge, charge, ON, _TOP))
                first[charge] = next((n for n in found if n[0] > GENERAL), None)
            if asking.causes("", charge) and any(n[0] > GENERAL for n in row.wanted):
                asked += 1
                right += first[charge] in row.wanted
    votes.silent = False
    return {"asked": asked, "different": len(first), "right": round(right / max(asked, 1), 3)}


def _cases(asking: Suggesting, file: Path, rules: Rules) -> dict[str, float]:
    figures: dict[str, list[float]] = {"R@10": [], "R@20": []}
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        on = date.fromisoformat(row["on"]) if row.get("on") else ON
        found = asking.suggest(row["text"], row.get("cause", ""), on, 20)
        names = [
            (s.article.version.title, s.article.article.number, s.article.article.insertion)
            for s in found
        ]
        wanted = {
            (rules.names.full(c.law, on) or c.law, c.pinpoint.article, c.pinpoint.insertion)
            for name in row["articles"]
            for c in find(name, rules.names)
            if c.pinpoint
        }
        for top in (10, 20):
            figures[f"R@{top}"].append(len(wanted & set(names[:top])) / len(wanted))
    return {name: round(statistics.fmean(values), 3) for name, values in figures.items()}


if __name__ == "__main__":
    main()
