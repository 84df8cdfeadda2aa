"""Wording of the demonstration papers, written for them."""

from tests.tools.demo_case import (
    AGREED,
    ANSWER_DAY,
    BIRTH_IN_COMPLAINT,
    CAUSE,
    COMPLAINT_DAY,
    CONTRACT_DAY,
    COURT,
    DEBTOR,
    DEBTOR_ACCOUNT,
    DEDUCTED,
    DUE_DAY,
    FIRM,
    GUARANTOR,
    LAWYER,
    LENDER,
    LENDER_ACCOUNT,
    NUMBER,
    PAYMENTS,
    POWER_DAY,
    SERVED_DAY,
    TRANSFERRED,
    party_line,
)
from workbench.kernel.numerals import amount_in_words, format_date

CLAIMS = (
    f"判令被告{DEBTOR.name}偿还原告借款本金{AGREED:,}元；",
    (
        f"判令被告{DEBTOR.name}支付利息（以{AGREED:,}元为基数，按月利率2%，"
        f"自{format_date(CONTRACT_DAY)}起计算至实际清偿之日止，扣除已付的50,000元）；"
    ),
    f"判令被告{GUARANTOR.name}对上述第1、2项债务承担连带清偿责任；",
    "本案案件受理费由二被告共同负担。",
)

COMPLAINT_REASONS = (
    (
        f"{format_date(CONTRACT_DAY)}，原告与二被告签订《借款合同》，约定被告{DEBTOR.name}因经营周转"
        f"向原告借款{AGREED:,}元，月利率2%，借款期限自{format_date(CONTRACT_DAY)}起至"
        f"{format_date(DUE_DAY)}止，被告{GUARANTOR.name}作为担保人在合同上签字。当日，原告通过银行转账"
        f"向被告{DEBTOR.name}交付借款，被告{DEBTOR.name}向原告出具了收条。"
    ),
    (
        f"{format_date(PAYMENTS[0].day)}、{format_date(PAYMENTS[1].day)}，被告{DEBTOR.name}先后向原告"
        "转账30,000元、20,000元，均系支付利息。借款到期后，原告多次通过微信催要，"
        f"被告{DEBTOR.name}以资金紧张为由拖延，至今未还本金，被告{GUARANTOR.name}亦未履行担保责任。"
    ),
    "为维护原告的合法权益，特向贵院起诉，请依法支持原告的诉讼请求。",
)


def complaint() -> list[str]:
    """Return the paragraphs of the complaint between its title and its closing."""
    return [
        party_line("原告", LENDER),
        f"委托诉讼代理人：{LAWYER}，{FIRM}律师。",
        party_line("被告", DEBTOR, BIRTH_IN_COMPLAINT),
        party_line("被告", GUARANTOR),
        f"案由：{CAUSE}",
        "诉讼请求：",
        *(f"{number}.{claim}" for number, claim in enumerate(CLAIMS, 1)),
        "事实和理由：",
        *COMPLAINT_REASONS,
    ]


COMPLAINT_CLOSING = (
    ("此致", "left"),
    (COURT, "flush"),
    (f"具状人：{LENDER.name}", "right"),
    (format_date(COMPLAINT_DAY), "right"),
    ("附：1.本起诉状副本2份；2.证据清单及证据材料各1套。", "left"),
)


def answer() -> str:
    """Return the debtor's answer as the plain text file that he sent in."""
    return "\r\n".join(
        [
            "民事答辩状",
            "",
            party_line("答辩人（被告）", DEBTOR),
            "",
            (
                f"答辩人就{NUMBER}原告{LENDER.name}诉答辩人及王演示{CAUSE}一案，于"
                f"{format_date(SERVED_DAY)}收到起诉状副本，现答辩如下："
            ),
            "",
            (
                f"一、借款本金应为{TRANSFERRED:,}元。合同和收条虽写{AGREED:,}元，但原告在"
                f"{format_date(CONTRACT_DAY)}转账时预先扣除了{DEDUCTED:,}元利息，答辩人实际收到"
                f"{TRANSFERRED:,}元。利息预先在本金中扣除的，应当按照实际借款数额返还借款并计算利息。"
            ),
            "",
            (
                "二、约定的利率过高。月利率2%即年利率24%，超过合同成立时一年期贷款市场报价利率3.10%的"
                "四倍即12.4%，超过部分不应支持。"
            ),
            "",
            (
                f"三、答辩人已还款50,000元，其中{format_date(PAYMENTS[0].day)}30,000元、"
                f"{format_date(PAYMENTS[1].day)}20,000元。该款应先抵充按年利率12.4%计算的利息，"
                "余额抵扣本金，原告主张全部系利息没有依据。"
            ),
            "",
            "综上，请求依法驳回原告过高部分的诉讼请求。",
            "",
            "此致",
            COURT,
            "",
            f"答辩人：{DEBTOR.name}",
            format_date(ANSWER_DAY),
            "",
        ]
    )


CONTRACT_PARTIES = tuple(
    f"{role}：{person.name}　公民身份号码：{person.identity}\n住址：{person.address}　"
    f"电话：{person.phone}"
    for role, person in (
        ("甲方（出借人）", LENDER),
        ("乙方（借款人）", DEBTOR),
        ("丙方（担保人）", GUARANTOR),
    )
)

CONTRACT_TERMS = (
    "甲、乙、丙三方经平等协商，就乙方向甲方借款一事达成如下协议：",
    f"第一条　借款金额：人民币{amount_in_words(AGREED)}（¥{AGREED:,}.00元）。",
    "第二条　借款用途：经营周转。乙方不得将借款用于违法活动。",
    f"第三条　借款期限：自{format_date(CONTRACT_DAY)}起至{format_date(DUE_DAY)}止。",
    "第四条　借款利率：月利率2%，自甲方交付借款之日起计算，利随本清。",
    (
        "第五条　交付方式：甲方通过银行转账将借款付至乙方在示范银行开立的账户，"
        f"账号{DEBTOR_ACCOUNT}。乙方收款后应向甲方出具收条。"
    ),
    (
        f"第六条　还款方式：乙方应于借款期限届满之日一次性归还本金并付清利息，款项付至甲方账户，"
        f"账号{LENDER_ACCOUNT}。乙方可以提前还款，利息按实际借款期间计算。"
    ),
    (
        "第七条　担保：丙方自愿为乙方的上述借款提供担保，担保范围包括借款本金、利息以及甲方"
        "实现债权的费用。"
    ),
    "第八条　违约责任：乙方逾期还款的，逾期期间的利息仍按本合同第四条约定的利率计算。",
    "第九条　送达：各方确认本合同载明的住址和电话为有效联系方式，变更的应当书面通知其他各方。",
    "第十条　争议解决：因本合同发生的争议，由甲方住所地人民法院管辖。",
    "第十一条　本合同一式三份，三方各执一份，自三方签字并捺印之日起生效。",
)

RECEIPT = (
    f"今收到{LENDER.name}出借的款项人民币{amount_in_words(AGREED)}，小写¥{AGREED:,}.00元，"
    f"用于经营周转，借款期限自{format_date(CONTRACT_DAY)}起至{format_date(DUE_DAY)}止，"
    "月利率2%。"
)

POWER = (
    (
        f"委托人：{LENDER.name}，{LENDER.sex}，{format_date(LENDER.birth)}出生，汉族，"
        f"住{LENDER.address}，公民身份号码{LENDER.identity}，联系电话{LENDER.phone}。"
    ),
    f"受委托人：{LAWYER}，{FIRM}律师，联系电话13000000004。",
    (
        f"现委托上列受委托人在我与{DEBTOR.name}、{GUARANTOR.name}{CAUSE}一案中，"
        "作为我方的委托诉讼代理人。"
    ),
    (
        "代理权限：特别授权，包括代为提起诉讼，代为承认、放弃、变更诉讼请求，进行和解，"
        "提起反诉或者上诉，代为签收法律文书。"
    ),
    "代理期限：自签署之日起至本案一审终结之日止。",
)
POWER_DATE = format_date(POWER_DAY)

CHAT: tuple[tuple[str, str], ...] = (
    ("time", "2026年3月10日 09:12"),
    ("me", "借款昨天到期了，30万元什么时候还？"),
    ("other", "张哥，最近资金紧张，请再宽限一段时间。"),
    ("other", "当时先扣了2万元，我实际到账28万元。"),
    ("me", "那2万元是先付的利息，签合同前就说好的。"),
    ("other", "去年9月还了3万元，12月还了2万元，一共还了5万元，这些要算进去。"),
    ("me", "那5万元都是利息，本金一分没还。"),
    ("time", "2026年3月20日 18:40"),
    ("me", "再不还钱我就起诉了，担保人王演示也要一起告。"),
    ("other", "知道了，月底前我先凑5万元还您。"),
    ("me", "说话要算数。"),
)
"""Lines of the chat on the lender's telephone: (who, words)."""

EVIDENCE = (
    ("1", "借款合同", "2页", "原件", "三方之间存在借款合同关系，被告王演示为借款提供担保"),
    ("2", "收条", "1页", "原件", "被告李样本确认收到借款300,000元"),
    ("3", "银行流水", "3页", "银行打印件", "原告于2025年3月10日向被告李样本转账的事实"),
    ("4", "微信聊天截图", "1页", "手机截屏", "借款到期后原告向被告李样本催要借款的事实"),
    ("5", "被告身份证复印件", "1页", "复印件", "被告李样本的身份情况"),
)
"""Rows of the plaintiff's list: number, name, pages, source, what it is to prove."""
