"""Words in a paper are found over the ends of lines and pages, as often as they stand."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.papers.paper_search import Found, find
from workbench.papers.spans import Span

PAGES = [
    (1, "张三甲 借给李\n四乙\n李四乙"),
    (2, "无关"),
    (3, "末尾为转账凭"),
    (4, "证编号ＡＢ12\n"),
]


def found(query: str) -> list[Found]:
    return [hit for page in find(PAGES, query) for hit in page]


def test_words_are_found_over_the_end_of_a_line_and_with_other_widths() -> None:
    assert [hit.spans for hit in found("李四乙")] == [(Span(1, 6, 10),), (Span(1, 11, 14),)]
    (hit,) = found("ab12")
    assert hit.words == "ＡＢ12"
    assert found("  ") == []
    assert found("没有的") == []


def test_words_are_found_over_the_end_of_a_page() -> None:
    (hit,) = found("转账凭证编号")
    assert hit.spans == (Span(3, 3, 6), Span(4, 0, 3))
    assert (hit.before, hit.words, hit.after) == ("末尾为", "转账凭证编号", "ＡＢ12 ")
    assert hit.page == 3


def test_each_page_is_a_pause() -> None:
    assert len(list(find(PAGES, "李四乙"))) == len(PAGES)


@given(
    st.lists(st.text(alphabet="甲乙丙 \n", max_size=12), min_size=1, max_size=4),
    st.text(alphabet="甲乙", min_size=1, max_size=3),
)
def test_what_is_found_reads_as_the_words(pages: list[str], query: str) -> None:
    texts = list(enumerate(pages, start=1))
    hits = [hit for page in find(texts, query) for hit in page]
    for hit in hits:
        read = "".join(pages[span.page - 1][span.start : span.end] for span in hit.spans)
        assert "".join(read.split()) == query
    whole = sum("".join(page.split()).count(query) for page in pages)
    assert len([hit for hit in hits if len(hit.spans) == 1]) == whole
