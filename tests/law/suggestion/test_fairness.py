"""Who somebody is changes nothing: 200 invented cases, and 200 judgments where they are at hand."""

import io
import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
import zstandard

from tests.law.suggestion.fairness import pairs
from tests.law.suggestion.library import LAWS, Shelved
from tests.support.data import data_folder, requires_data
from workbench.law.ranking import ArticleIndex
from workbench.law.suggestion.query import impersonal
from workbench.law.suggestion.source import LibraryRows
from workbench.law.suggestion.suggester import Request, Suggester, Tables

CASES = 200
NAMED = re.compile(r"被告人([\u4e00-\u9fff]{2,4})(?=[，,（(]\s*(?:男|女|曾用名|绰号|又名|化名))")
SHORT, LONG = "王示", "欧阳示例"
OTHERS = ("伟华", "芳", "建国", "丽", "志强")


@pytest.fixture(scope="module")
def suggester() -> Suggester:
    library = Shelved(LAWS)
    return Suggester(ArticleIndex.build(LibraryRows(library)), library, Tables.load())


def judgments() -> Iterator[dict[str, Any]]:
    path = data_folder() / "cases" / "judgments.jsonl.zst"
    with path.open("rb") as packed, zstandard.ZstdDecompressor().stream_reader(packed) as plain:
        yield from map(json.loads, io.TextIOWrapper(plain, "utf-8"))


def answer(suggester: Suggester, text: str, parties: tuple[str, ...] = ()) -> list[object]:
    return [
        (one.article.id, one.score, one.reasons)
        for one in suggester.suggest(Request(text, parties=parties))
    ]


def test_two_hundred_invented_cases(suggester: Suggester) -> None:
    cases = list(pairs(CASES))
    assert len({case.one for case in cases}) >= 150
    answers = [(answer(suggester, c.one), answer(suggester, c.other)) for c in cases]
    assert all(one for one, _ in answers)
    assert [n for n, (one, other) in enumerate(answers) if one != other] == []


@requires_data
def test_two_hundred_judgments_with_the_names_of_the_case(suggester: Suggester) -> None:
    looked_at = 0
    for row in islice(judgments(), 3 * CASES):
        names = tuple(dict.fromkeys(NAMED.findall(row["text"][:3000])))
        if not names or looked_at == CASES:
            continue
        looked_at += 1
        facts = row["facts"][:2000]
        swapped = {n: (SHORT, LONG)[k % 2] + "甲乙丙丁戊己庚辛"[k % 8] for k, n in enumerate(names)}
        every = "|".join(sorted(names, key=len, reverse=True))
        other = re.sub(every, lambda found: swapped[found[0]], facts)  # noqa: B023
        mine = answer(suggester, facts, names)
        assert mine == answer(suggester, other, tuple(swapped.values())), looked_at
    assert looked_at == CASES


@requires_data
def test_names_that_nobody_registered_are_nearly_always_found() -> None:
    """They have to be seen in the text: of six judgments at most one is left unlike."""
    looked_at = unlike = 0
    for row in islice(judgments(), 3 * CASES):
        facts = (row["facts"] or "")[:2000]
        names = [n for n in dict.fromkeys(NAMED.findall(row["text"][:3000])) if n in facts]
        if not names or looked_at == CASES:
            continue
        looked_at += 1
        swapped = {n: "赵钱孙李周吴郑王"[k % 8] + OTHERS[k % 5] for k, n in enumerate(names)}
        every = "|".join(sorted(names, key=len, reverse=True))
        other = re.sub(every, lambda found: swapped[found[0]], facts)  # noqa: B023
        unlike += "".join(impersonal(facts).split()) != "".join(impersonal(other).split())
    assert looked_at == CASES
    assert unlike <= CASES // 6
