"""Differences between versions of a provision."""

import time

from hypothesis import given
from hypothesis import strategies as st

from workbench.law import diff
from workbench.law.diff import Change, Piece

TEXTS = st.text(alphabet="甲乙丙应当可以，。\n一二12a第条之", max_size=60)


@given(TEXTS, TEXTS)
def test_pieces_lead_from_one_text_to_the_other(old: str, new: str) -> None:
    found = diff.pieces(old, new)
    assert (diff.older(found), diff.newer(found)) == (old, new)
    assert all(piece.text for piece in found)


@given(TEXTS, TEXTS)
def test_rows_hold_both_texts_whole(old: str, new: str) -> None:
    found = diff.rows(old, new)
    ours = [diff.older(row.old) for row in found if row.old or not row.new]
    theirs = [diff.newer(row.new) for row in found if row.new or not row.old]
    assert "".join(ours) == old.replace("\n", "")
    assert "".join(theirs) == new.replace("\n", "")
    assert all(piece.change is not Change.ADDED for row in found for piece in row.old)
    assert all(piece.change is not Change.REMOVED for row in found for piece in row.new)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(row.same for row in diff.rows(text, text))


def test_a_word_is_replaced_as_a_whole() -> None:
    found = diff.pieces("借款人可以提前还款。", "借款人应当提前还款。")
    assert found == (
        Piece(Change.SAME, "借款人"),
        Piece(Change.REMOVED, "可以"),
        Piece(Change.ADDED, "应当"),
        Piece(Change.SAME, "提前还款。"),
    )


def test_numbers_are_not_cut() -> None:
    found = diff.pieces("处12000元罚款，依照第十二条。", "处15000元罚款，依照第二十条。")
    changed = [piece.text for piece in found if piece.change is not Change.SAME]
    assert changed == ["12000", "15000", "第十二", "第二十"]


def test_a_lone_common_character_is_no_island() -> None:
    found = diff.pieces("双方甲的乙均同意", "双方丙的丁均同意")
    assert [piece.text for piece in found] == ["双方", "甲的乙", "丙的丁", "均同意"]


def test_an_added_paragraph_stands_alone() -> None:
    old = "第一款讲借款合同的成立。\n第三款讲利息的支付期限。"
    new = "第一款讲借款合同的成立。\n新增的一款规定电子数据。\n第三款讲利息的支付期间。"
    found = diff.rows(old, new)
    assert [(bool(row.old), bool(row.new), row.same) for row in found] == [
        (True, True, True),
        (False, True, False),
        (True, True, False),
    ]


def test_long_articles_are_compared_quickly() -> None:
    old = "".join(f"（{n}）行为人实施第{n}种行为的，处{n}年以下有期徒刑；\n" for n in range(150))
    new = old.replace("有期徒刑", "有期徒刑或者拘役").replace("（77）", "（七十七）")
    start = time.perf_counter()
    diff.rows(old, new)
    assert time.perf_counter() - start < 2
