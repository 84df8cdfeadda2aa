from datetime import date

import pytest

from workbench.kernel.errors import UserError
from workbench.law.knowledge.model import Area, Nature, Place, Rank
from workbench.law.knowledge.read import read_knowledge, read_place

HEAD = """
"案由" = "示例纠纷"
"领域" = "民事"
"核对日期" = 2026-03-31
"依据" = "示例法"
"""
ARTICLE = """
[["条文"]]
"引用" = "《中华人民共和国示例法》第一百二十条之一第二款"
"用途" = "示例用途"
"性质" = "程序"
"主次" = "主要"
"须有" = ["甲词", "乙词"]
"自" = 2021-01-01
"溯及" = true
"""


def test_a_file_gives_its_requirements_articles_and_disputes() -> None:
    requirement = '[["要件"]]\n"名称" = "合意"\n"说明" = "一致"\n"证据" = ["合同"]\n'
    dispute = '[["争点"]]\n"问题" = "是否成立"\n"审查" = "看合同"\n'
    known = read_knowledge(
        HEAD + '"线索词" = ["词"]\n' + requirement + ARTICLE + dispute, "甲.toml"
    )
    assert (known.cause, known.area, known.checked) == ("示例纠纷", Area.CIVIL, date(2026, 3, 31))
    assert known.telling == ("词",)
    assert known.requirement("合意") == known.requirements[0]
    article = known.articles[0]
    assert article.place == Place("中华人民共和国示例法", 120, 1)
    assert (article.nature, article.rank) == (Nature.PROCEDURAL, Rank.MAIN)
    assert (article.when, article.since) == (("甲词", "乙词"), date(2021, 1, 1))
    assert article.reaches_back
    assert known.disputes[0].look_at == "看合同"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"案由" = "甲\n', "第 1 行附近"),
        ('"案由" = "甲', "不合书写规则"),
        (HEAD.replace('"依据" = "示例法"', ""), "缺少“依据”"),
        (HEAD.replace("2026-03-31", '"2026-03-31"'), "“核对日期”应当是日期"),
        (HEAD.replace("民事", "海事"), "“领域”应当是民事、刑事、行政之一"),
        (HEAD + '"备注" = "x"', "不认识的项目“备注”"),
        (HEAD + '"线索词" = "词"', "“线索词”应当是方括号中的一列文字"),
        (HEAD + '"计算" = ["占卜"]', "“占卜”不是已有的计算器"),
        (HEAD + ARTICLE.replace("《中华人民共和国示例法》", "示例法"), "第 1 个“条文”"),
        (HEAD + ARTICLE + '"要件" = "没有的"', "没有名称为“没有的”的要件"),
        (HEAD + ARTICLE.replace('"程序"', '"混合"'), "“性质”应当是实体、程序之一"),
        (HEAD + '[["争点"]]\n"问题" = "甲"', "缺少“审查”"),
        (HEAD + '"要件" = ["甲"]', "应当是一组“名称 = 值”"),
    ],
)
def test_a_faulty_file_is_told_in_chinese_with_the_place(text: str, said: str) -> None:
    with pytest.raises(UserError) as caught:
        read_knowledge(text, "甲.toml")
    assert "甲.toml" in caught.value.message
    assert said in caught.value.message
    assert "手册" in caught.value.advice


@pytest.mark.parametrize(
    ("quoted", "place"),
    [
        ("《民法典》第五百七十七条", Place("民法典", 577)),
        ("《刑法》第二百八十七条之二第一款", Place("刑法", 287, 2)),
        ("《刑法》第二百六十三条第（一）项", Place("刑法", 263)),
        (
            "《最高人民法院关于适用〈民法典〉婚姻家庭编的解释（一）》第29条",
            Place("最高人民法院关于适用〈民法典〉婚姻家庭编的解释（一）", 29),
        ),
        ("《关于适用《示例法》的解释》第三条", Place("关于适用《示例法》的解释", 3)),
        ("民法典第577条", None),
        ("《民法典》", None),
    ],
)
def test_citations_of_the_files(quoted: str, place: Place | None) -> None:
    assert read_place(quoted) == place
