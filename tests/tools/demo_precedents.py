"""Invented precedents for the worlds: loans like the demonstration's, a guiding case, a theft."""

from pathlib import Path

_LOAN = """示例省示例市示例区人民法院
民 事 判 决 书
（{year}）虚0101民初{serial}号
原告：{plaintiff}，女，1980年1月1日出生，汉族，住示例市示例路1号。
被告：{defendant}，男，1982年2月2日出生，汉族，住示例市虚构街2号。
原告{plaintiff}与被告{defendant}民间借贷纠纷一案，本院于{year}年3月1日立案后，依法适用简易程序，公开开庭进行了审理。本案现已审理终结。
{plaintiff}向本院提出诉讼请求：1.判令被告偿还借款本金{sum}元及利息；2.本案诉讼费用由被告负担。事实和理由：{year}年1月，被告因经营需要资金周转，向原告借款{sum}元，约定月利率百分之一，并出具借条。借款到期后，原告多次催要，被告拒不归还。
{defendant}辩称，{defence}
经审理查明：{year}年1月10日，{defendant}因经营周转向{plaintiff}借款{sum}元，出具借条一份，载明借款期限一年、月利率百分之一。同日，{plaintiff}通过银行转账向{defendant}交付借款。{more}借款到期后，{plaintiff}通过微信多次催要，{defendant}未归还。以上事实，有借条、银行转账凭证、微信聊天记录及当事人陈述予以证实。
本院认为，合法的借贷关系受法律保护。{reason}
依照《中华人民共和国民法典》第六百七十四条、第六百七十五条、第六百七十六条，《中华人民共和国民事诉讼法》第六十七条规定，判决如下：
{result}
如不服本判决，可以在判决书送达之日起十五日内，向本院递交上诉状，上诉于示例省示例市中级人民法院。
审判员　赵六丁
{written}
书记员　周九庚
"""
_SUPPORTED = (
    "被告未按约定的期限返还借款，应当承担还款责任；约定的利率不违反法律规定，予以支持。",
    "一、被告{defendant}于本判决生效之日起十日内偿还原告{plaintiff}借款本金{sum}元及利息；\n"
    "二、驳回原告{plaintiff}的其他诉讼请求。",
)
_REJECTED = (
    "原告仅凭银行转账凭证主张借贷关系，被告抗辩转账系偿还双方此前的借款并提供了证据，"
    "原告未能就借贷合意进一步举证，其请求不能成立。",
    "驳回原告{plaintiff}的诉讼请求。",
)
_GUIDING = """指导性案例991号
示例甲公司诉虚构乙公司民间借贷纠纷案
（最高人民法院审判委员会讨论通过 2030年1月1日发布）
关键词
民事 / 民间借贷 / 借条 / 举证责任
裁判要点
出借人持有借条和转账凭证，借款人主张借款已经归还的，由借款人承担举证责任。
相关法条
《中华人民共和国民法典》第六百七十五条
基本案情
2021年，虚构乙公司因经营周转向示例甲公司借款，出具借条，期限届满后经多次催要没有归还。
裁判结果
示例省示例市示例区人民法院于2022年4月1日作出（2022）虚0101民初900号民事判决：虚构乙公司归还借款300,000元。
裁判理由
法院生效裁判认为：借款人应当按照约定的期限返还借款，主张已经归还的应当提供证据。
（生效裁判审判人员：窦二未、章三申、云四酉）
"""
_THEFT = """示例省示例市示例区人民法院
刑 事 判 决 书
（2022）虚0101刑初77号
公诉机关示例省示例市示例区人民检察院。
被告人戚六丑，男，1985年8月8日出生，汉族，住示例市示例村。
示例省示例市示例区人民检察院指控被告人戚六丑犯盗窃罪，于2022年3月4日向本院提起公诉。本院依法组成合议庭，公开开庭审理了本案。现已审理终结。
公诉机关指控：2021年12月1日夜，被告人戚六丑窃得示例超市财物。
经审理查明，2021年12月1日夜，被告人戚六丑翻窗进入示例超市，窃得财物价值人民币6000元。
本院认为，被告人戚六丑以非法占有为目的，秘密窃取他人财物，数额较大，其行为已构成盗窃罪。依照《中华人民共和国刑法》第二百六十四条之规定，判决如下：
被告人戚六丑犯盗窃罪，判处有期徒刑八个月，并处罚金人民币三千元。
审判长邹八卯
审判员喻九辰
人民陪审员柏十巳
二〇二二年四月二十九日
书记员水一午
"""
_YEARS = ("二〇一九", "二〇二〇", "二〇二一", "二〇二二", "二〇二三", "二〇二四")


def write_precedents(folder: Path) -> Path:
    """Write twelve invented precedents, a twin and a file that holds none; return the folder."""
    folder.mkdir(parents=True)
    for number in range(10):
        supported = number % 4 != 3
        reason, result = _SUPPORTED if supported else _REJECTED
        names = {"plaintiff": f"甲示例{number}", "defendant": f"乙虚构{number}"}
        money = f"{(number + 1) * 35_000:,}"
        text = _LOAN.format(
            year=2019 + number % 6,
            serial=501 + 37 * number,
            sum=money,
            defence="转账系偿还此前借款。" if not supported else "借款属实，暂时无力偿还。",
            more="被告曾归还利息两个月。" if number % 3 == 0 else "",
            reason=reason,
            result=result.format(**names, sum=money),
            written=f"{_YEARS[number % 6]}年六月{'一二三四五六七八九十'[number]}日",
            **names,
        )
        (folder / f"借贷{number}.txt").write_text(text, "utf-8")
        if number == 0:
            (folder / "借贷0副本.txt").write_text(text.replace("\n", "\n\n"), "utf-8")
    (folder / "指导性案例991号.txt").write_text(_GUIDING, "utf-8")
    (folder / "盗窃.txt").write_text(_THEFT, "utf-8")
    (folder / "空白.txt").write_text("", "utf-8")
    return folder
