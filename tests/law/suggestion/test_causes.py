from datetime import date

import pytest

from tests.law.suggestion.shelf import LOAN, SHELF
from workbench.law.knowledge.model import Area
from workbench.law.knowledge.shelf import Shelf
from workbench.law.suggestion.causes import CRIMINAL, CauseGuesser, areas_told
from workbench.law.suggestion.charges import stated_charges
from workbench.law.suggestion.neighbours import Neighbour


@pytest.fixture(scope="module")
def guesser() -> CauseGuesser:
    return CauseGuesser(SHELF)


def judged(number: int, cause: str) -> Neighbour:
    return Neighbour(number, 1.0, Area.CRIMINAL, (cause,), date(2020, 1, 1), (), "")


def test_words_point_to_a_cause_and_are_named_the_deciding_one_first(
    guesser: CauseGuesser,
) -> None:
    first, *_ = guesser.guess("对方写了借条，借款十万元，多次催讨不还款。")
    assert first.cause == "民间借贷纠纷"
    assert first.known is LOAN
    assert first.words[0] == "借条"
    assert set(first.words) == {"借条", "借款", "催讨", "还款"}
    assert not first.given


def test_a_word_of_several_causes_says_less(guesser: CauseGuesser) -> None:
    shared = guesser.guess("送货后对账单上写明还款")
    assert [g.cause for g in shared] == ["买卖合同纠纷"]
    assert shared[0].words[-1] == "还款"


@pytest.mark.parametrize("text", ["", "今天天气很好", "借款", "双方因邻里琐事发生口角"])
def test_nothing_is_guessed_where_nothing_points_anywhere(guesser: CauseGuesser, text: str) -> None:
    assert guesser.guess(text) == ()


def test_a_stated_charge_counts_and_several_are_kept(guesser: CauseGuesser) -> None:
    found = guesser.guess("其行为构成盗窃罪、故意伤害罪，应当数罪并罚。")
    assert [(g.cause, g.named) for g in found] == [("故意伤害罪", True), ("盗窃罪", True)]


def test_a_given_cause_stands_first_and_is_sure(guesser: CauseGuesser) -> None:
    given, *rest = guesser.guess("撬锁窃取财物后销赃", given="故意伤害罪")
    assert (given.cause, given.strength, given.given) == ("故意伤害罪", 1.0, True)
    assert [g.cause for g in rest] == ["盗窃罪"]
    both = guesser.guess("", given="盗窃罪；故意伤害罪")
    assert [g.cause for g in both] == ["盗窃罪", "故意伤害罪"]


def test_a_cause_is_known_by_other_names_within_a_title_and_by_the_cause_above(
    guesser: CauseGuesser,
) -> None:
    assert guesser.guess("", given="民间借贷")[0].known is LOAN
    assert guesser.guess("", given="张三甲与李四乙民间借贷纠纷一案")[0].known is LOAN
    below = guesser.guess("", given="分期付款买卖合同纠纷")[0]
    assert below.cause == "分期付款买卖合同纠纷"
    assert below.known
    assert below.known.cause == "买卖合同纠纷"
    assert guesser.guess("", given="没有这样的案由") == ()


def test_similar_judgments_speak_for_their_cause(guesser: CauseGuesser) -> None:
    near = [judged(1, "盗窃罪"), judged(2, "盗窃罪"), judged(3, "故意伤害罪")]
    first = guesser.guess("夜里进屋拿走了手机", neighbours=near)[0]
    assert (first.cause, first.agreeing, first.judgments) == ("盗窃罪", 2, 3)
    assert first.strength < 0.8


def test_causes_of_another_area_do_not_stand_beside_a_sure_one(guesser: CauseGuesser) -> None:
    found = guesser.guess("撬锁窃取财物后销赃，构成盗窃罪，另欠货款，送货未付")
    assert {g.area for g in found} == {Area.CRIMINAL}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("其行为已构成盗窃罪", ("盗窃罪",)),
        ("应以故意伤害罪、非法拘禁罪追究", ("故意伤害罪", "非法拘禁罪")),
        ("犯掩饰、隐瞒犯罪所得罪", ("掩饰、隐瞒犯罪所得罪",)),
        ("曾因犯盗窃罪被判处有期徒刑一年", ()),
        ("2015年因犯抢劫罪被判处有期徒刑三年，2018年刑满释放", ()),
        ("因涉嫌危险驾驶罪被取保候审", ("危险驾驶罪",)),
        ("没有罪名", ()),
    ],
)
def test_stated_charges_are_those_of_the_case(text: str, names: tuple[str, ...]) -> None:
    assert stated_charges(text) == names


def test_the_shelf_that_ships_tells_plain_cases_apart() -> None:
    guesser = CauseGuesser(Shelf.load())
    cases = {
        "民间借贷纠纷": "原告把十万元转账给被告，被告出具借条，约定月息一分，到期未还，多次催讨。",
        "离婚纠纷": "双方登记结婚后经常争吵，已分居两年，夫妻感情破裂，要求离婚并抚养婚生子。",
        "盗窃罪": "被告人深夜撬锁进入小区住户家中，窃得手机一部，后销赃。",
        "危险驾驶罪": "被告人酒后驾驶小型轿车被民警查获，经鉴定血液中乙醇含量为150mg/100ml。",
    }
    assert {want: guesser.guess(text)[0].cause for want, text in cases.items()} == {
        want: want for want in cases
    }


@pytest.mark.parametrize(
    ("facts", "areas"),
    [
        ("公诉机关指控被告人曾受行政处罚，后又窃取财物。", CRIMINAL),
        ("被告人虚构原告身份提起民事诉讼，被告人随后又伪造借条。", CRIMINAL),
        ("原告诉称被告借款未还，原告曾报案称被告系被告人。", {Area.CIVIL, Area.ADMINISTRATIVE}),
        ("被告人民政府作出行政处罚，原告不服。", {Area.CIVIL, Area.ADMINISTRATIVE}),
        ("公司拖欠货款，多次催讨未果。", set()),
    ],
)
def test_whom_facts_speak_of_tells_the_area(facts: str, areas: set[Area]) -> None:
    assert areas_told(facts) == areas


def test_a_loan_in_a_theft_makes_no_civil_case(guesser: CauseGuesser) -> None:
    told = "写下借条借款，多次催讨仍不还款，后撬锁窃取财物销赃。"
    assert guesser.guess(told)[0].area is Area.CIVIL
    assert {one.area for one in guesser.guess(f"公诉机关指控{told}")} == {Area.CRIMINAL}
