"""Index tokens and queries, checked against FTS5 itself."""

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel.search import match, tokens, words

TEXTS = st.text(alphabet="当事人一方不履行合同〇，。（）“” 　\n", min_size=1, max_size=30)
ANY = st.text(max_size=40)


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(":memory:")
    db.execute("create virtual table t using fts5(body, content='', tokenize='ascii')")
    yield db
    db.close()


def found(db: sqlite3.Connection, text: str, query: str) -> bool:
    db.execute("insert into t(t) values ('delete-all')")
    db.execute("insert into t(rowid, body) values (1, ?)", [tokens(text)])
    return db.execute("select rowid from t where t match ?", [match(query)]).fetchall() == [(1,)]


def test_pairs_and_the_last_character() -> None:
    assert tokens("违约责任") == "违约 约责 责任 任"
    assert tokens("ＬＰＲ为3.45%，浮动") == "lpr 为 3 45 浮动 动"


def test_a_query_is_a_phrase_of_pairs() -> None:
    assert match("违约责任") == '"违约 约责 责任"'
    assert match("法 LPR") == '"法" * AND "lpr" *'
    assert match(' "*) OR (- ') == '"or" *'
    assert match("，。 *") == ""


def test_words_for_snippets_leave_out_bare_punctuation() -> None:
    assert words("违约　责任 ， ＬＰＲ") == ["违约", "责任", "lpr"]


@pytest.mark.parametrize(
    "query", ["责任", "违", "任", "约责任", "违约 责任", "2024年1", "lpr", "Ｌ"]
)
def test_finds(index: sqlite3.Connection, query: str) -> None:
    assert found(index, "违约责任，自2024年1月起按LPR计", query)


@pytest.mark.parametrize("query", ["责违", "违责", "任自", "约任", "2023年", "违约 无效"])
def test_does_not_find(index: sqlite3.Connection, query: str) -> None:
    # 任自 is a neighbourhood across a comma: pairs never cross punctuation.
    assert not found(index, "违约责任，自2024年1月起按LPR计", query)


@given(text=TEXTS, data=st.data())
def test_every_substring_is_found(
    index: sqlite3.Connection, text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    query = text[start:end]
    if match(query):
        assert found(index, text, query)


@given(text=ANY, query=ANY)
def test_any_text_and_query_are_accepted(index: sqlite3.Connection, text: str, query: str) -> None:
    if match(query):
        assert found(index, text, query) in (True, False)


@given(text=ANY)
def test_a_whole_text_is_found_by_itself(index: sqlite3.Connection, text: str) -> None:
    if match(text):
        assert found(index, text, text)
