"""Titles, editions, levels and numbers."""

from datetime import date

import pytest

from workbench.law import parse_titles
from workbench.law.model import Level


@pytest.mark.parametrize(
    ("raw", "title", "status"),
    [
        ("中华人民共和国公司法（2018修正）", "中华人民共和国公司法", ""),
        ("中华人民共和国公司法（2023）", "中华人民共和国公司法", ""),
        ("某某条例(2020年第二次修订)", "某某条例", ""),
        ("专利法(2020-10-17)", "专利法", ""),
        ("宪法修正案（1988）", "宪法修正案（1988年）", ""),
        ("某规定（试行）", "某规定（试行）", ""),
        ("某解释（二）", "某解释（二）", ""),
        ("某决定（宣告失效）（2019）", "某决定", "已失效"),
        ("总　则 ", "总则", ""),
        (
            "最高人民法院 最高人民检察院关于某问题的解释",
            "最高人民法院、最高人民检察院关于某问题的解释",
            "",
        ),
    ],
)
def test_title_without_its_edition(raw: str, title: str, status: str) -> None:
    assert parse_titles.title_of(raw) == (title, status)


def test_one_key_for_all_brackets() -> None:
    keys = {
        parse_titles.key_of("关于适用《中华人民共和国公司法》若干问题的规定（二）"),
        parse_titles.key_of("关于适用〈中华人民共和国公司法〉若干问题的规定(二)"),
        parse_titles.key_of("关于适用 中华人民共和国公司法 若干问题的规定（二）"),
    }
    assert len(keys) == 1


@pytest.mark.parametrize(
    ("name", "title", "day"),
    [
        ("中华人民共和国公司法_20231229", "中华人民共和国公司法", date(2023, 12, 29)),
        ("某规则_20210629_ff8081817a", "某规则", date(2021, 6, 29)),
        ("仲裁法(2017-09-01)", "仲裁法", date(2017, 9, 1)),
        ("某决定（2005）__2c909fdd67", "某决定", None),
        ("某法_20231340", "某法", None),
        ("某法", "某法", None),
    ],
)
def test_file_names(name: str, title: str, day: date | None) -> None:
    assert parse_titles.file_title(name) == (title, day)


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (["法释〔2020〕17号"], "法释〔2020〕17号"),
        (["（法释[2015]18号）"], "法释〔2015〕18号"),
        (["（2020年12月23日通过　法释〔2020〕18号）"], "法释〔2020〕18号"),
        (["（中华人民共和国国务院令第743号公布）"], "国务院令第743号"),
        (["你院（某高法〔2020〕108号）收悉。"], ""),
        (["高检发释字〔2019〕4号"], "高检发释字〔2019〕4号"),
    ],
)
def test_document_numbers(lines: list[str], number: str) -> None:
    assert parse_titles.number_of(lines) == number


@pytest.mark.parametrize(
    ("title", "hint", "issuer", "level"),
    [
        ("中华人民共和国公司法", "法律/法律", "", Level.LAW),
        ("某某修正案", "法律/修正案", "", Level.LAW),
        ("关于某事的决定", "法律/修改、废止的决定", "最高人民法院", Level.JUDICIAL),
        ("关于某事的决定", "法律/修改、废止的决定", "", Level.DECISION),
        ("香港驻军法", "宪法相关法", "", Level.LAW),
        ("某市养犬管理条例", "DLC/山东地方法规/地方性法规/山东", "", Level.LOCAL),
        ("某自治县自治条例", "地方性法规/重庆", "", Level.AUTONOMOUS),
        ("某办法", "部门规章/公安部", "", Level.RULE),
        ("最高人民法院关于某问题的批复", "", "", Level.JUDICIAL),
        ("中华人民共和国某管理条例", "", "", Level.ADMINISTRATIVE),
        ("中华人民共和国某法", "", "", Level.LAW),
        ("全国人民代表大会常务委员会关于某事的决定", "", "", Level.DECISION),
        ("某市供水条例", "", "某市人民代表大会常务委员会", Level.LOCAL),
        ("鉴定标准", "其他", "", Level.OTHER),
    ],
)
def test_levels(title: str, hint: str, issuer: str, level: Level) -> None:
    assert parse_titles.level_of(title, hint, issuer) is level


def test_texts_that_quote_others_and_texts_that_stand_beside_each_other() -> None:
    assert parse_titles.is_amending("中华人民共和国刑法修正案（十一）")
    assert parse_titles.is_amending("关于修改《某法》的决定")
    assert not parse_titles.is_amending("关于审理某案件的规定")
    assert parse_titles.is_one_off("关于授权国务院暂时调整法律的决定")
    assert not parse_titles.is_one_off("关于某问题的批复")
    assert parse_titles.is_answering("关于某问题的批复")
