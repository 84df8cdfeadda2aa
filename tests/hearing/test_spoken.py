"""The cleaned layer: fillers and stutters out, meaning untouched, every change to be taken back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.hearing.spoken import cleaned, rule_title, spoken_rules

PIECES = st.sampled_from(
    [
        *"我你他的了是有不没呃嗯啊，。、嘛块号月3啥",
        *["那个", "就是说", "可能", "大概", "三万", "我认为", "如果", "的话"],
        *["事儿", "张三甲", "因为", "然后", "被告"],
    ]
)
TALK = st.lists(PIECES, max_size=16).map("".join)


@pytest.mark.parametrize(
    ("verbatim", "wanted"),
    [
        ("呃，我认为合同有效。", "我认为合同有效。"),
        ("我认为呃合同有效。", "我认为合同有效。"),
        ("我认为呃，合同有效。", "我认为合同有效。"),
        ("我，嗯，当时在家。", "我，当时在家。"),
        ("我当时嗯在家。", "我当时在家。"),
        ("那个，我想问一下。", "我想问一下。"),
        ("就是说，他收了钱。", "他收了钱。"),
        ("我我我收到了。", "我收到了。"),
        ("我呃我收到了。", "我收到了。"),
        ("这个这个合同是他签的。", "这个合同是他签的。"),
        ("我认我认为有效。", "我认为有效。"),
        ("我们当时，我们当时签了合同。", "我们当时签了合同。"),
        ("付了3500块钱。", "付了3500元。"),
        ("付了12万块。", "付了12万元。"),
        ("2023年3月5号签的。", "2023年3月5日签的。"),
        ("他是同意了的嘛。", "他是同意了的。"),
        ("如果他还钱的话，我撤诉。", "如果他还钱，我撤诉。"),
        ("你说啥。", "你说什么。"),
        ("咱们在这儿签的。", "我们在这里签的。"),
        ("没有这回事儿。", "没有这回事。"),
    ],
)
def test_cleaned(verbatim: str, wanted: str) -> None:
    assert cleaned(verbatim).text == wanted


@pytest.mark.parametrize(
    "verbatim",
    [
        "嗯。",
        "嗯，收到了。",
        "嗯嗯。",
        "呃。",
        "那个合同是我签的。",
        "把那个，交给他。",
        "也就是说，合同没有成立。",
        "不不不。",
        "没有没有没有。",
        "是是是。",
        "被被告打伤了。",
        "就就业问题谈过。",
        "的的确确是他。",
        "他他人在外地。",
        "可能，可能是去年。",
        "大概大概三万。",
        "好像是五号楼。",
        "三万三万地还。",
        "3月5号楼的业主",
        "金额是多少。",
        "我们研究研究再说。",
        "一个一个说。",
        "我不同意，我不同意。",
        "谢谢谢谢。",
        "他儿子在那。",
        "这儿子不孝。",
        "天天打电话。",
        "应该是他吧。",
        "张三甲张三甲收的。",
        "工程转给了李某，李某又转包了。",
        "示例市示例市人社局",
        "签订了劳动合同，劳动合同期限两年。",
        "",
    ],
)
def test_what_carries_meaning_stays(verbatim: str) -> None:
    assert cleaned(verbatim, names=("张三甲",)).text == verbatim


def test_changes_name_their_rule_and_place() -> None:
    done = cleaned("呃，我我付了3500块钱。")
    assert [(c.start, c.end, c.old, c.new, rule_title(c.rule)) for c in done.changes] == [
        (0, 2, "呃，", "", "口头语"),
        (2, 3, "我", "", "口吃重复"),
        (10, 12, "块钱", "元", "钱、日期的书面说法"),
    ]


def test_a_change_taken_back_stays_so_while_other_places_are_edited() -> None:
    text = "呃，我认为合同有效，我付了3500块钱。"
    unit = next(c for c in cleaned(text).changes if c.rule == "unit")
    assert cleaned(text, skip={unit.key}).text == "我认为合同有效，我付了3500块钱。"
    edited = "呃，呃，我一直认为合同有效，后来我付了3500块钱。"
    assert cleaned(edited, skip={unit.key}).text == "我一直认为合同有效，后来我付了3500块钱。"


def kept_words(text: str) -> list[str]:
    return re.compile("张三甲|" + spoken_rules().never.pattern).findall(text)


@given(TALK)
def test_negations_numbers_names_and_doubt_are_never_touched(text: str) -> None:
    done = cleaned(text, names=("张三甲",))
    assert kept_words(done.text) == kept_words(text)
    for change in done.changes:
        assert not kept_words(change.old)


@given(TALK)
def test_what_is_cleaned_stays(text: str) -> None:
    once = cleaned(text, names=("张三甲",)).text
    assert cleaned(once, names=("张三甲",)).text == once


@given(TALK)
def test_all_changes_can_be_taken_back(text: str) -> None:
    skip: set[str] = set()
    for _ in range(40):
        done = cleaned(text, skip)
        if not done.changes:
            break
        skip |= {change.key for change in done.changes}
    assert done.text == text


@given(TALK)
def test_a_turn_never_becomes_empty(text: str) -> None:
    assert bool(cleaned(text).text.strip("，。、 ")) == bool(text.strip("，。、 "))
