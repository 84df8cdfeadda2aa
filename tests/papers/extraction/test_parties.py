"""Parties: running text, noisy text, forms, positions (all persons invented)."""

import io
import itertools
import json
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.papers.extraction.support import identity, one, read, shown
from tests.support.data import data_folder, requires_data
from workbench.papers.extraction import extract
from workbench.papers.extraction.labels import ETHNICITIES
from workbench.papers.model import Page

BORN = date(1985, 3, 2)
NUMBER = identity(BORN)

CLEAN = f"""民事起诉状
原告：张三甲，男，1985年3月2日出生，汉族，住虚构省虚构市虚构路1号，公民身份号码{NUMBER}，联系电话13800000000。
被告一：虚构（北京）贸易有限公司，住所地：北京市虚构区2号，统一社会信用代码91110000MA001AB127。
法定代表人：李四乙，总经理。
被告二：虚构区小王饭店。经营者：王五丙，女，1990年1月1日出生，回族。
第三人：钱七丁
诉讼请求：1.判令被告归还借款100000元；"""


def test_a_clean_complaint() -> None:
    values = read(CLEAN, "起诉状")
    who = "原告:张三甲"
    assert one(values, "party.sex", who).value == "男"
    assert one(values, "party.birth", who).value == "1985-03-02"
    assert one(values, "party.ethnicity", who).value == "汉族"
    assert one(values, "party.identity", who).note == ""
    assert one(values, "party.address", who).value == "虚构省虚构市虚构路1号"
    assert one(values, "party.phone", who).value == "13800000000"
    firm = "被告:虚构（北京）贸易有限公司"
    assert one(values, "party.kind", firm).value == "legal"
    assert one(values, "party.credit_code", firm).note == ""
    assert one(values, "party.representative", firm).value == "李四乙"
    assert one(values, "party.representative_post", firm).value == "总经理"
    shop = "被告:虚构区小王饭店"
    assert one(values, "party.kind", shop).value == "business"
    assert one(values, "party.representative", shop).value == "王五丙"
    assert shown(values, "party.name", "第三人:钱七丁") == ["钱七丁"]


NOISY = [
    f"原 告 ： 张 三 甲 ， 男 ， 1985 年 3 月 2 日 出 生 ， 汉 族 ， 公 民 身 份 号 码 ： {NUMBER}",
    f"原告张三甲 男 1985年3月2日生 汉族 身份证号{NUMBER}",
    f"原告:张三甲,男,汉族,1985年3月2日出生,身份证号码:{NUMBER[:10]}\n{NUMBER[10:]}",
    (
        f"原告：张三甲，男，汉族，I985年3月2日出生，"
        f"身份证号：{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}"
    ),
    f"原告：张三甲男1985年3月2日出生汉族，公民身份号码{NUMBER}。被告：李四乙，女",
    f"原告\n姓名：张三甲\n性别：男☑ 女□\n民族：汉族\n出生日期：1985年3月2日\n证件号码：{NUMBER}",
    f"原告\t姓名\t张三甲\t性别\t男\n\t民族\t汉\t出生日期\t1985.3.2\n\t身份证号码\t{NUMBER}",
]


@pytest.mark.parametrize("text", NOISY)
def test_noisy_paragraphs(text: str) -> None:
    values = read(text + "\n诉讼请求：判令还款。", "起诉状")
    who = "原告:张三甲"
    assert one(values, "party.sex", who).value == "男"
    assert one(values, "party.ethnicity", who).value == "汉族"
    assert one(values, "party.identity", who).value == NUMBER
    if "I985" not in text:
        assert one(values, "party.birth", who).value == "1985-03-02"


def test_two_columns() -> None:
    values = read(
        "原告：张三甲        被告：李四乙\n性别：男            性别：女\n诉讼请求", "起诉状"
    )
    assert shown(values, "party.name") == ["张三甲", "李四乙"]


def test_contradictions_between_number_and_words() -> None:
    text = f"原告：张三甲，女，1986年3月2日出生，公民身份号码{NUMBER}。"
    values = read(text, "起诉状")
    assert "第17位表示男" in one(values, "party.sex").note
    assert "1985年3月2日" in one(values, "party.birth").note
    wrong = NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1")
    values = read(f"原告：张三甲，男，公民身份号码{wrong}。", "起诉状")
    assert "校验不符" in one(values, "party.identity").note


def test_impossible_birth_dates_are_kept_and_noted() -> None:
    value = one(read("原告：张三甲，男，1985年2月30日出生。", "起诉状"), "party.birth")
    assert value.value == "1985年2月30日"
    assert "不是历法上存在" in value.note


def test_appeals_and_counterclaims() -> None:
    text = (
        "上诉人（原审被告）：李四乙，男，住虚构市。\n"
        "被上诉人（原审原告、反诉被告）张三甲，女，住虚构市。\n上诉请求：撤销原判。"
    )
    values = read(text, "上诉状")
    assert shown(values, "party.role") == ["上诉人", "被上诉人"]
    assert shown(values, "party.role_note") == ["原审被告", "原审原告、反诉被告"]


def test_criminal_judgment_in_one_line() -> None:
    text = (
        "虚构县人民法院 刑事判决书 公诉机关虚构县人民检察院。 被告人赵六戊，男，1967年2月17日出生于"
        "虚构省虚构县，侗族，小学文化，农民，家住虚构省虚构县。因涉嫌犯盗窃罪于2013年8月16日被刑事拘留。"
        " 被告人应七己，无业。因本案于同日被逮捕。 指定辩护人刘八庚，虚构县法律援助中心律师。"
        " 虚构县人民检察院指控被告人赵六戊犯盗窃罪，被告人王九辛，女，在场。"
    )
    values = read(text, "判决书")
    assert shown(values, "party.name") == ["虚构县人民检察院", "赵六戊", "应七己"]
    assert one(values, "party.birth").value == "1967-02-17"
    assert one(values, "party.kind", "公诉机关:虚构县人民检察院").value == "state"
    assert one(values, "agent.of").value == "应七己"
    assert one(values, "agent.firm").value == "虚构县法律援助中心"


def test_empty_form_rows_are_no_parties() -> None:
    text = (
        "原告（自然人） 姓名：张三甲 性别：男☑ 女□ "
        "住所地（户籍所在地）：虚构市1号 经常居住地：虚构市2号\n"
        "原告（法人、非法人组织） 名称： "
        "住所地（主要办事机构所在地）： 注册地/登记地： 法定代表人/负责人： 职务：\n"
        "被告（法人、非法人组织）\n名称：虚构物业有限公司\n住所地（主要办事机构所在地）：虚构市3号\n"
        "法定代表人/负责人：孙八戊 职务：经理\n诉讼请求"
    )
    values = read(text, "起诉状")
    assert shown(values, "party.name") == ["张三甲", "虚构物业有限公司"]
    assert shown(values, "party.address", "原告:张三甲") == ["虚构市1号", "虚构市2号"]
    assert one(values, "party.representative").value == "孙八戊"


def test_sentences_about_parties_are_no_parties() -> None:
    text = (
        "原告向被告出借10万元。被告应当归还。原告与被告系朋友关系，男女双方。"
        "被告于2023年5月1日还款。"
    )
    assert shown(read(text, "起诉状"), "party.name") == []


def test_blank_forms_and_empty_texts() -> None:
    assert read("", "起诉状") == []
    assert shown(read("原告：\n被告：____\n诉讼请求：", "起诉状"), "party.name") == []


SURNAMES = "张李王赵钱孙周吴郑于应向和"
names = st.builds(
    lambda a, b: a + b,
    st.sampled_from(SURNAMES),
    st.text("三四五六七甲乙丙丁", min_size=1, max_size=2),
)


@given(
    names,
    st.sampled_from("男女"),
    st.dates(date(1930, 1, 1), date(2020, 1, 1)),
    st.sampled_from(ETHNICITIES.split("|")),
    st.sampled_from(["，", ","]),
    st.permutations([0, 1, 2, 3]),
)
def test_a_written_party_reads_back(
    name: str, sex: str, born: date, people: str, comma: str, order: list[int]
) -> None:
    number = identity(born, sex)
    parts = [
        sex,
        f"{born.year}年{born.month}月{born.day}日出生",
        f"{people}族",
        f"公民身份号码{number}",
    ]
    line = comma.join([f"原告：{name}", *(parts[i] for i in order), "住虚构市虚构路5号。"])
    values = read(line, "起诉状")
    assert one(values, "party.name").value == name
    assert one(values, "party.sex").value == sex
    assert one(values, "party.birth").value == born.isoformat()
    assert one(values, "party.ethnicity").value == f"{people}族"
    assert one(values, "party.identity").value == number
    assert one(values, "party.address").value == "虚构市虚构路5号"
    assert not any(value.note for value in values)


@given(
    st.text(
        alphabet="原告被：，。\n\t 张三男女1985年月日出生族住（）法定代表人姓名☑□", max_size=120
    )
)
def test_any_text_is_read_without_failing(text: str) -> None:
    for value in read(text, "起诉状"):
        anchor = value.anchor
        assert text[anchor.start : anchor.end] == anchor.quoted


@requires_data
def test_heads_of_many_real_judgments() -> None:
    """Never fails, and finds nearly every defendant that a plain pattern finds."""
    pattern = re.compile(r"。 被告人([\u4e00-\u9fff]{2,3})，[男女]，")
    wanted = found = 0
    for text in judgments(120):
        head = text[:3000].partition("提起公诉")[0]
        names = set(pattern.findall(head))
        values = extract([Page(1, text)], "判决书")
        got = {value.value for value in values if value.field == "party.name"}
        wanted, found = wanted + len(names), found + len(names & got)
    assert wanted > 80
    assert found >= 0.97 * wanted


def judgments(count: int) -> list[str]:
    """Return the texts of the first judgments of the development data."""
    import zstandard

    path = data_folder() / "cases" / "judgments.jsonl.zst"
    with path.open("rb") as raw, zstandard.ZstdDecompressor().stream_reader(raw) as stream:
        lines = itertools.islice(io.TextIOWrapper(stream, encoding="utf-8"), count)
        return [json.loads(line)["text"] for line in lines]


RARE = "原告：张㛃，女，1990年3月5日出生，汉族，住甲省乙市。\n被告：李四𠮷，男，住甲省𪨶县。\n"


@pytest.mark.parametrize(
    ("title", "rest"),
    [
        ("民事起诉状", "诉讼请求：判令被告偿还借款120000元。\n具状人：张㛃\n2025年2月18日\n"),
        ("民事判决书", "原告张㛃与被告李四𠮷民间借贷纠纷一案，本院受理后，公开开庭进行了审理。\n"),
    ],
)
def test_rare_characters_belong_to_a_name(title: str, rest: str) -> None:
    """A name that ends at a character beyond the common ones would be another person's."""
    values = read(f"{title}\n{RARE}{rest}")
    assert set(shown(values, "party.name")) == {"张㛃", "李四𠮷"}
