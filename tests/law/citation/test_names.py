"""Names of laws, and the data that is shipped for them."""

from datetime import date

import pytest

from tests.law.citation.sample import CIVIL_CODE, GUARANTEE
from workbench.law.citation.names import ShortName, key, law_names, split_version
from workbench.law.citation.rules import load_rules, load_short_names

SITES = ShortName("工地解释", "最高人民法院关于甲的解释（一）", date(2021, 1, 1))
OLD_SITES = ShortName(
    "工地解释", "最高人民法院关于甲的解释", date(2005, 1, 1), until=date(2021, 1, 1)
)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("公司法（2018年修正）", ("公司法", 2018)),
        ("公司法(2018修正)", ("公司法", 2018)),
        ("公司法（2013）", ("公司法", 2013)),
        ("公司法（修订）", ("公司法", None)),
        ("关于甲的解释（一）", ("关于甲的解释（一）", None)),
        ("关于甲的规定（试行）", ("关于甲的规定（试行）", None)),
    ],
)
def test_version_suffix(name: str, parts: tuple[str, int | None]) -> None:
    assert split_version(name) == parts


def test_brackets_spaces_and_prefixes_do_not_matter() -> None:
    assert key("《中华人民共和国 民法典》") == key("民法典")
    assert key(GUARANTEE) == key("最高人民法院关于适用<民法典>有关担保制度的解释")
    assert key("关于甲的规定（法释〔2015〕18号）") == key("关于甲的规定")
    assert key("公司法解释三") == key("公司法解释（三）")


def test_the_librarys_own_spelling_is_given() -> None:
    names = law_names([CIVIL_CODE, GUARANTEE], load_short_names())
    assert names.full("民法典担保解释") == GUARANTEE
    assert names.full("关于适用〈民法典〉有关担保制度的解释") == GUARANTEE
    assert names.full("《中华人民共和国民法典》（2020年）") == CIVIL_CODE
    assert names.full("不存在之法") is None


def test_a_short_name_means_what_it_meant_on_the_day() -> None:
    names = law_names([], [SITES, OLD_SITES])
    assert names.full("工地解释", date(2010, 5, 1)) == OLD_SITES.full
    assert names.full("工地解释", date(2022, 5, 1)) == SITES.full
    assert names.full("工地解释") == SITES.full
    assert names.full("工地解释", date(1990, 1, 1)) == SITES.full


def test_titles_that_differ_by_issuer_only_are_not_told_apart_without_it() -> None:
    names = law_names(["最高人民法院关于甲的规定", "最高人民检察院关于甲的规定"], [])
    assert names.full("关于甲的规定") is None
    assert names.full("最高人民检察院关于甲的规定") == "最高人民检察院关于甲的规定"


def test_similar_titles_for_a_misspelt_name() -> None:
    names = law_names(["最高人民法院关于审理甲类案件适用法律问题的解释"], [])
    assert names.similar("最高人民法院关于审理甲类案件适用法律问题的解解")
    assert not names.similar("完全无关的名称")


def test_shipped_short_names() -> None:
    short = load_short_names()
    assert len({s.short for s in short}) >= 150
    names = law_names([], short)
    assert names.full("劳动争议解释（一）", date(2019, 1, 1)) != names.full("劳动争议解释（一）")
    assert all(names.full(s.short, s.since) for s in short)


def test_numbers_of_interpretations_go_on_rising_and_what_was_deleted_is_not_followed() -> None:
    shipped = load_rules()
    (civil,) = shipped.renumbered[key("最高人民法院关于适用《中华人民共和国民事诉讼法》的解释")]
    assert (civil.numbers[273].articles, civil.numbers[276].articles) == ((273,), (274,))
    assert not {274, 275} & civil.numbers.keys()
    loans = shipped.renumbered[key("最高人民法院关于审理民间借贷案件适用法律若干问题的规定")]
    assert [step.effective.year for step in loans] == [2020, 2021]
    assert loans[0].numbers[26].articles == (26,)
    assert loans[1].numbers[26].articles == (25,)


def test_shipped_tables() -> None:
    shipped = load_rules()
    contract = shipped.replaced[key("合同法")]
    assert contract.counterparts[107].articles == (577,)
    assert contract.counterparts[52].articles == (144, 146, 153, 154)
    assert shipped.replaced[key("婚姻法")].counterparts[32].articles == (1079,)
    first, second = shipped.renumbered[key("民事诉讼法")]
    assert first.numbers[253].articles == (260,)
    assert second.numbers[260].articles == (264,)
    (criminal,) = shipped.renumbered[key("刑事诉讼法")]
    expected = {15: 16, 53: 55, 54: 56, 172: 176, 225: 236, 290: 308}
    assert {n: criminal.numbers[n].articles[0] for n in expected} == expected
    assert all(counterpart.mark == "V" for counterpart in criminal.numbers.values())
    statutes = [r for r in shipped.replaced.values() if r.law.startswith("中华人民共和国")]
    assert len(statutes) == 9
    assert all(len(r.counterparts) >= 20 for r in statutes)
