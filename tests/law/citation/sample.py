"""Laws for the tests: a few articles in our own short words where the wording does not matter."""

from datetime import date

from tests.law.citation.memory import MemoryLibrary, law
from workbench.law.citation.rules import Rules, load_rules
from workbench.law.model import ParsedLaw

CIVIL_CODE = "中华人民共和国民法典"
CONTRACT = "中华人民共和国合同法"
PROCEDURE = "中华人民共和国民事诉讼法"
CRIMINAL = "中华人民共和国刑法"
GUARANTEE = "最高人民法院关于适用《中华人民共和国民法典》有关担保制度的解释"
BREACH = (
    "当事人一方不履行合同义务或者履行合同义务不符合约定的，"
    "应当承担继续履行、采取补救措施或者赔偿损失等违约责任。"
)
TERMINATION = (
    "有下列情形之一的，当事人可以解除合同：\n（一）甲种情形；\n（二）乙种情形；\n（三）丙种情形。\n"
    "以持续履行的债务为内容的合同，当事人可以随时解除。"
)


def library() -> MemoryLibrary:
    """Return a library with old and new texts."""
    guarantee = law(GUARANTEE, date(2021, 1, 1), {25: "一般保证。\n连带责任保证。"})
    minutes = law("全国法院审判工作会议纪要", date(2019, 11, 8), {0: "一、总的要求"})
    return MemoryLibrary([*_civil(), *_procedure(), *_criminal(), guarantee, minutes])


def _civil() -> list[ParsedLaw]:
    code: dict[int | tuple[int, int], str] = {
        188: "诉讼时效期间为三年。\n法律另有规定的，依照其规定。",
        563: TERMINATION,
        577: BREACH,
        1260: "本法自2021年1月1日起施行，旧法同时废止。",
    }
    old = law(CONTRACT, date(1999, 10, 1), {94: TERMINATION, 107: BREACH}, status="已废止")
    return [law(CIVIL_CODE, date(2021, 1, 1), code), old]


def _procedure() -> list[ParsedLaw]:
    days = (date(2017, 7, 1), date(2022, 1, 1), date(2024, 1, 1))
    numbers = ((200, 253), (207, 260), (211, 264))
    return [
        law(PROCEDURE, day, {retrial: "再审事由。", delay: "迟延履行。"}, status=status)
        for day, (retrial, delay), status in zip(
            days, numbers, ("已修改", "已修改", "有效"), strict=True
        )
    ]


def _criminal() -> list[ParsedLaw]:
    old: dict[int | tuple[int, int], str] = {
        52: "罚金。",
        67: "自首。\n准自首。",
        452: "本法自1997年10月1日起施行。",
    }
    new: dict[int | tuple[int, int], str] = {
        52: "罚金。",
        67: "自首。\n准自首。\n坦白。",
        (133, 1): "危险驾驶。",
        165: "经营。",
    }
    return [
        law(CRIMINAL, date(2009, 8, 27), old, status="已修改"),
        law(CRIMINAL, date(2021, 3, 1), new),
    ]


def rules() -> Rules:
    """Return the shipped rules joined with the sample library."""
    return load_rules(library().titles())
