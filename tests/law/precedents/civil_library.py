"""An invented civil library: twelve causes, supporting and contrary outcomes, a series of ten."""

COURT = "浙江省杭州市西湖区人民法院"
CITY, HIGH, SUPREME = "浙江省杭州市中级人民法院", "浙江省高级人民法院", "中华人民共和国最高人民法院"
_PEOPLE = ("张三甲", "李四乙", "王五丙", "赵六丁", "钱七戊", "孙八己", "周九庚", "吴十辛")
_DAYS = "一二三四五六七八九"
STORIES = {
    "民间借贷纠纷": (
        "出具借条载明借到{n}万元，约定月利率1%，款项以银行转账交付，到期未还",
        "被告应当归还借款本金及利息",
        "仅有转账凭证而无借条，不能证明双方有借贷合意",
        "六百七十五",
    ),
    "买卖合同纠纷": (
        "双方签订钢材买卖合同，原告供货{n}吨，送货单由被告签收，被告拖欠货款",
        "被告应当支付货款",
        "货物经检验存在质量瑕疵，被告有权拒付货款",
        "六百二十六",
    ),
    "离婚纠纷": (
        "双方登记结婚{n}年，因家庭暴力多次报警，已经分居",
        "夫妻感情确已破裂",
        "夫妻感情尚未完全破裂",
        "一千零七十九",
    ),
    "机动车交通事故责任纠纷": (
        "被告驾驶小型轿车闯红灯与骑电动车的原告碰撞，交警认定被告负全部责任，原告住院{n}天，伤残十级",
        "被告及保险公司应当赔偿医疗费、误工费、残疾赔偿金",
        "原告未能举证证明损害与事故有因果关系",
        "一千二百一十三",
    ),
    "房屋租赁合同纠纷": (
        "被告承租商铺开设餐馆，拖欠租金{n}个月，原告发函解除租赁合同要求腾房",
        "被告应当支付租金并腾退房屋",
        "商铺漏水无法经营，承租人有权拒付租金",
        "七百二十二",
    ),
    "劳动争议": (
        "原告入职后未签订书面劳动合同，工作{n}个月后被口头辞退，社会保险未缴纳",
        "被告应当支付二倍工资差额和经济补偿",
        "双方是承揽关系，不存在劳动关系",
        "四十七",
    ),
    "物业服务合同纠纷": (
        "小区业主拖欠物业费{n}个季度，物业公司书面催交未果",
        "业主应当交纳物业费",
        "物业公司没有履行安保和保洁义务",
        "九百四十四",
    ),
    "建设工程施工合同纠纷": (
        "原告借用资质挂靠施工教学楼，工程竣工验收合格，发包人拖欠工程款{n}万元，双方未结算",
        "发包人应当参照合同折价补偿",
        "工程验收不合格且未修复，无权请求工程价款",
        "七百九十三",
    ),
    "商品房预售合同纠纷": (
        "开发商逾期交房{n}天，购房人请求支付逾期交房违约金",
        "开发商应当支付违约金",
        "逾期由疫情管控这一不可抗力所致，可以免责",
        "五百八十五",
    ),
    "继承纠纷": (
        "被继承人留有自书遗嘱，将{n}号房产留给长女，其余子女主张法定继承",
        "自书遗嘱有效，应当按遗嘱继承",
        "遗嘱没有注明年月日，不符合形式要件",
        "一千一百三十四",
    ),
    "名誉权纠纷": (
        "被告在微信群发布{n}条辱骂原告的言论并配以照片，浏览者众多",
        "被告侵害了原告的名誉权，应当赔礼道歉",
        "言论属于对公共事务的批评，未超出必要限度",
        "一千零二十四",
    ),
    "相邻关系纠纷": (
        "被告在楼道安装空调外机，距原告窗户{n}十厘米，热风和噪声影响通风采光",
        "被告应当拆除外机，排除妨碍",
        "安装位置符合规范，影响在容忍限度以内",
        "二百八十八",
    ),
}
"""Cause: facts, reasons that grant, reasons that refuse, article of the Civil Code."""


FORM = """{0}
民事判决书
（{1}）{2}{3}号
原告：{4}，男，1980年1月{born}日出生，汉族，住示例市示例路{3}号。
被告：{5}，女，1985年2月2日出生，汉族，住示例市示例街{3}号。
原告{4}与被告{5}{6}一案，本院于{1}年3月1日立案后，依法适用简易程序，公开开庭进行了审理。本案现已审理终结。
原告{4}向本院提出诉讼请求：请求依法支持其诉讼请求。事实和理由：见下。
被告{5}辩称，不同意。
本院经审理认定事实如下：{7}。另查明编号{3}的经过。
本院认为，{8}，判决如下：
{9}
案件受理费50元，由败诉方负担。
如不服本判决，可以在判决书送达之日起十五日内，向本院递交上诉状，上诉于上级人民法院。
审判员　示例员
{10}
书记员　示例员
"""


def judgment(
    number: int, cause: str, granted: bool, court: str = COURT, year: int = 2023, told: str = ""
) -> str:
    """Return an invented judgment of first instance.

    Args:
        number: of the case; varies names and sums.
        cause: one of :data:`STORIES`.
        granted: whether the claim was granted.
        court: that decides.
        year: of the decision.
        told: facts in place of those of the cause.
    """
    facts, grants, refuses, article = STORIES[cause]
    one, other = _PEOPLE[number % 8], _PEOPLE[(number * 3 + 1) % 8]
    facts = told or facts.format(n=number % 9 + 2)
    reasons = f"{grants if granted else refuses}。依照《中华人民共和国民法典》第{article}条规定"
    result = (
        f"被告{other}于本判决生效之日起十日内支付原告{one}{number},000元。"
        if granted
        else f"驳回原告{one}的诉讼请求。"
    )
    if cause == "离婚纠纷":
        result = f"{'准予' if granted else '不准'}原告{one}与被告{other}离婚。"
    signed = "二〇二三" if year == 2023 else "二〇一五"
    day = f"{signed}年{'六七八九'[number % 4]}月十{_DAYS[number % 9]}日"
    code = {CITY: "浙01民初", HIGH: "浙民初", SUPREME: "最高法民初"}.get(court, "浙0106民初")
    return FORM.format(
        *(court, year, code, number, one, other, cause, facts, reasons, result, day),
        born=number % 27 + 1,
    )


def series(number: int) -> str:
    """Return one of ten judgments against one developer, who was late with every flat."""
    text = judgment(600 + number, "商品房预售合同纠纷", True)
    other = _PEOPLE[((600 + number) * 3 + 1) % 8]
    return text.replace(
        f"被告：{other}，女，1985年2月2日出生，汉族", "被告：示例置业有限公司"
    ).replace(other, "示例置业有限公司")


def library() -> list[str]:
    """Return about sixty judgments: of every cause three that grant and one that refuses."""
    texts = [
        judgment(100 + 10 * place + turn, cause, turn < 3)
        for place, cause in enumerate(STORIES)
        for turn in range(4)
    ]
    return [*texts, *map(series, range(10))]
