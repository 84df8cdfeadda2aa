"""The pictures that other tests read must themselves be right."""

import numpy as np
import pytest

from tests.tools import render

TEXT = "原告张三甲诉称，被告李四乙借款120,000元，至今未还。\n请求判令被告偿还借款。"


def test_page_is_a4_at_the_resolution_asked_for() -> None:
    assert render.render_text_page(TEXT).size == (1653, 2339)
    assert render.render_text_page(TEXT, dpi=100).size == (827, 1170)


def test_page_holds_ink_only_where_text_is() -> None:
    pixels = np.asarray(render.render_text_page(TEXT).convert("L"))
    assert (pixels[180:400] < 128).mean() > 0.02
    assert (pixels[500:] < 255).sum() == 0


def test_wrap_keeps_every_character_and_the_width() -> None:
    lines = render.wrap("民" * 40 + "，" + "法" * 40, 14)
    assert "".join(lines) == "民" * 40 + "，" + "法" * 40
    assert [len(line) for line in lines] == [32, 32, 17]


def test_closing_marks_hang_instead_of_starting_a_line() -> None:
    assert render.wrap("民" * 32 + "，法", 14) == ["民" * 32 + "，", "法"]


def test_split_pages_render_unchanged() -> None:
    text = "第一条　为了保护民事主体的合法权益，调整民事关系，制定本法。\n" * 70
    pages = render.split_pages(text)
    assert len(pages) == len(render.render_text_pages(text, dpi=36)) == 3
    assert "".join(pages).replace("\n", "") == text.replace("\n", "")
    assert all(render.split_pages(page) == [page] for page in pages)


def test_text_beyond_the_page_is_refused() -> None:
    with pytest.raises(ValueError, match="fit"):
        render.render_text_page("行\n" * 60)
    with pytest.raises(ValueError, match="fit"):
        render.render_columns_page(["行\n" * 60])
    with pytest.raises(ValueError, match="fit"):
        render.render_table_page([["一"]] * 60)
    with pytest.raises(ValueError, match="wide"):
        render.render_table_page([["民" * 20, "法"] * 2])


def test_the_same_seed_gives_the_same_picture() -> None:
    page = render.render_text_page(TEXT, dpi=72)
    first = render.degrade(page, skew=2, noise=12, jpeg=40, seed=5)
    assert first == render.degrade(page, skew=2, noise=12, jpeg=40, seed=5)
    assert first != render.degrade(page, skew=2, noise=12, jpeg=40, seed=6)


def test_turn_is_clockwise() -> None:
    page = render.render_text_page(TEXT, dpi=72)
    turned = render.degrade(page, turn=90)
    assert turned.size == (page.height, page.width)
    # What stood at the top of the page now stands at the right.
    dark = np.asarray(turned.convert("L")) < 128
    assert np.nonzero(dark)[1].min() > turned.width * 0.8


def test_stamp_is_red_and_keeps_the_text_below() -> None:
    page = render.render_text_page("文字" * 16 + "\n" + "文字" * 200)
    sealed = np.asarray(render.stamp(page, center=(0.5, 0.2))).astype(int)
    red = (sealed[:, :, 0] - sealed[:, :, 1]) > 80
    assert red.sum() > 5000
    black = np.asarray(page.convert("L")) < 50
    assert (sealed[black].max(axis=1) < 60).all()


def test_table_has_rules_and_cells() -> None:
    page = render.render_table_page([["项目", "金额"], ["本金", "120,000.00"]], "清单")
    dark = np.asarray(page.convert("L")) < 200
    assert dark.sum(axis=1).max() > 1200
