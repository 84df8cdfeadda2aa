"""Invented judgments on private loans, in the official form. Everybody in them is made up."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workbench.workbench import Workbench

_LENDERS = ("张三甲", "李四乙", "王五丙", "赵六丁", "钱七戊", "孙八己", "周九庚", "吴十辛")
_DEBTORS = ("郑一壬", "冯二癸", "陈三子", "褚四丑", "卫五寅", "蒋六卯", "沈七辰", "韩八巳")
_PURPOSES = (
    "经营餐馆周转", "购买货车", "装修门面", "支付工程材料款", "归还他人欠款", "购置设备",
    "承包鱼塘", "筹办婚礼", "缴纳学费", "开办服装店",
)  # fmt: skip
_NOTES = ("借条", "借款合同", "收条", "欠条")
SAME, OTHER = "北京市朝阳区人民法院", "浙江省杭州市西湖区人民法院"
_CODES = {SAME: "京0105", OTHER: "浙0106"}
_ABOVE = {SAME: "北京市第三中级人民法院", OTHER: "浙江省杭州市中级人民法院"}


@dataclass(frozen=True)
class Loan:
    """A judgment on a loan.

    Attributes:
        number: serial of the case number; makes names, purpose and wording.
        amount: yuan.
        granted: whether the claim was granted, wholly where ``whole``.
        guarantor: a third person signed as guarantor.
    """

    number: int
    amount: int
    granted: bool = True
    whole: bool = False
    guarantor: bool = False
    court: str = SAME
    decided: date = date(2025, 6, 10)


def judgment(loan: Loan) -> str:
    """Return the text of a judgment."""
    n, year = loan.number, loan.decided.year
    lender, debtor = _LENDERS[n % 8], _DEBTORS[n * 3 % 8]
    note, purpose = _NOTES[n % 4], _PURPOSES[n % 10]
    sum_ = f"{loan.amount:,}元"
    month = n % 12 + 1
    answer = "未作答辩" if loan.granted else "辩称，没有收到借款，双方不存在借贷关系"
    guarantee = "案外人吕五甲在担保人处签字捺印，约定连带责任保证。" if loan.guarantor else ""
    facts = (
        f"经审理查明：{year - 2}年{month}月3日，被告因{purpose}向原告借款{sum_}，出具{note}一张，"
        f"约定月利率百分之一，借款期限一年。{guarantee}{_facts(loan, n)}"
    )
    return f"""{loan.court}
民 事 判 决 书
（{year}）{_CODES[loan.court]}民初{90000 + n}号
原告：{lender}，男，1980年1月1日出生，汉族，住示例市示例路{n}号。
被告：{debtor}，女，1982年2月2日出生，汉族，住示例市虚构街{n}号。
原告{lender}与被告{debtor}民间借贷纠纷一案，本院于{year}年{month}月1日立案后，依法公开开庭进行了审理。现已审理终结。
{lender}向本院提出诉讼请求：1.判令被告归还借款本金{sum_}并支付利息；2.诉讼费由被告负担。
{debtor}{answer}。
{facts}
{_reasons(loan)}
{_result(loan, lender, debtor)}
案件受理费{1000 + n}元，由{"被告" if loan.granted else "原告"}负担。
如不服本判决，可以在判决书送达之日起十五日内，向本院递交上诉状，上诉于{_ABOVE[loan.court]}。
审判长　赵六丁
审判员　钱七戊
{year}年{loan.decided.month}月{loan.decided.day}日
书记员　周九庚
"""


def _facts(loan: Loan, n: int) -> str:
    if not loan.granted:
        return (
            f"原告称以现金交付，未能说明{n}次取款的时间和来源，也没有转账凭证；"
            f"被告称{_NOTES[n % 4]}系为结算货款所写，实际没有交付借款。"
        )
    paid = (
        f"当日原告通过银行转账交付借款。被告其后归还{n + 1}次利息，"
        if n % 2
        else "原告以银行转账方式交付。"
    )
    return f"{paid}借款到期后原告经微信多次催要，被告以资金紧张为由拖延，本金至今未还。"


def _reasons(loan: Loan) -> str:
    if not loan.granted:
        return (
            "本院认为，自然人之间的借款合同自贷款人提供借款时成立。原告主张现金交付而未能举证证明款项"
            "的来源和交付经过，应当承担举证不能的后果。依照《中华人民共和国民法典》第六百七十九条、"
            "《中华人民共和国民事诉讼法》第六十七条第一款规定，判决如下："
        )
    return (
        "本院认为，合法的借贷关系受法律保护，借款人应当按照约定的期限返还借款和支付利息。依照《中华人民"
        "共和国民法典》第六百七十五条、第六百七十六条、《中华人民共和国民事诉讼法》第六十七条第一款规定，"
        "判决如下："
    )


def _result(loan: Loan, lender: str, debtor: str) -> str:
    if not loan.granted:
        return f"驳回原告{lender}的诉讼请求。"
    paid = f"一、被告{debtor}于本判决生效之日起十日内归还原告{lender}借款本金{loan.amount:,}元；"
    return (
        paid.replace("一、", "") if loan.whole else f"{paid}\n二、驳回原告{lender}的其他诉讼请求。"
    )


THEFT = f"""{OTHER}
刑事判决书
（2025）浙0106刑初90777号
公诉机关杭州市西湖区人民检察院。
被告人许三戌，男，1990年1月1日生，汉族，住示例市示例路77号。
杭州市西湖区人民检察院指控被告人犯盗窃罪，向本院提起公诉。现已审理终结。
经审理查明：被告人深夜翻窗进入居民家中，窃得金项链和现金，随后逃离。
本院认为，被告人的行为已构成盗窃罪。依照《中华人民共和国刑法》第二百六十四条之规定，判决如下：
被告人犯盗窃罪，判处有期徒刑一年，并处罚金人民币二千元。
审判长　赵六丁
2025年6月1日
书记员　钱七戊
"""

LIBRARY_ENTRY = """示例甲诉示例乙民间借贷纠纷案
——只有借条而无交付凭证时借款事实的审查
人民法院案例库 入库编号：2099-07-2-103-901
关键词：民事/民间借贷/现金交付/举证责任
基本案情
示例甲以借条起诉，主张向示例乙现金交付借款，到期未还，请求归还本金和利息。示例乙辩称没有收到借款。
北京市朝阳区人民法院于2024年3月3日作出（2024）京0105民初90901号民事判决：驳回示例甲的诉讼请求。判决已发生法律效力。
裁判理由
法院生效裁判认为，借款金额较大而主张现金交付的，应当结合款项来源、交付经过、当事人经济能力综合判断。
裁判要旨
仅有借条而没有转账凭证，出借人主张大额现金交付的，应当就款项来源和交付经过举证；不能举证的，借款事实不予认定。
关联索引
《中华人民共和国民法典》第六百七十九条
一审：北京市朝阳区人民法院（2024）京0105民初90901号民事判决（2024年3月3日）
"""

LOANS = (
    *(Loan(n, 60_000 + 45_000 * n) for n in range(1, 6)),
    *(Loan(n, 20_000 * n, guarantor=True) for n in (6, 7)),
    Loan(8, 150_000, whole=True, court=OTHER),
    Loan(9, 90_000, court=OTHER, decided=date(2019, 4, 8)),
    *(Loan(n, 70_000 + 10_000 * n, granted=False) for n in (11, 12, 14)),
)
EXTRA = Loan(21, 66_000)
"""One more, that the others are without."""


def texts() -> list[str]:
    """Return all of them: loans that were granted or refused, a theft, an entry of a library."""
    return [*map(judgment, LOANS), THEFT, LIBRARY_ENTRY]


def write(folder: Path) -> Path:
    """Write them as a file of JSON Lines, to be imported."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "示例案例.jsonl"
    rows = [json.dumps({"text": text}, ensure_ascii=False) for text in texts()]
    path.write_text("\n".join(rows), "utf-8")
    return path


def workspace_with_a_case(folder: Path) -> Path:
    """Make a workspace with a case, its papers, and these judgments, all indexed."""
    from tests.ui.conftest import write_papers

    workbench = Workbench.open(folder / "ws")
    case = workbench.papers.new_case("张三甲诉李四乙民间借贷", number="（2025）京0105民初1号")
    workbench.papers.import_files(case.id, write_papers(folder / "papers"))
    workbench.jobs.wait_all()
    workbench.papers.extract(case.id)
    workbench.import_precedents([write(folder / "library")])
    workbench.jobs.wait_all()
    workbench.index_precedents()
    workbench.jobs.wait_all()
    workbench.close()
    return folder / "ws"
