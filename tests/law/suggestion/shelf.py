"""A small shelf of knowledge, written for the tests."""

from dataclasses import replace
from datetime import date

from workbench.law.knowledge.model import (
    Area,
    CauseKnowledge,
    KeyArticle,
    Nature,
    Place,
    Rank,
    Requirement,
)
from workbench.law.knowledge.shelf import Shelf

CODE, OLD, CRIMES = "中华人民共和国民法典", "中华人民共和国合同法", "中华人民共和国刑法"
PROCEDURE = "中华人民共和国民事诉讼法"
NEW = date(2021, 1, 1)
CHECKED = date(2026, 3, 31)
LOAN = CauseKnowledge(
    "民间借贷纠纷",
    Area.CIVIL,
    CHECKED,
    "民法典",
    also=("民间借贷",),
    telling=("借款", "借条", "利息", "催讨", "还款"),
    deciding=("借条",),
    requirements=(Requirement("借贷合意", "双方约定借款", words=("借条", "借款合同")),),
    articles=(
        KeyArticle(
            Place(CODE, 667), "", "借款合同的定义", "借贷合意", rank=Rank.MAIN, since=NEW
        ),
        KeyArticle(
            Place(OLD, 196), "", "借款合同的定义", "借贷合意", rank=Rank.MAIN,
            until=date(2020, 12, 31),
        ),
        KeyArticle(
            Place(CODE, 688), "", "连带责任保证", condition="有保证人",
            when=("担保人", "保证人"), unless=("物的担保",), since=NEW,
        ),
    ),
)  # fmt: skip
SALE = CauseKnowledge(
    "买卖合同纠纷", Area.CIVIL, CHECKED, "民法典",
    telling=("货款", "送货", "还款", "对账单"), deciding=(),
    articles=(KeyArticle(Place(CODE, 626), "", "支付价款", rank=Rank.MAIN),),
)  # fmt: skip
THEFT = CauseKnowledge(
    "盗窃罪", Area.CRIMINAL, CHECKED, "刑法", also=("盗窃",),
    telling=("撬锁", "窃取", "销赃"), deciding=("窃取",),
    articles=(KeyArticle(Place(CRIMES, 264), "", "盗窃罪", rank=Rank.MAIN),),
)  # fmt: skip
INJURY = replace(
    THEFT, cause="故意伤害罪", also=("故意伤害",), telling=("殴打", "轻伤", "重伤"),
    deciding=("致其轻伤",),
    articles=(KeyArticle(Place(CRIMES, 234), "", "故意伤害罪", rank=Rank.MAIN),),
)  # fmt: skip
COMMON = CauseKnowledge(
    "刑事总则", Area.CRIMINAL, CHECKED, "刑法", common=True,
    articles=(
        KeyArticle(Place(CRIMES, 67), "", "自首", rank=Rank.MAIN, when=("主动投案",)),
        KeyArticle(Place(CRIMES, 65), "", "累犯", when=("累犯",)),
    ),
)  # fmt: skip
COURT = CauseKnowledge(
    "民事程序", Area.CIVIL, CHECKED, "民事诉讼法", common=True,
    articles=(
        KeyArticle(
            Place(PROCEDURE, 147), "", "缺席判决", nature=Nature.PROCEDURAL,
            condition="被告没有到庭", when=("未到庭",), since=date(2022, 1, 1),
        ),
    ),
)  # fmt: skip
SHELF = Shelf((SALE, INJURY, LOAN, THEFT), (COMMON, COURT))
