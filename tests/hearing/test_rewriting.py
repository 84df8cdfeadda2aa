"""Changes of a text: places, taking back, passes over passes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.hearing.rewriting import Edit, Rewritten, key_of, rewrite

TEXTS = st.text("甲乙丙，1元", max_size=20)


@st.composite
def edits(draw: st.DrawFn, text: str) -> list[Edit]:
    places = st.integers(0, len(text))
    wanted = []
    for _ in range(draw(st.integers(0, 5))):
        start, end = sorted((draw(places), draw(places)))
        wanted.append(Edit(start, end, draw(st.text("子丑。", max_size=3)), "r"))
    return wanted


def plainly(text: str, wanted: list[Edit]) -> str:
    """Make the first of overlapping edits, the plain way."""
    taken: list[Edit] = []
    for edit in wanted:
        if text[edit.start : edit.end] != edit.new and not any(
            set(range(edit.start, edit.end)) & set(range(other.start, other.end)) for other in taken
        ):
            taken.append(edit)
    for edit in sorted(taken, key=lambda e: (e.start, e.end), reverse=True):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


@given(st.data(), TEXTS)
def test_passes_do_what_edits_of_the_text_at_hand_do(data: st.DataObject, source: str) -> None:
    done, text = Rewritten(source), source
    for _ in range(3):
        wanted = [
            edit
            for edit in data.draw(edits(text))
            # Something put in at the very edge of another edit has no order of its own.
            if edit.start < edit.end
        ]
        done, text = rewrite(done, wanted), plainly(text, wanted)
        assert done.text == text


@given(st.data(), TEXTS)
def test_changes_are_ascending_disjoint_and_name_what_stood_there(
    data: st.DataObject, source: str
) -> None:
    done = Rewritten(source)
    for _ in range(3):
        done = rewrite(done, data.draw(edits(done.text)))
    at = 0
    for change in done.changes:
        assert at <= change.start <= change.end <= len(source)
        assert source[change.start : change.end] == change.old != change.new
        at = change.end


@given(st.data(), TEXTS)
def test_a_change_that_is_not_wanted_is_not_made(data: st.DataObject, source: str) -> None:
    wanted = data.draw(edits(source))
    keys = {change.key for change in rewrite(Rewritten(source), wanted).changes}
    assert rewrite(Rewritten(source), wanted, keys).text == source


def digits(text: str) -> list[Edit]:
    return [Edit(m.start(), m.end(), "N", "number") for m in re.finditer(r"\d+", text)]


def test_a_key_holds_while_its_surroundings_do() -> None:
    before = rewrite(
        Rewritten("借款本金12元整，另有利息7元。"), digits("借款本金12元整，另有利息7元。")
    )
    text = "他说借款本金12元整，已还3元，另有利息7元。"
    after = rewrite(Rewritten(text), digits(text))
    assert {change.key for change in before.changes} < {change.key for change in after.changes}


def test_equal_places_have_keys_of_their_own() -> None:
    text = "还了1元，还了1元，还了1元，"
    keys = [change.key for change in rewrite(Rewritten(text), digits(text)).changes]
    assert len(set(keys)) == 3
    assert key_of(text, 2, 3, "N", "number") == keys[0]


@pytest.mark.parametrize(
    ("index", "place"), [(0, 0), (1, 1), (2, 1), (3, 2), (4, 2), (5, 2), (6, 4), (7, 5)]
)
def test_a_place_is_found_again(index: int, place: int) -> None:
    """甲[呃→]乙[十二→12?]: what is taken out stands where the next character does."""
    done = rewrite(Rewritten("甲呃乙十二三元"), [Edit(1, 2, "", "f"), Edit(3, 6, "12", "n")])
    assert done.text == "甲乙12元"
    assert done.place(index) == place
