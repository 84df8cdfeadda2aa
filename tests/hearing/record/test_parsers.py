"""Parsers of what was said bear any text."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.hearing.conduct.composition import judges_of
from workbench.hearing.record.exhibit_words import mentioned
from workbench.hearing.record.opinions import parts_of, said_of
from workbench.hearing.record.sides import side_of

WORDS = st.sampled_from(
    [
        *(
            "证据一",
            "证据2",
            "第三组证据",
            "第一至第三组证据",
            "证据一至五",
            "对",
            "的真实性",
            "三性",
        ),
        *(
            "没有异议",
            "有异议",
            "不认可",
            "均认可",
            "，",
            "。",
            "、",
            "但",
            "请法庭核实",
            "万元",
            "12",
        ),
    ]
)
SPEECH = st.lists(WORDS | st.text(max_size=4), max_size=14).map("".join)


@given(SPEECH)
def test_named_exhibits_stand_where_they_are_said(text: str) -> None:
    found = mentioned(text)
    assert [one.start for one in found] == sorted(one.start for one in found)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert "证据" in text[one.start : one.end] or "组" in text[one.start : one.end]


@given(SPEECH)
def test_the_parts_of_an_opinion_are_its_own_words(text: str) -> None:
    parts = parts_of(text)
    assert all(part in text for _, part in parts)
    named = {label for labels, _ in parts for label in labels}
    assert named == {one.label for one in mentioned(text)}
    if said_of(text).nothing:
        assert all(said_of(part).nothing for _, part in parts)


@given(SPEECH, st.text(max_size=12))
def test_any_text_can_be_read(text: str, role: str) -> None:
    said_of(text)
    side_of(role)
    assert judges_of(text) >= 0
