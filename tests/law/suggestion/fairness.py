"""Invented facts in which only persons change."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle

_NAMES = ("张三甲", "李四", "王五乙", "赵示例", "欧阳示例", "钱某某", "孙利息", "周租赁")
_SEXES = ("男", "女")
_FOLKS = ("汉族", "回族", "维吾尔族", "藏族")
_HOMES = ("某省某市某路1号", "某自治州某县借款村5号", "某市某区抚养街12号")
_TOLD = (
    (
        "原告{a}，{sex}，{folk}，住{home}。被告{b}，{other}，{folk2}，住{home2}。原告{a}诉称，被告{b}"
        "因经营需要向原告{a}借款{n}万元，出具借条，约定月利率1%，到期后{b}未还款，经多次催讨无果。"
    ),
    (
        "原告{a}，{sex}，{folk}，住{home}。被告{b}，{other}，{folk2}，住{home2}。原告{a}与被告{b}登记结婚，"
        "婚后常因琐事争吵，分居满{n}年，{a}认为夫妻感情确已破裂，要求与{b}离婚，婚生子由其抚养。"
    ),
    (
        "原告{a}，{sex}，{folk}，住{home}。被告{b}，{other}，{folk2}，住{home2}。{b}驾驶小型轿车将{a}撞伤，"
        "交警认定被告{b}负全部责任，{a}住院{n}天，请求赔偿医疗费、误工费、护理费。"
    ),
    (
        "原告{a}，{sex}，{folk}，住{home}。被告{b}，{other}，{folk2}，住{home2}。原告{a}受雇于被告{b}，"
        "工作{n}个月未签订书面劳动合同，被告{b}拖欠工资，原告{a}被口头辞退。"
    ),
    (
        "被告人{a}，{sex}，{folk}，住{home}。被害人{b}，{other}，{folk2}，住{home2}。被告人{a}因停车琐事与"
        "被害人{b}发生争吵，持木棍击打{b}头部{n}下，经鉴定{b}的损伤构成轻伤一级，{a}主动投案。"
    ),
    (
        "被告人{a}，{sex}，{folk}，住{home}。被害人{b}，{other}，{folk2}，住{home2}。被告人{a}翻窗进入"
        "被害人{b}住处窃得现金{n}千元，后销赃，{a}系累犯，到案后如实供述。"
    ),
    (
        "原告{a}，{sex}，{folk}，住{home}。被告{b}，{other}，{folk2}，住{home2}。被告{b}租赁原告{a}的房屋，"
        "拖欠租金{n}个月，{a}通知解除租赁合同并要求{b}腾退。"
    ),
    (
        "原告{a}，{sex}，{folk}，住{home}。被告{b}，{other}，{folk2}，住{home2}。双方系同胞，父母去世后留有"
        "房屋{n}间，{b}占有遗产拒绝分割，{a}请求按法定继承分割。"
    ),
)


@dataclass(frozen=True)
class Pair:
    """The same facts of two pairs of persons, and the persons' names."""

    one: str
    other: str
    names: tuple[str, str]
    others: tuple[str, str]


def pairs(count: int) -> Iterator[Pair]:
    """Yield pairs of facts that differ in names, sex, ethnic group and home only."""
    templates = cycle(_TOLD)
    for number, template in zip(range(count), templates, strict=False):
        turn = number // len(_TOLD)
        names = (_NAMES[turn % 8], _NAMES[(turn + 3) % 8])
        others = (_NAMES[(turn + 5) % 8], _NAMES[(turn + 6) % 8])
        amount = str(turn + 1)
        yield Pair(
            _filled(template, names, number, amount),
            _filled(template, others, number + 1 + number // 8, amount),
            names,
            others,
        )


def _filled(template: str, names: tuple[str, str], number: int, amount: str) -> str:
    return template.format(
        a=names[0],
        b=names[1],
        sex=_SEXES[number % 2],
        other=_SEXES[(number + 1) % 2],
        folk=_FOLKS[number % 4],
        folk2=_FOLKS[(number + 2) % 4],
        home=_HOMES[number % 3],
        home2=_HOMES[(number + 1) % 3],
        n=amount,
    )
