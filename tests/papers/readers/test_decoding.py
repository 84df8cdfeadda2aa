"""Encodings are told apart, and rubbish is no text."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.papers.readers.samples import SENTENCE
from workbench.papers.readers.decoding import decode, looks_garbled, plausibility

TRADITIONAL = "張三甲與李四乙民間借貸糾紛一案，本院受理後依法審理。"


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"]
)
def test_simplified_text_survives_every_usual_encoding(codec: str) -> None:
    found = decode(SENTENCE.encode(codec))
    assert found is not None
    assert found.text == SENTENCE
    assert found.broken == 0


def test_big5_is_recognised_and_called_a_guess() -> None:
    found = decode(TRADITIONAL.encode("big5"))
    assert found is not None
    assert (found.text, found.encoding, found.guessed) == (TRADITIONAL, "Big5", True)


def test_plain_gbk_is_not_called_a_guess() -> None:
    found = decode(SENTENCE.encode("gbk"))
    assert found is not None
    assert not found.guessed


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_one_broken_byte_is_counted_not_fatal(codec: str) -> None:
    data = (SENTENCE * 5).encode(codec)
    found = decode(data + b"\xff" + "。".encode(codec))
    assert found is not None
    assert found.text.startswith(SENTENCE)
    assert found.broken == 1


def test_a_beginning_may_end_inside_a_character() -> None:
    found = decode(SENTENCE.encode("gb18030")[:-1], partial=True)
    assert found is not None
    assert found.text == SENTENCE[:-1]


def test_random_bytes_are_no_text() -> None:
    noise = random.Random(7)
    assert [decode(noise.randbytes(400)) for _ in range(20)] == [None] * 20


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SENTENCE.replace("，", "")), min_size=12, max_size=60))
def test_any_mix_of_common_characters_comes_back_from_gb18030(characters: list[str]) -> None:
    text = "".join(characters)
    found = decode(text.encode("gb18030"))
    assert found is not None
    assert found.text == text


def test_plausibility_ranks_text_above_mojibake() -> None:
    mojibake = SENTENCE.encode("utf-8").decode("gb18030", errors="replace")
    assert plausibility(SENTENCE) > 0.8
    assert plausibility(mojibake) < 0.5
    assert looks_garbled(mojibake)
    assert looks_garbled("\ue001\ue002\ue003 a")
    assert not looks_garbled(SENTENCE)
    assert not looks_garbled("Contract No. 12, 2026-03-05")


def test_gbk_that_is_valid_utf8_by_chance_is_still_chinese() -> None:
    found = decode("原原".encode("gbk"))
    assert found is not None
    assert (found.text, found.guessed) == ("原原", True)


@pytest.mark.parametrize(
    "text", ["Привет, как дела? Это договор.", "Übergröße: façade", "Ελληνικά"]
)
def test_other_scripts_in_utf8_stay_what_they_are(text: str) -> None:
    found = decode(text.encode())
    assert found is not None
    assert found.text == text
