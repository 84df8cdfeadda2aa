"""Checksums of identity numbers, credit codes, cards and mobiles (all numbers invented)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.papers.identity import (
    PROVINCE_CODES,
    check_bank_card,
    check_credit_code,
    check_identity,
    check_mobile,
    credit_check_character,
    identity_check_character,
)

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def test_the_example_of_the_standard() -> None:
    # GB 11643-1999 shows 11010519491231002X for a woman born on 1949-12-31.
    result = check_identity("11010519491231002X")
    assert (result.valid, result.birth, result.sex) == (True, date(1949, 12, 31), "女")
    assert result.facts == {"region": "北京市", "region_code": "110105"}


@given(
    st.sampled_from(sorted(PROVINCE_CODES)),
    st.dates(date(1900, 1, 1), date(2026, 1, 1)),
    st.integers(0, 999),
    st.integers(0, 16),
)
def test_valid_numbers_pass_and_one_changed_digit_fails(
    region: str, birth: date, order: int, place: int
) -> None:
    head = f"{region}0105{birth:%Y%m%d}{order:03d}"
    number = head + identity_check_character(head)
    result = check_identity(number)
    assert (result.valid, result.birth) == (True, birth)
    assert result.sex == ("男" if order % 2 else "女")
    changed = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
    assert not check_identity(changed).valid


@pytest.mark.parametrize(
    ("number", "part"),
    [
        ("110105194912310021", "末位应为X"),
        ("1101051949123100", "18位"),
        ("110105491331002", "不存在"),
        ("990105491231002", "行政区划"),
    ],
)
def test_says_what_is_wrong(number: str, part: str) -> None:
    result = check_identity(number)
    assert not result.valid
    assert part in result.message


def test_old_numbers_and_future_births() -> None:
    old = check_identity("110105 491231 002")
    assert (old.valid, old.birth, old.sex) == (True, date(1949, 12, 31), "女")
    assert "旧号码" in old.message
    head = "11010520300101001"
    future = head + identity_check_character(head)
    assert not check_identity(future, today=date(2026, 1, 1)).valid


@given(st.text(ALPHABET, min_size=17, max_size=17))
def test_credit_codes_with_their_check_character_pass(code: str) -> None:
    check = credit_check_character(code)
    assert check_credit_code(code + check).valid
    other = ALPHABET[(ALPHABET.index(check) + 1) % 31]
    assert not check_credit_code(code + other).valid


def test_credit_code_refuses_letters_outside_the_alphabet() -> None:
    result = check_credit_code("91110000MA001AB1OI")
    assert not result.valid
    assert "不用I、O" in result.message


@pytest.mark.parametrize("call", [identity_check_character, credit_check_character])
def test_check_characters_refuse_short_input(call: object) -> None:
    assert callable(call)
    with pytest.raises(ValueError, match="seventeen"):
        call("123")


def test_mobile_and_card() -> None:
    assert check_mobile("+86 138-0000-0000").valid
    assert not check_mobile("12800000000").valid
    assert check_bank_card("6222 0000 0000 0008").valid is False
    assert check_bank_card("4111 1111 1111 1111").valid
    assert not check_bank_card("12345").valid
