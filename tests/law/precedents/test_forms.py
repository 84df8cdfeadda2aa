"""Documents in the official forms of civil, administrative and enforcement cases, read whole."""

from decimal import Decimal

import pytest

from tests.law.precedents import forms
from tests.law.precedents.build import precedent
from workbench.law.precedents.model import (
    CourtLevel,
    Kind,
    Part,
    Precedent,
    PrecedentHead,
    Result,
    Stage,
)
from workbench.law.precedents.similar_outcome import Way, way
from workbench.law.precedents.spread import outcome_of

PAYS = "被告李四乙于本判决生效之日起十日内偿还原告张三甲借款本金100,000元"
PART = "被告李四乙于本判决生效之日起十日内偿还原告张三甲借款本金80,000元"
CONTRACT = "买卖合同纠纷"
_S, _P, _R, _O = Result.SUPPORTED, Result.PARTLY, Result.REJECTED, Result.OTHER


def head(found: Precedent) -> PrecedentHead:
    """Return what lists and charts see."""
    return PrecedentHead(
        *(1, found.origin, found.kind, found.title, found.number, "", found.court, found.level),
        *(found.province, found.stage, found.document, found.decided, found.causes),
        *(found.outcome, "", (), "", ""),
    )


CIVIL = [
    (f"{PAYS}。", _S, 100000),
    (
        f"一、{PAYS}；\n二、被告李四乙支付利息（以90,000元为基数，按年利率4%计算）。",
        _S,
        100000,
    ),
    (f"一、{PART}；\n二、驳回原告张三甲的其他诉讼请求。", _P, 80000),
    (f"一、{PART}；\n二、驳回原告张三甲超出上述判决部分的诉讼请求。", _P, 80000),
    (f"一、{PART}；\n二、驳回原告张三甲对被告周九庚的诉讼请求。", _P, 80000),
    ("驳回原告张三甲的诉讼请求。", _R, None),
    ("驳回原告张三甲的全部诉讼请求。\n诉讼费2,300元由原告张三甲自行负担。", _R, None),
    ("驳回原告张三甲要求被告李四乙支付违约金50,000元的诉讼请求。", _R, None),
    ("对原告张三甲的诉讼请求不予支持。", _R, None),
    (
        "一、驳回原告（反诉被告）张三甲的诉讼请求；\n二、驳回被告（反诉原告）李四乙的反诉请求。",
        _R,
        None,
    ),
    (
        (
            "一、被告（反诉原告）李四乙于本判决生效之日起十日内支付原告（反诉被告）张三甲货款100,000元；\n"
            "二、驳回被告（反诉原告）李四乙的反诉请求。"
        ),
        _S,
        100000,
    ),
    (
        (
            "一、被告（反诉原告）李四乙于本判决生效之日起十日内支付原告（反诉被告）张三甲货款60,000元；\n"
            "二、驳回原告（反诉被告）张三甲的其他诉讼请求；\n三、驳回被告（反诉原告）李四乙的反诉请求。"
        ),
        _P,
        60000,
    ),
    (
        (
            "一、驳回原告（反诉被告）张三甲的诉讼请求；\n"
            "二、原告（反诉被告）张三甲于本判决生效之日起十日内向被告（反诉原告）李四乙返还定金20,000元。"
        ),
        _R,
        20000,
    ),
    ("准予原告张三甲与被告李四乙离婚。", _S, None),
    ("不准原告张三甲与被告李四乙离婚。", _R, None),
    ("不准予原告张三甲与被告李四乙离婚。", _R, None),
    ("一、解除双方签订的《房屋租赁合同》；\n二、驳回原告张三甲的其余诉讼请求。", _P, None),
    ("确认原告张三甲与被告李四乙签订的《房屋买卖合同》无效。", _S, None),
]


@pytest.mark.parametrize(("result", "expected", "amount"), CIVIL)
def test_how_far_a_civil_claim_was_granted(
    result: str, expected: Result, amount: int | None
) -> None:
    found = precedent(forms.civil(1, result))
    assert found.outcome.results == (expected,)
    assert found.outcome.amount == (None if amount is None else Decimal(amount))
    assert way(head(found)) is (Way.REFUSED if expected is _R else Way.SUPPORTED)
    charted = {_S: "支持请求", _P: "部分支持", _R: "不支持请求"}[expected]
    assert outcome_of(head(found)) == charted


RULINGS = [
    ("准许原告张三甲撤诉。", Result.WITHDRAWN, "准许撤回"),
    ("本案按原告张三甲撤回起诉处理。", Result.WITHDRAWN, "准许撤回"),
    ("驳回原告张三甲的起诉。", Result.DISMISSED, "驳回起诉"),
    ("被告李四乙对本案管辖权提出的异议成立，本案移送示例市示例区人民法院处理。", _O, "程序性裁定"),
    ("驳回被告李四乙对本案管辖权提出的异议。", _O, "程序性裁定"),
    ("本案移送示例市示例区人民法院处理。", _O, "程序性裁定"),
    ("本案中止诉讼。", _O, "程序性裁定"),
    ("冻结被告李四乙名下银行存款100,000元。", _O, "程序性裁定"),
    ("原告张三甲与被告李四乙于2023年5月1日达成的协议有效。", _S, "支持请求"),
    ("驳回原告张三甲的申请。", _R, "不支持请求"),
]


@pytest.mark.parametrize(("result", "expected", "charted"), RULINGS)
def test_a_ruling_decides_on_no_claim(result: str, expected: Result, charted: str) -> None:
    found = precedent(forms.ruling("16", "", "有事实依据。", result))
    assert (found.document, found.stage) == ("民事裁定书", Stage.FIRST)
    assert found.outcome.results == (expected,)
    assert outcome_of(head(found)) == charted


_LOWER = f"{forms.DISTRICT}（2023）粤0304民初3号民事判决"
APPEALS = [
    ("驳回上诉，维持原判。", "判决", (Result.UPHELD,), None),
    ("驳回上诉，维持原裁定。", "裁定", (Result.UPHELD,), None),
    (
        (
            f"一、撤销{_LOWER}；\n二、李四乙于本判决生效之日起十日内偿还张三甲借款本金50,000元；\n"
            "三、驳回张三甲的其他诉讼请求。"
        ),
        "判决",
        (Result.CHANGED, _P),
        50000,
    ),
    (f"一、撤销{_LOWER}；\n二、驳回张三甲的诉讼请求。", "判决", (Result.CHANGED, _R), None),
    (
        f"一、维持{_LOWER}第二项；\n二、变更{_LOWER}第一项为：李四乙偿还张三甲借款本金50,000元。",
        "判决",
        (Result.UPHELD, Result.CHANGED),
        50000,
    ),
    (f"一、撤销{_LOWER}；\n二、本案发回{forms.DISTRICT}重审。", "裁定", (Result.REMANDED,), None),
    (
        f"一、撤销{_LOWER}；\n二、驳回张三甲的起诉。",
        "裁定",
        (Result.DISMISSED, Result.CHANGED),
        None,
    ),
    ("准许李四乙撤回上诉。一审判决自本裁定书送达之日起生效。", "裁定", (Result.WITHDRAWN,), None),
]


@pytest.mark.parametrize(("result", "word", "expected", "amount"), APPEALS)
def test_an_appeal(
    result: str, word: str, expected: tuple[Result, ...], amount: int | None
) -> None:
    found = precedent(forms.appeal(31, result, word))
    assert (found.court, found.level) == (forms.CITY, CourtLevel.INTERMEDIATE)
    assert (found.stage, found.causes) == (Stage.SECOND, ("民间借贷纠纷",))
    assert found.outcome.results == expected
    assert found.outcome.amount == (None if amount is None else Decimal(amount))
    assert "80,000" in found.part(Part.LOWER)
    assert "80,000" not in found.part(Part.FACTS, Part.REASONING)


def test_a_retrial() -> None:
    lower = "广东省深圳市中级人民法院（2023）粤03民终31号民事判决"
    kept = precedent(forms.appeal(40, f"维持{lower}。", kind="再"))
    assert (kept.stage, kept.outcome.results) == (Stage.RETRIAL, (Result.UPHELD,))
    other = precedent(forms.appeal(41, f"一、撤销{lower}及{_LOWER}；\n二、驳回张三甲的诉讼请求。"))
    assert way(head(other)) is Way.CHANGED


ENFORCED = [
    ("终结本次执行程序。", "执", Result.ENFORCEMENT_ENDED, "终结本次执行"),
    (
        "终结（2022）苏0102民初90077号民事判决书的执行。",
        "执",
        Result.ENFORCEMENT_CLOSED,
        "终结执行",
    ),
    ("驳回异议人李四乙的异议请求。", "执异", Result.OBJECTION_REJECTED, "不支持请求"),
    ("驳回李四乙撤销（2023）苏0102执51号执行裁定的请求。", "执异", _R, "不支持请求"),
    ("撤销本院（2023）苏0102执51号之二执行裁定。", "执异", Result.OBJECTION_UPHELD, "支持请求"),
    ("中止对登记在李四乙名下房屋的执行。", "执异", Result.OBJECTION_UPHELD, "支持请求"),
    ("追加钱七戊为本院（2023）苏0102执51号案件的被执行人。", "执异", _S, "支持请求"),
    ("驳回申请人张三甲追加钱七戊为被执行人的申请。", "执异", _R, "不支持请求"),
    ("拍卖被执行人李四乙名下的房屋。", "执", _O, "程序性裁定"),
]


@pytest.mark.parametrize(("result", "code", "expected", "charted"), ENFORCED)
def test_enforcement(result: str, code: str, expected: Result, charted: str) -> None:
    found = precedent(forms.enforcement(51, result, code))
    assert (found.kind, found.stage) == (Kind.ENFORCEMENT, Stage.ENFORCEMENT)
    assert found.outcome.results == (expected,)
    assert outcome_of(head(found)) == charted


_BUREAU = "示例市示例区市场监督管理局"
ACTS = [
    (
        f"一、撤销被告{_BUREAU}作出的《行政处罚决定书》；\n二、责令被告于六十日内重新作出处理决定。",
        (Result.REVOKED, Result.PERFORM),
        Way.SUPPORTED,
    ),
    ("驳回原告张三甲的诉讼请求。", (_R,), Way.REFUSED),
    ("驳回原告张三甲要求撤销示监罚〔2023〕1号行政处罚决定的诉讼请求。", (_R,), Way.REFUSED),
    (f"确认被告{_BUREAU}作出的行政处罚决定违法。", (Result.ILLEGAL,), Way.SUPPORTED),
    (f"责令被告{_BUREAU}三十日内对原告的申请作出答复。", (Result.PERFORM,), Way.SUPPORTED),
    ("变更被诉行政处罚决定中罚款50,000元为罚款5,000元。", (_S,), Way.SUPPORTED),
    (
        (
            "一、确认被告强制拆除原告房屋的行为违法；\n二、被告赔偿原告张三甲损失56,000元；\n"
            "三、驳回原告张三甲的其他诉讼请求。"
        ),
        (Result.ILLEGAL, _P),
        Way.SUPPORTED,
    ),
]


@pytest.mark.parametrize(("result", "expected", "went"), ACTS)
def test_administrative(result: str, expected: tuple[Result, ...], went: Way) -> None:
    found = precedent(forms.administrative(61, result))
    assert (found.kind, found.stage, found.causes) == (
        Kind.ADMINISTRATIVE,
        Stage.FIRST,
        ("行政处罚",),
    )
    assert found.outcome.results == expected
    assert way(head(found)) is went


def test_administrative_rulings() -> None:
    refused = precedent(forms.administrative(66, "驳回原告张三甲的起诉。", "裁定"))
    assert refused.outcome.results == (Result.DISMISSED,)
    withdrawn = precedent(forms.administrative(67, "准许原告张三甲撤回起诉。", "裁定"))
    assert withdrawn.outcome.results == (Result.WITHDRAWN,)


def test_state_compensation() -> None:
    granted = "一、赔偿张三甲人身自由赔偿金122,860元；\n二、驳回张三甲的其他赔偿请求。"
    found = precedent(forms.compensation(3, granted))
    assert (found.kind, found.level) == (Kind.COMPENSATION, CourtLevel.INTERMEDIATE)
    assert (found.outcome.results, found.outcome.amount) == ((_P,), Decimal(122860))
    refused = precedent(forms.compensation(4, "驳回张三甲的国家赔偿申请。"))
    assert refused.outcome.results == (_R,)


def test_a_joined_civil_action_keeps_its_sum() -> None:
    found = precedent(forms.JOINED_ACTION)
    assert (found.kind, found.causes) == (Kind.CRIMINAL, ("故意伤害罪",))
    assert found.outcome.amount == Decimal("32100.5")
    assert way(head(found)) is Way.LENIENT


def test_other_documents() -> None:
    refused = precedent(forms.REFUSED_FILING)
    assert refused.outcome.results == (Result.DISMISSED,)
    assert refused.part(Part.PARTIES).startswith("起诉人：张三甲")
    assert "搬离房屋" in refused.part(Part.CLAIMS, Part.PROCEDURE)
    mediated = precedent(forms.MEDIATION)
    assert mediated.outcome.results == (Result.MEDIATED,)
    assert mediated.outcome.amount == Decimal(90000)
    kept = precedent(forms.PRESERVATION)
    assert (kept.number, kept.outcome.results) == ("（2023）粤0304民初23号之一", (_O,))
    corrected = precedent(forms.CORRECTION)
    assert (corrected.document, corrected.outcome.results) == ("民事裁定书", (_O,))


def test_every_part_of_a_civil_judgment() -> None:
    small = forms.civil(14, f"{PAYS}。", "物业服务合同纠纷", "小额诉讼程序")
    appealed = small[small.index("如不服本判决") : small.index("审判员")]
    found = precedent(small.replace(appealed, "本判决为终审判决。\n"))
    assert (found.stage, found.level) == (Stage.FIRST, CourtLevel.BASIC)
    assert (found.causes, str(found.decided)) == (("物业服务合同纠纷",), "2023-06-10")
    assert found.court == "深圳市福田区人民法院"
    assert found.part(Part.PARTIES).startswith("原告：张三甲")
    assert found.part(Part.CLAIMS).startswith("原告张三甲向本院提出诉讼请求")
    assert found.part(Part.DEFENCE).startswith("被告李四乙辩称")
    assert found.part(Part.FACTS).startswith("本院经审理认定事实如下")
    assert found.part(Part.REASONING).startswith("本院认为")
    assert found.part(Part.RESULT).startswith(PAYS)
    assert [(a.law, a.place.article) for a in found.articles] == [("中华人民共和国民法典", 509)]
