"""Cards, licences, contracts, slips, transfers, evidence lists (all invented)."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.papers.extraction.support import identity, one, read, shown
from workbench.kernel.numerals import amount_in_words
from workbench.papers.catalogue import kinds
from workbench.papers.extraction import RuleExtractor, extract
from workbench.papers.extraction.fields import fields, label
from workbench.papers.model import Page

NUMBER = identity(date(1985, 3, 2))
OTHER = identity(date(1990, 1, 1), "女")


def test_identity_card() -> None:
    values = read(
        "姓名 张三甲\n性别 男 民族 汉\n出生 1985 年 3 月 2 日\n住址 虚构省虚构市虚构区虚构路\n"
        f"1号院2号楼3单元\n公民身份号码 {NUMBER}\n中华人民共和国\n居民身份证\n"
        "签发机关 虚构市公安局\n有效期限 2010.05.01-2020.05.01"
    )
    assert one(values, "party.name").group == "身份证:张三甲"
    assert one(values, "party.address").value == "虚构省虚构市虚构区虚构路1号院2号楼3单元"
    assert one(values, "party.birth").value == "1985-03-02"
    assert one(values, "party.identity").note == ""
    assert one(values, "party.valid_until").note == "证件已过有效期。"


def test_two_cards_on_one_page_without_blanks() -> None:
    values = read(
        f"姓名张三甲\n性别男民族汉\n住 址虚构省虚构县\n公民身份号码{NUMBER}\n"
        f"姓 名 李 四 乙\n性 别 女 民 族 维吾尔\n公民身份号码{OTHER}\n有效期限2020.01.01-长期",
        "身份证",
    )
    assert shown(values, "party.name") == ["张三甲", "李四乙"]
    assert shown(values, "party.ethnicity") == ["汉族", "维吾尔族"]
    assert one(values, "party.identity", "身份证:李四乙").value == OTHER
    assert one(values, "party.valid_until").value == "长期"


def test_a_card_without_a_readable_name() -> None:
    values = read(f"公民身份号码{NUMBER}", "身份证")
    assert one(values, "party.identity").value == NUMBER


def test_licences() -> None:
    company = read(
        "营 业 执 照\n统一社会信用代码\n91110000MA001AB127\n"
        "名    称 虚构（北京）贸易有限公司    注册资本 壹佰万元整\n"
        "类    型 有限责任公司    成立日期 2016年01月02日\n法定代表人 李四乙    住所 "
        "北京市虚构区2号\n"
        "经营范围 销售日用品；\n技术服务。"
    )
    assert one(company, "party.name").value == "虚构（北京）贸易有限公司"
    assert one(company, "party.representative").value == "李四乙"
    assert one(company, "party.founded").value == "2016-01-02"
    assert one(company, "party.capital").value == "壹佰万元整"
    assert one(company, "party.address").value == "北京市虚构区2号"
    assert one(company, "party.business").value == "销售日用品；技术服务。"
    shop = read(
        "营业执照 统一社会信用代码 92110000MA001AB12X 名称 虚构区小王饭店 类型 个体工商户 "
        "经营者 王五丙 经营场所 虚构市虚构区1号 注册日期 2016年1月2日"
    )
    assert one(shop, "party.kind").value == "business"
    assert "校验不符" in one(shop, "party.credit_code").note


def test_certificate_of_the_representative() -> None:
    values = read(
        "法定代表人身份证明书\n王五丙同志在我公司任总经理职务，系我公司法定代表人。特此证明。\n"
        "单位全称：虚构贸易公司"
    )
    assert one(values, "party.representative").value == "王五丙"
    assert one(values, "party.representative_post").value == "总经理"
    assert one(values, "party.name").value == "虚构贸易公司"


def test_an_iou_with_a_contradiction() -> None:
    values = read(
        f"借条\n今借到李四乙（身份证号{OTHER}）人民币壹拾万元整（¥120,000.00），月利率1%，"
        f"于2024年5月1日前还清。\n借款人：张三甲 身份证号：{NUMBER[:-1]}{NUMBER[-1]}\n"
        "担保人：王五丙\n2023年5月1日"
    )
    assert shown(values, "party.name", "出借人:李四乙") == ["李四乙"]
    assert one(values, "party.identity", "借款人:张三甲").value == NUMBER
    assert shown(values, "party.name", "担保人:王五丙") == ["王五丙"]
    amount = one(values, "amount.principal")
    assert amount.value == "100000.00"
    assert "120,000.00元" in amount.note
    assert one(values, "rate.interest").value == "12"
    assert one(values, "date.due").value == "2024-05-01"
    assert one(values, "date.signed").value == "2023-05-01"


@given(
    st.sampled_from(["今借到{}现金", "今向{}借到", "本人向{}借款", "今欠{}货款"]),
    st.integers(1, 99_999_999),
    st.dates(date(2010, 1, 1), date(2025, 12, 31)),
)
def test_written_slips_read_back(opening: str, amount: int, due: date) -> None:
    words = amount_in_words(__import__("decimal").Decimal(amount))
    text = (
        f"借条\n{opening.format('李四乙')}人民币{words}（¥{amount}元），"
        f"定于{due.year}年{due.month}月{due.day}日前归还。\n借款人：张三甲\n2010年1月1日"
    )
    values = read(text)
    assert one(values, "amount.principal").value == f"{amount}.00"
    assert one(values, "amount.principal").note == ""
    assert one(values, "date.due").value == due.isoformat()
    assert "李四乙" in shown(values, "party.name")


def test_slips_without_a_date_have_none() -> None:
    values = read(
        "本人张三甲向李四乙借款人民币（大写）贰拾万元整，小写200000元。借款期限自2023年1月1日起至"
        "2023年12月31日止。\n借款人：张三甲",
        "借条",
    )
    assert shown(values, "date.signed") == []
    assert one(values, "date.start").value == "2023-01-01"
    assert one(values, "date.due").value == "2023-12-31"


def test_a_receipt_of_cash() -> None:
    values = read("收条\n今收到张三甲现金50000元整。\n收款人：李四乙\n2023年6月1日")
    assert shown(values, "party.name", "付款人:张三甲") == ["张三甲"]
    assert one(values, "amount.paid").value == "50000.00"


def test_a_loan_contract() -> None:
    values = read(
        f"借款合同\n合同编号：虚构2023第001号\n甲方（出借人）：张三甲 身份证号：{NUMBER}\n"
        "乙方（借款人）：虚构（北京）贸易有限公司\n法定代表人：李四乙\n"
        "一、借款金额：人民币壹佰万元整（小写：1,000,000.00元）\n"
        "二、借款期限：自2023年5月1日起至2024年4月30日止\n三、年利率为12%\n四、违约金5万元。\n"
        "本合同于2023年4月30日签订\n甲方：张三甲    乙方：虚构（北京）贸易有限公司\n2023年4月30日"
    )
    assert one(values, "contract.number").value == "虚构2023第001号"
    assert one(values, "party.role_note", "甲方:张三甲").value == "出借人"
    assert one(values, "party.representative", "乙方:虚构（北京）贸易有限公司").value == "李四乙"
    assert one(values, "amount.principal").value == "1000000.00"
    assert one(values, "amount.penalty").value == "50000.00"
    assert one(values, "date.start").value == "2023-05-01"
    assert one(values, "date.due").value == "2024-04-30"
    assert one(values, "date.contract").value == "2023-04-30"


def test_clauses_of_a_contract_are_no_parties() -> None:
    values = read(
        "借款合同\n甲方：张三甲\n乙方：李四乙\n乙方逾期还款的，应支付违约金，由甲方住所地人民法院管辖。\n"
        "甲方确认住所地和电话为有效联系方式。"
    )
    assert shown(values, "party.name") == ["张三甲", "李四乙"]
    assert shown(values, "party.address") == []


def test_a_photographed_receipt() -> None:
    values = read(
        "收条\n今收到张三甲出借的款项人民币参拾万元\n整，小写¥300,000.00元，用于经营周转，借\n"
        "款期限自2025年3月10日起至2026年3月9日止\n月利率2%。\n收款人：李四乙\n2025年3月10日"
    )
    assert shown(values, "party.name") == ["张三甲", "李四乙"]
    (amount,) = [v for v in values if v.field.startswith("amount.")]
    assert (amount.value, amount.note) == ("300000.00", "")
    assert one(values, "date.due").value == "2026-03-09"


def test_a_lease() -> None:
    values = read(
        "房屋租赁合同\n出租方（甲方）：张三甲\n承租方（乙方）：李四乙\n"
        "租赁期限：自2023年1月1日至2024年12月31日\n月租金人民币5000元，押金10000元"
    )
    assert shown(values, "party.name") == ["张三甲", "李四乙"]
    assert one(values, "amount.price").value == "5000.00"
    assert one(values, "amount.deposit").value == "10000.00"


def test_transfers_in_two_layouts() -> None:
    lines = read(
        "网上银行电子回单\n付款人户名：张三甲  收款人户名：李四乙\n"
        "付款人账号：6222020000001234567  收款人账号：6217000000007654321\n"
        "金额：¥100,000.00 人民币（大写）壹拾万元整\n交易日期：20230501\n"
        "交易流水号：ABC123456789\n用途：借款"
    )
    assert one(lines, "account.number", "付款人:张三甲").value == "6222020000001234567"
    assert one(lines, "account.number", "收款人:李四乙").value == "6217000000007654321"
    assert one(lines, "amount.paid").note == ""
    assert one(lines, "date.delivery").value == "2023-05-01"
    assert one(lines, "transfer.serial").value == "ABC123456789"
    table = read(
        "电子回单\n付款人\t户名\t张三甲\t收款人\t户名\t李四乙\n"
        "\t账号\t6222020000001234567\t\t账号\t6217000000007654321\n"
        "\t开户行\t虚构银行虚构支行\t\t开户行\t虚构银行第二支行\n金额\t￥50,000.00",
        "转账凭证",
    )
    assert one(table, "account.bank", "收款人:李四乙").value == "虚构银行第二支行"
    assert one(table, "amount.paid").value == "50000.00"


def test_a_screenshot_of_a_transfer() -> None:
    values = read(
        "转账成功\n￥50,000.00\n收款人 李四乙\n收款账户 6217 0000 0000 7654 321\n"
        "付款账户 6222***1234\n转账时间 2023-05-01 12:30:01\n转账说明 借款",
        "转账凭证",
    )
    assert one(values, "account.number", "收款人:李四乙").value == "6217000000007654321"
    assert one(values, "transfer.purpose").value == "借款"


def test_a_statement() -> None:
    values = read(
        "账户交易明细\n户名：张三甲 账号：6222020000001234567\n"
        "交易日期\t交易金额\t余额\t对方户名\t摘要\n20230501\t-100,000.00\t5.00\t李四乙\t转账\n"
        "20230502\t-12.00\t5.00\t虚构超市\t消费\n"
        "合计\t\t\t\t\n2023-06-01\t2000.00\t5.00\t李四乙\t还款"
    )
    assert one(values, "account.number").value == "6222020000001234567"
    assert shown(values, "amount.paid") == ["-100,000.00元", "2,000.00元"]
    assert shown(values, "date.delivery", "流水:2") == ["2023年6月1日"]


def test_evidence_lists() -> None:
    table = read(
        "证据目录\n序号\t证据名称\t来源\t证明目的\t页码\n1\t借条（原件）\t原告\t借款事实\t1-2\n"
        "2\t转账记录\t银行\t已经交付\t3"
    )
    assert shown(table, "evidence.item") == ["借条（原件）", "转账记录"]
    assert shown(table, "evidence.purpose", "证据:2") == ["已经交付"]
    assert shown(table, "evidence.pages", "证据:1") == ["1-2"]
    lines = read(
        "证据清单\n1. 借条一份，证明双方存在借贷关系；\n"
        "2、转账回单，来源：银行，证明目的：原告已交付借款"
    )
    assert shown(lines, "evidence.item") == ["借条一份", "转账回单"]
    assert shown(lines, "evidence.purpose") == ["双方存在借贷关系", "原告已交付借款"]
    assert shown(lines, "evidence.source") == ["银行"]


def test_any_other_paper_gives_what_any_paper_has() -> None:
    values = read("情况说明\n关于（2023）京0105民初321号案，尚欠5000元。\n2024年1月1日", "照片")
    assert one(values, "case.number").value == "（2023）京0105民初321号"
    assert one(values, "amount.other").value == "5000.00"
    assert one(values, "date.signed").value == "2024-01-01"


def test_every_value_names_a_known_field() -> None:
    assert label("party.birth") == "出生日期"
    assert label("unknown.key") == "unknown.key"
    values = read("起诉状\n原告：张三甲，男\n诉讼请求：还款10元")
    assert {value.field for value in values} <= fields().keys()


@given(
    st.sampled_from([kind.name for kind in kinds()]),
    st.text(
        alphabet="姓名性别张三甲：，。\n\t1234567890万元年月日（）借到户账号证据一、", max_size=150
    ),
)
def test_any_kind_of_paper_is_read_without_failing(kind: str, text: str) -> None:
    for value in read(text, kind):
        assert value.field in fields()


def test_pages_and_the_door() -> None:
    pages = [Page(1, ""), Page(2, "借条\n今借到李四乙人民币5000元。\n借款人：张三甲")]
    values = RuleExtractor().extract(pages, "借条")
    assert values == extract(pages, "借条")
    assert {value.anchor.page for value in values} == {2}
    assert extract([], "借条") == []
