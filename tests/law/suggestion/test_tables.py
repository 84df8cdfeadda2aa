import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.law.knowledge.model import Place
from workbench.law.suggestion.query import MOST_TERMS, impersonal, make_query
from workbench.law.suggestion.subjects import Subjects, shared
from workbench.law.suggestion.tables import Weights
from workbench.law.synonyms import Synonyms, read_rule_folder, read_rules

SYNONYMS = Synonyms.load()


def test_the_tables_state_their_day() -> None:
    for name in ("legal_synonyms", "transitions", "suggestion_weights"):
        assert read_rules(f"{name}.toml")["as_of"]


def test_synonyms_are_many_and_none_stands_for_itself_alone() -> None:
    assert len(SYNONYMS.legal) >= 150
    assert not [said for said, legal in SYNONYMS.legal.items() if legal == (said,)]


def test_translation_keeps_the_longest_everyday_word() -> None:
    said = [one.said for one in SYNONYMS.translate("拖欠工资，又被狗咬")]
    assert said == ["拖欠工资", "被狗咬"]


def test_neutral_and_idle_words_are_not_searched() -> None:
    query = make_query("请问丈夫可以借款吗", lambda term: 1.0, SYNONYMS)
    assert "丈夫" not in query.weights
    assert "请问" not in query.weights
    assert {"借款", "夫妻", "配偶"} <= query.weights.keys()
    assert "借款" in query.told
    assert "配偶" not in query.told


def test_rare_terms_stay_when_a_text_is_long() -> None:
    text = "".join(chr(0x4E00 + i) for i in range(600))
    query = make_query(text, lambda term: float(ord(term[0])), SYNONYMS)
    assert len(query.weights) == MOST_TERMS
    assert text[:2] not in query.weights


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("原告张三甲诉称借款", "张三甲"),
        ("被告人李四乙，女，回族，户籍所在地某省某县。", "回族"),
        ("被告人李四乙，女，回族，户籍所在地某省某县。", "女"),
        ("被告人李四乙，女，回族，户籍所在地某省某县。", "某县"),
        ("王某某与赵某借款", "某"),
    ],
)
def test_identity_is_taken_out(text: str, gone: str) -> None:
    assert gone not in impersonal(text)


def test_facts_that_matter_stay() -> None:
    text = "女职工在孕期被解除劳动合同，妇女权益受损，家属住院。"
    assert impersonal(text) == text


@given(st.text(max_size=200), st.lists(st.text(max_size=5), max_size=3))
def test_any_text_gives_a_query(text: str, parties: list[str]) -> None:
    query = make_query(impersonal(text, parties), lambda term: 1.0, SYNONYMS)
    assert len(query.weights) <= MOST_TERMS
    assert all(weight > 0 for weight in query.weights.values())


def test_subjects_are_found_by_everyday_words() -> None:
    subjects = Subjects.load()
    best = subjects.matching({"花盆": 1.0, "高楼": 1.0}, 3)
    assert best[0][0] == Place("中华人民共和国民法典", 1254)


def test_words_longer_than_two_characters_and_latin_words_are_found_whole() -> None:
    table = {"1": "扣车不还 AI换脸 24小时", "2": "扣车 车不 不还", "3": "不 还"}
    subjects = Subjects.merged({"a.toml": {"law": {"中华人民共和国示例法": table}}})
    assert {p.number for p, _, _ in subjects.matching({"扣车不还": 1.0}, 9)} == {1, 2}
    assert [p.number for p, _, _ in subjects.matching({"ai": 1.0, "24": 1.0}, 9)] == [1]
    assert subjects.rarity("还") == subjects.rarity("车车") == subjects.rarity("") == 0


@given(
    st.lists(st.text(alphabet="甲乙丙 ", max_size=8), min_size=1, max_size=6),
    st.text(alphabet="甲乙丙", min_size=2, max_size=3),
)
def test_a_word_is_found_where_its_pairs_are(lines: list[str], word: str) -> None:
    table = {str(number): line for number, line in enumerate(lines, 1)}
    subjects = Subjects.merged({"a.toml": {"law": {"中华人民共和国示例法": table}}})
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    wanted = {n for n, line in enumerate(lines, 1) if all(pair in line for pair in pairs)}
    assert {place.number for place, _, _ in subjects.matching({word: 1.0}, 9)} == wanted


def test_a_long_word_says_one_thing() -> None:
    table = {"1": "精神病人", "2": "打伤 赔偿", "3": "打伤", "4": "赔偿", "5": "精神病人"}
    subjects = Subjects.merged({"a.toml": {"law": {"中华人民共和国示例法": table}}})
    said = dict.fromkeys(["精神", "神病", "病人", "精神病人", "打伤", "赔偿"], 1.0)
    assert subjects.matching(said, 1)[0][0].number == 2


def test_more_words_make_a_subject_no_less_telling() -> None:
    table = {"1": "遛狗 花盆 借条 扣车 搬家 退货", "2": "遛狗", "3": "借条"}
    subjects = Subjects.merged({"a.toml": {"law": {"中华人民共和国示例法": table}}})
    found = [place.number for place, _, _ in subjects.matching({"遛狗": 1.0, "扣车": 1.0}, 9)]
    assert found == [1, 2]
    assert subjects.rarity("扣车") > subjects.rarity("遛狗") > subjects.rarity("游轮") == 0


def test_subjects_are_words_about_articles_of_laws_by_full_title() -> None:
    tables = read_rule_folder("subjects")
    assert all(table["as_of"] and table["mark"] for table in tables.values())
    bad = [
        (place, words)
        for place, words in Subjects.load().subjects
        if not words.strip()
        or place.number < 1
        or re.search(r"[^\w ·“”（）]", words)
        or not re.fullmatch(r"[\w《》〈〉“”、（）〔〕\-()]{3,}", place.law)
    ]
    assert bad == []


def test_an_article_has_one_line_of_subjects() -> None:
    table = {"law": {"中华人民共和国示例法": {"3": "花盆"}}}
    with pytest.raises(ValueError, match=r"b\.toml"):
        Subjects.merged({"a.toml": table, "b.toml": table})
    with pytest.raises(ValueError, match="第三条"):
        Subjects.merged({"a.toml": {"law": {"中华人民共和国示例法": {"第三条": "花盆"}}}})


def test_local_texts_weigh_less_than_laws() -> None:
    levels = {level.value: weight for level, weight in Weights.load().levels.items()}
    assert levels["地方性法规"] < levels["行政法规"] < levels["法律"]


def test_only_words_of_a_subject_that_are_told_are_named() -> None:
    asked = {"担保": 1.0, "借条": 1.0, "没有": 1.0}
    assert shared("只告担保人 没有借条 担保", asked) == ["没有借条", "担保"]
