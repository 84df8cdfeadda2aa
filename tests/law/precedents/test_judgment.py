"""What a judgment says: court, stage, date, causes, articles, outcome."""

from datetime import date
from decimal import Decimal

import pytest

from tests.law.precedents import samples
from tests.law.precedents.build import precedent
from workbench.law.model import Pinpoint
from workbench.law.precedents.charges import charges_in, split
from workbench.law.precedents.model import (
    CitedArticle,
    CourtLevel,
    Kind,
    Penalty,
    Result,
    Stage,
)

HEADERS = [
    ("CIVIL_FIRST", Kind.CIVIL, Stage.FIRST, CourtLevel.BASIC, "广东省", date(2022, 6, 10)),
    ("CIVIL_SECOND", Kind.CIVIL, Stage.SECOND, CourtLevel.INTERMEDIATE, "上海市", date(2021, 3, 5)),
    (
        "ADMINISTRATIVE",
        Kind.ADMINISTRATIVE,
        Stage.FIRST,
        CourtLevel.BASIC,
        "浙江省",
        date(2019, 7, 1),
    ),
    (
        "ENFORCEMENT",
        Kind.ENFORCEMENT,
        Stage.ENFORCEMENT,
        CourtLevel.BASIC,
        "江苏省",
        date(2020, 5, 20),
    ),
    ("RETRIAL_REFUSED", Kind.CIVIL, Stage.REVIEW, CourtLevel.HIGH, "湖南省", date(2023, 9, 8)),
    ("CRIMINAL", Kind.CRIMINAL, Stage.FIRST, CourtLevel.BASIC, "河南省", date(2014, 4, 29)),
    ("OLD_CIVIL", Kind.CIVIL, Stage.FIRST, CourtLevel.BASIC, "湖北省", date(2010, 3, 5)),
]


@pytest.mark.parametrize(("name", "kind", "stage", "level", "province", "decided"), HEADERS)
def test_headers(
    name: str, kind: Kind, stage: Stage, level: CourtLevel, province: str, decided: date
) -> None:
    found = precedent(getattr(samples, name))
    assert (found.kind, found.stage, found.level) == (kind, stage, level)
    assert (found.province, found.decided) == (province, decided)


def test_numbers_of_either_style_are_kept_in_standard_form() -> None:
    assert precedent(samples.CIVIL_FIRST).number == "（2022）粤0304民初90017号"
    assert precedent(samples.CRIMINAL).number == "（2014）示刑初字第00915号"
    assert precedent(samples.ENFORCEMENT).number == "（2020）苏0102执90033号之一"


def test_causes_are_names_of_the_table() -> None:
    assert precedent(samples.CIVIL_FIRST).causes == ("民间借贷纠纷",)
    assert precedent(samples.CRIMINAL).causes == ("盗窃罪", "容留他人吸毒罪")
    assert precedent(samples.ADMINISTRATIVE).causes == ("行政处罚",)


def test_basis_and_reasons_are_told_apart() -> None:
    found = precedent(samples.CIVIL_FIRST).articles
    basis = [(a.law, a.place.article) for a in found if a.basis]
    assert basis == [
        ("中华人民共和国民法典", 675),
        ("中华人民共和国民法典", 676),
        ("中华人民共和国民事诉讼法", 147),
    ]
    reasons = [a for a in found if not a.basis]
    assert [a.place for a in reasons] == [Pinpoint(1, 0, 2)]
    assert CitedArticle("中华人民共和国刑法", Pinpoint(264)) in precedent(samples.CRIMINAL).articles


def test_each_defendant_of_a_criminal_case() -> None:
    first, second = precedent(samples.CRIMINAL).outcome.sentences
    assert first.charges == ("盗窃罪", "容留他人吸毒罪")
    # Of several offences the term to be executed counts.
    assert (first.penalty, first.months, first.fine) == (Penalty.TERM, 14, Decimal(6000))
    assert (second.months, second.suspended, second.fine) == (8, 12, Decimal(3000))


PENALTIES = [
    (
        "判处死刑，缓期二年执行，剥夺政治权利终身，并处没收个人全部财产。",
        Penalty.DEATH_SUSPENDED,
        0,
        None,
    ),
    ("判处无期徒刑，剥夺政治权利终身。", Penalty.LIFE, 0, Decimal(0)),
    ("判处有期徒刑十年六个月，并处罚金人民币二十五万元。", Penalty.TERM, 126, Decimal(250000)),
    ("判处拘役2个月，并处罚金4000元。", Penalty.DETENTION, 2, Decimal(4000)),
    ("判处管制一年。", Penalty.CONTROL, 12, Decimal(0)),
    ("单处罚金人民币1.5万元。", Penalty.FINE, 0, Decimal(15000)),
    ("免予刑事处罚。", Penalty.EXEMPT, 0, Decimal(0)),
    (
        "判处有期徒刑三年，犯诈骗罪，判处有期徒刑二年，合并执行四年零六个月。",
        Penalty.TERM,
        54,
        Decimal(0),
    ),
]


@pytest.mark.parametrize(("words", "penalty", "months", "fine"), PENALTIES)
def test_penalties(words: str, penalty: Penalty, months: int, fine: Decimal | None) -> None:
    start = samples.CRIMINAL.index("一、被告人戚六丑犯")
    end = samples.CRIMINAL.index("如不服本判决")
    text = samples.CRIMINAL[:start] + f"被告人戚六丑犯盗窃罪，{words}\n" + samples.CRIMINAL[end:]
    (sentence,) = precedent(text).outcome.sentences
    assert (sentence.penalty, sentence.months, sentence.fine) == (penalty, months, fine)


def test_acquittal_of_several_at_once() -> None:
    start = samples.CRIMINAL.index("一、被告人戚六丑犯")
    end = samples.CRIMINAL.index("如不服本判决")
    text = samples.CRIMINAL[:start] + "被告人戚六丑、谢七寅无罪。\n" + samples.CRIMINAL[end:]
    outcome = precedent(text).outcome
    assert outcome.results == (Result.ACQUITTED,)
    assert [s.defendant for s in outcome.sentences] == ["戚六丑", "谢七寅"]


def test_names_that_hold_a_conjunction_and_items_without_the_word_defendant() -> None:
    start = samples.CRIMINAL.index("一、被告人戚六丑犯")
    end = samples.CRIMINAL.index("如不服本判决")
    items = (
        "一、被告人戚和平犯盗窃罪，判处拘役二个月；\n二、被告人谢七寅及被告人吴八及犯盗窃罪，免予刑事处罚。\n",
        "一、戚六丑犯盗窃罪，判处拘役二个月；\n二、谢七寅犯盗窃罪，判处拘役三个月。\n",
    )
    wanted = (["戚和平", "谢七寅", "吴八及"], ["戚六丑", "谢七寅"])
    for words, names in zip(items, wanted, strict=True):
        text = samples.CRIMINAL[:start] + words + samples.CRIMINAL[end:]
        assert [s.defendant for s in precedent(text).outcome.sentences] == names


RESULTS = [
    ("CIVIL_FIRST", (Result.PARTLY,), Decimal(120000)),
    ("CIVIL_SECOND", (Result.UPHELD,), None),
    ("ADMINISTRATIVE", (Result.REVOKED, Result.PERFORM), None),
    ("ENFORCEMENT", (Result.ENFORCEMENT_ENDED,), None),
    ("RETRIAL_REFUSED", (Result.REVIEW_REFUSED,), None),
    ("MEDIATION", (Result.MEDIATED,), Decimal(30000)),
    ("OLD_CIVIL", (Result.PARTLY,), Decimal(4500)),
]


@pytest.mark.parametrize(("name", "results", "amount"), RESULTS)
def test_other_outcomes(name: str, results: tuple[Result, ...], amount: Decimal | None) -> None:
    outcome = precedent(getattr(samples, name)).outcome
    assert (outcome.results, outcome.amount) == (results, amount)


CIVIL = [
    ("驳回原告示例甲小额贷款有限公司的诉讼请求。", (Result.REJECTED,)),
    ("被告王五丙于本判决生效之日起十日内归还原告借款120,000元。", (Result.SUPPORTED,)),
    ("驳回原告示例甲小额贷款有限公司的起诉。", (Result.DISMISSED,)),
    ("准许原告示例甲小额贷款有限公司撤诉。", (Result.WITHDRAWN,)),
]


@pytest.mark.parametrize(("words", "results"), CIVIL)
def test_civil_results(words: str, results: tuple[Result, ...]) -> None:
    start = samples.CIVIL_FIRST.index("一、被告王五丙")
    end = samples.CIVIL_FIRST.index("如果未按本判决")
    text = samples.CIVIL_FIRST[:start] + words + "\n" + samples.CIVIL_FIRST[end:]
    assert precedent(text).outcome.results == results


SECOND = [
    (
        "一、撤销上海市浦东新区人民法院（2020）沪0115民初90045号民事判决；\n二、驳回郑一壬的诉讼请求。",
        Result.CHANGED,
    ),
    (
        "一、撤销上海市浦东新区人民法院（2020）沪0115民初90045号民事判决；\n二、本案发回上海市浦东新区人民法院重审。",
        Result.REMANDED,
    ),
]


@pytest.mark.parametrize(("words", "result"), SECOND)
def test_second_instance_changes_or_sends_back(words: str, result: Result) -> None:
    text = samples.CIVIL_SECOND.replace("驳回上诉，维持原判。", words)
    assert precedent(text).outcome.results[0] is result


def test_charges_and_parts_of_selective_ones() -> None:
    assert charges_in("犯掩饰、隐瞒犯罪所得罪，判处") == ("掩饰、隐瞒犯罪所得、犯罪所得收益罪",)
    assert split("抢劫罪、非法持有枪支罪") == ["抢劫罪", "非法持有、私藏枪支、弹药罪"]
    assert charges_in("没有前科，所犯数罪，应当并罚") == ()


def test_a_title_that_came_along_is_kept_else_one_is_made() -> None:
    assert precedent(samples.CIVIL_FIRST, title="示例标题").title == "示例标题"
    made = precedent(samples.CIVIL_FIRST).title
    assert "民间借贷纠纷" in made
    assert "王五丙" not in made
