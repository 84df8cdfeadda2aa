"""Numbers as courts write them: cases by hand, and what must never happen."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hearing.normalising.saying import say
from workbench.hearing.normalising.numbers import number_edits
from workbench.hearing.rewriting import Rewritten, rewrite

_LINES = (Path(__file__).parent / "numbers.txt").read_text("utf-8").splitlines()
CASES = [tuple(line.split("|")) for line in _LINES if line and not line.startswith("#")]
_CHARACTERS = "零一二两三四五六七八九十百千万亿点号年月日元块岁个条第半多几，。的了还借"
PIECES = st.sampled_from([*_CHARACTERS, "百分之", "2023", "第五百条", "十分"])


def rewritten(text: str, separators: bool = False) -> str:
    return rewrite(Rewritten(text), number_edits(text, separators)).text


@pytest.mark.parametrize(("said", "wanted"), CASES)
def test_cases(said: str, wanted: str) -> None:
    assert rewritten(said) == wanted


def test_there_are_cases_enough() -> None:
    assert len(CASES) >= 150


@pytest.mark.parametrize(("said", "wanted"), CASES)
def test_punctuation_and_neighbours_change_nothing(said: str, wanted: str) -> None:
    assert rewritten(f"好，{said}。对") == f"好，{wanted}。对"


@pytest.mark.parametrize("wanted", sorted({wanted for _, wanted in CASES}))
def test_what_is_written_stays(wanted: str) -> None:
    assert rewritten(wanted) == wanted


@given(st.lists(PIECES, max_size=14).map("".join))
def test_only_numerals_are_touched(text: str) -> None:
    """Whatever is no numeral, no mark of a share and no unit of an amount stays, in its order."""
    changed = "零〇一二两三四五六七八九十百千万亿点幺角毛分元0123456789.%‰之X"
    bare = re.compile(f"[{changed}]")
    assert bare.sub("", rewritten(text)) == bare.sub("", text)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_edits_are_ascending_and_change_something(text: str) -> None:
    at = 0
    for edit in number_edits(text):
        assert at <= edit.start < edit.end
        assert text[edit.start : edit.end] != edit.new
        at = edit.end


@given(st.integers(1, 10**8))
def test_amounts_keep_their_value(yuan: int) -> None:
    written = rewritten(f"借款{say(yuan)}元整")
    match = re.fullmatch(r"借款([\d.]+)(万|亿)?元整", written)
    assert match is not None
    scale = {"万": 10_000, "亿": 100_000_000}.get(match[2], 1)
    assert round(float(match[1]) * scale) == yuan


def test_separators_are_an_option() -> None:
    assert rewritten("借了三万五千六百元", separators=True) == "借了35,600元"
