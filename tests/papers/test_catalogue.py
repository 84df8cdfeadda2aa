"""Kinds of papers and their places in the volume (all texts invented)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.papers.catalogue import classify, kind_of_name, kinds, place, procedures
from workbench.papers.model import Page
from workbench.reference.rule_data import as_of, read_toml

SAMPLES = [
    ("扫描件001.pdf", "民 事 起 诉 状\n原告：张三甲，男\n诉讼请求：\n1.判令被告还款", "起诉状"),
    ("1.docx", "民事答辩状\n答辩人：虚构公司\n就起诉状答辩如下", "答辩状"),
    ("2.docx", "民间借贷纠纷\n民事起诉状\n说明：为了方便您更好地参加诉讼", "起诉状"),
    ("3.pdf", "民事反诉状\n反诉原告：李四乙\n反诉请求：", "反诉状"),
    ("4.pdf", "民事上诉状\n上诉人（原审被告）：李四乙\n上诉请求：", "上诉状"),
    ("5.pdf", "财产保全申请书\n申请人：张三甲\n申请事项：", "申请书"),
    ("IMG_2031.jpg", "借  条\n今借到李四乙人民币壹拾万元整", "借条"),
    ("6.jpg", "欠条\n今欠王五丙货款", "借条"),
    ("x.pdf", "今收到张三甲现金50000元整。\n收款人：李四乙", "收据"),
    ("a.pdf", "北京市朝阳区人民法院\n民事判决书\n（2021）京0105民初1号\n原告：张三甲", "判决书"),
    ("b.pdf", "北京市朝阳区人民法院\n民 事 裁 定 书\n裁定如下", "裁定书"),
    ("身份证.jpg", "", "身份证"),
    ("2.png", "姓名 张三甲\n性别 男 民族 汉\n住址 虚构市\n公民身份号码 1101", "身份证"),
    ("c.png", "营 业 执 照\n统一社会信用代码\n名称 虚构公司\n经营范围", "营业执照"),
    ("d.pdf", "授权委托书\n委托人：张三甲\n受委托人：赵六丁\n代理权限：特别授权", "授权委托书"),
    ("流水.xlsx", "交易日期\t交易金额\t余额\t对方户名", "银行流水"),
    ("r.pdf", "某某银行\n网上银行电子回单\n付款人户名：张三甲\n收款人户名：李四乙", "转账凭证"),
    ("合同.docx", "房屋租赁合同\n出租方（甲方）：张三甲\n承租方", "租赁合同"),
    ("合同.docx", "合作协议书\n甲方：张三甲\n乙方：李四乙", "合同"),
    ("f.docx", "民间借贷合同\n出借人：张三甲\n借款人：李四乙", "借款合同"),
    ("g.pdf", "传票\n案号\n被传唤人\n传唤事由\n应到时间", "传票"),
    ("s.pdf", "送达回证\n受送达人", "送达回证"),
    ("t.pdf", "证 据 目 录\n序号 证据名称 证明目的 页码", "证据目录"),
    ("w.png", "微信聊天记录截图", "微信聊天记录"),
    ("k.pdf", "合议庭评议笔录\n时间：", "合议庭评议笔录"),
    ("m.pdf", "虚构市虚构区人民检察院\n起诉书\n被告人张三甲", "起诉书"),
    ("n.pdf", "道路交通事故认定书\n当事人：张三甲", "交通事故认定书"),
    ("庭审笔录第一次.docx", "现在开庭。宣布法庭纪律。", "庭审笔录"),
]


@pytest.mark.parametrize(("name", "text", "kind"), SAMPLES)
def test_recognises(name: str, text: str, kind: str) -> None:
    guess = classify(name, [Page(1, text)])
    assert guess.kind == kind
    assert guess.reason.endswith("。")
    assert 0 < guess.certainty <= 1


def test_nothing_is_guessed_without_cues() -> None:
    guess = classify("q.pdf", [Page(1, "随便一段文字，没有线索。")])
    assert (guess.kind, guess.certainty) == ("", 0.0)
    assert classify("", []).kind == ""


def test_a_title_is_surer_than_a_file_name() -> None:
    title = classify("x.pdf", [Page(1, "授权委托书\n委托人：张三甲")])
    name = classify("授权委托书.pdf", [Page(1, "")])
    assert title.certainty > name.certainty


def test_the_first_page_with_text_counts() -> None:
    assert classify("x", [Page(1, " "), Page(2, "借条\n今借到")]).kind == "借条"


@given(st.text(max_size=200), st.text(max_size=30))
def test_any_text_gets_an_answer(text: str, name: str) -> None:
    guess = classify(name, [Page(1, text)])
    assert guess.kind == "" or kind_of_name(guess.kind) is not None


def test_internal_papers_never_stand_in_the_open_volume() -> None:
    for kind in ("合议庭评议笔录", "审委会记录", "审理报告", "类案检索报告"):
        for procedure in procedures():
            assert place(kind, procedure).volume == "副卷"


def test_order_of_the_first_instance() -> None:
    order = [
        place(k).position for k in ("起诉状", "答辩状", "传票", "庭审笔录", "判决书", "送达回证")
    ]
    assert order == sorted(order)
    assert len(set(order)) == len(order)


def test_evidence_stands_with_who_brought_it() -> None:
    assert place("借条", submitter="原告").slot == "原告证据"
    assert place("借条", submitter="被告").slot == "被告证据"
    assert place("借条", "民事二审", "被告").slot == "证据"
    assert place("不认识的材料").position == 999


def test_the_orders_name_only_known_kinds() -> None:
    known = {kind.name for kind in kinds()}
    for order in read_toml("volume_order.toml")["order"]:
        for _, held in order["slots"]:
            for kind in held:
                assert kind in known or kind.startswith("evidence:")


def test_every_kind_is_found_by_its_own_titles() -> None:
    for kind in kinds():
        found = {classify("", [Page(1, title)]).kind for title in kind.titles}
        assert kind.name in found, kind.name


def test_tables_state_their_date() -> None:
    for table in ("paper_kinds.toml", "volume_order.toml", "courts.csv", "causes-2025.csv"):
        assert as_of(table)
