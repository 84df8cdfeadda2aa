"""Pleadings, claims, agents, powers of attorney (all persons invented)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.papers.extraction.support import identity, one, read, shown

NUMBER = identity(date(1985, 3, 2))

COMPLAINT = f"""民 事 起 诉 状
原告：张三甲，男，1985年3月2日出生，汉族，住虚构市，公民身份号码{NUMBER}。
委托诉讼代理人：王某某、赵某某，均为虚构律师事务所律师，特别授权。
被告：李四乙，女，1990年2月3日出生，住虚构市。
案由：民间借贷纠纷
诉讼请求：
1、判令被告归还原告借款本金100000元（大写：壹拾万元整）及利息（以100000元为基数，自2023年
5月1日起按年利率12%计算至实际付清之日止）；
2、判令被告支付违约金3,500.5元；
3、本案诉讼费用由被告负担。
事实与理由：
1、2022年5月1日，被告向原告借款。
此致
北京市朝阳区人民法院
具状人：张三甲
2024年3月1日
"""


def test_a_complaint() -> None:
    values = read(COMPLAINT)
    assert shown(values, "claim.text", "诉请:3") == ["本案诉讼费用由被告负担"]
    assert len(shown(values, "claim.text")) == 3
    assert shown(values, "claim.amount", "诉请:1") == ["100,000.00元"]
    assert shown(values, "claim.amount", "诉请:2") == ["3,500.50元"]
    assert one(values, "rate.interest").value == "12"
    assert one(values, "cause.name").value == "民间借贷纠纷"
    assert one(values, "court.name").value == "北京市朝阳区人民法院"
    assert one(values, "date.signed").value == "2024-03-01"


def test_agents_of_a_complaint() -> None:
    values = read(COMPLAINT)
    assert shown(values, "agent.name") == ["王某某", "赵某某"]
    for who in ("代理人:王某某", "代理人:赵某某"):
        assert one(values, "agent.of", who).value == "张三甲"
        assert one(values, "agent.firm", who).value == "虚构律师事务所"
        assert one(values, "agent.post", who).value == "律师"
        assert one(values, "agent.authority", who).value == "特别授权"


def test_claims_numbered_in_words_in_one_line() -> None:
    values = read(
        "民事起诉状\n原告张三甲，男，住虚构市。\n请求事项：一、请求判令被告支付货款人民币叁万"
        "伍仟元整（36000元）；二、诉讼费由被告承担。事实和理由：一、双方……"
    )
    assert shown(values, "claim.text") == [
        "请求判令被告支付货款人民币叁万伍仟元整（36000元）",
        "诉讼费由被告承担",
    ]
    assert "不一致" in one(values, "claim.amount").note


def test_a_claim_without_number() -> None:
    values = read("诉讼请求：判令被告返还押金2000元。\n事实和理由：略", "起诉状")
    assert shown(values, "claim.text") == ["判令被告返还押金2000元"]


@given(
    st.lists(
        st.text("判令被告支付原告货款及利息", min_size=4, max_size=20), min_size=1, max_size=12
    ),
    st.sampled_from(["1.", "1、", "一、", "（1）"]),
    st.sampled_from(["；", "；\n", "。\n"]),
)
def test_written_claims_read_back(items: list[str], style: str, border: str) -> None:
    words = "一二三四五六七八九十"
    numbers = [
        style.replace("1", str(i + 1)).replace("一", words[i] if i < 10 else f"十{words[i - 10]}")
        for i in range(len(items))
    ]
    body = border.join(f"{n}{item}" for n, item in zip(numbers, items, strict=True))
    values = read(f"诉讼请求：\n{body}。\n事实和理由：\n1.无", "起诉状")
    assert shown(values, "claim.text") == items


def test_an_element_form() -> None:
    values = read(
        "民事起诉状\n（民间借贷纠纷）\n当事人信息\n原告\t姓名：张三甲\n\t性别：男☑  女□\n"
        "\t住所地（户籍所在地）：虚构市1号\n委托诉讼代理人\t有☑\n\t姓名：赵六丁\n"
        "\t单位：虚构律师事务所\t职务：律师\t联系电话：13900000000\n"
        "\t代理权限：一般授权□  特别授权☑\n\t无□\n送达地址：虚构市9号\n"
        "被告（法人、非法人组织）\t名称：虚构物业有限公司\n\t法定代表人/负责人：孙八戊\n"
        "诉讼请求和依据\n1.本金\t截至2024年3月1日止，尚欠本金100000元\n"
        "2.利息\t欠利息5000元；支付至实际清偿之日止：是☑ 否□\n约定管辖和诉讼保全\n1.有无约定"
    )
    assert one(values, "agent.authority").value == "特别授权"
    assert one(values, "agent.phone").value == "13900000000"
    assert one(values, "agent.of").value == "张三甲"
    assert shown(values, "party.phone") == []
    assert shown(values, "claim.amount") == ["100,000.00元", "5,000.00元"]
    assert one(values, "cause.name").value == "民间借贷纠纷"
    assert shown(values, "date.signed") == []


def test_an_answer_gives_the_defendant() -> None:
    values = read(
        "民事答辩状\n答辩人：李四乙，男，住虚构市\n被答辩人：张三甲，女，住虚构市\n"
        "因原告张三甲诉答辩人民间借贷纠纷一案，现答辩如下：\n一、借款已经还清。\n此致\n"
        "虚构市人民法院\n答辩人：李四乙"
    )
    assert shown(values, "party.role") == ["被告", "原告"]
    assert "推定" in one(values, "party.role", "被告:李四乙").note
    assert one(values, "answer.text").value == "一、借款已经还清。"
    assert "未查到" in one(values, "court.name").note
    given_role = read("答辩状\n答辩人（一审被告）：李四乙，男\n答辩如下：不同意。")
    assert shown(given_role, "party.name", "被告:李四乙") == ["李四乙"]


def test_an_appeal_names_the_first_case() -> None:
    values = read(
        "民事上诉状\n上诉人（原审被告）：李四乙，男，住虚构市。\n"
        "上诉人不服虚构区人民法院（2023）京0105民初321号民事判决，现提出上诉。\n"
        "上诉请求：\n1.撤销原判；\n2.一、二审诉讼费由被上诉人承担。\n上诉理由：\n一、略\n"
        "此致\n北京市第三中级人民法院"
    )
    assert one(values, "case.number").value == "（2023）京0105民初321号"
    assert shown(values, "claim.text")[1] == "一、二审诉讼费由被上诉人承担"
    assert one(values, "court.name").value == "北京市第三中级人民法院"


def test_a_civil_judgment() -> None:
    values = read(
        "北京市朝阳区人民法院\n民 事 判 决 书\n（2023）京0105民初321号\n"
        "原告：陈甲一，男，1980年1月1日出生。\n原告：陈乙二，女，1982年1月1日出生。\n"
        "以上二原告共同委托诉讼代理人：林某某，虚构律师事务所律师。\n"
        "被告：郑丙三，男，1970年1月1日出生。\n法定代理人：郑某（系被告之父），住虚构市。\n"
        "原告陈甲一、陈乙二与被告郑丙三民间借贷纠纷一案，本院于2023年5月6日立案后，"
        "依法适用简易程序，于2023年6月7日公开开庭进行了审理。"
    )
    assert shown(values, "agent.of", "代理人:林某某") == ["陈甲一", "陈乙二"]
    assert one(values, "agent.role", "代理人:郑某").value == "法定代理人"
    assert shown(values, "agent.of", "代理人:郑某") == ["郑丙三"]
    assert one(values, "date.filed").value == "2023-05-06"
    assert one(values, "date.hearing").value == "2023-06-07"
    assert one(values, "procedure.name").value == "简易程序"


POWER = """授 权 委 托 书
委托人：张三甲，男，住虚构市
受委托人：赵六丁，虚构律师事务所律师，电话13900000000
受委托人：钱七丁，虚构律师事务所律师
现委托上列受委托人在我与李四乙民间借贷纠纷一案中作为我的诉讼代理人。
代理权限：{}
委托人：张三甲
2024年3月1日"""


@pytest.mark.parametrize(
    ("powers", "authority", "part"),
    [
        ("特别授权，代为承认、放弃、变更诉讼请求，进行和解，提起反诉或者上诉。", "特别授权", ""),
        ("一般授权。", "一般授权", ""),
        ("一般代理，代为和解、上诉。", "一般授权", "请核对"),
        ("全权代理。", "一般授权", "第八十九条"),
        ("全权代理，代为承认、放弃、变更诉讼请求。", "特别授权", ""),
        ("一般授权□ 特别授权☑", "特别授权", ""),
    ],
)
def test_powers_of_attorney(powers: str, authority: str, part: str) -> None:
    values = read(POWER.format(powers))
    assert shown(values, "agent.name") == ["赵六丁", "钱七丁"]
    found = one(values, "agent.authority", "代理人:赵六丁")
    assert found.value == authority
    assert part in found.note
    assert bool(found.note) == bool(part)
    assert one(values, "agent.of", "代理人:钱七丁").value == "张三甲"
    assert one(values, "agent.firm", "代理人:赵六丁").value == "虚构律师事务所"
    assert one(values, "date.signed").value == "2024-03-01"


def test_unticked_powers_stay_open() -> None:
    values = read(POWER.format("一般授权□ 特别授权□"))
    assert shown(values, "agent.authority") == []
