"""Plans for parting a stack: every page in exactly one part, names typed, cuts suggested."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.papers.model import Document, Outcome, Page
from workbench.papers.splitting import TAKEN_OUT, SplitPlan

TEXTS = (
    "民事起诉状\n原告：张三甲",
    "此致\n示范市样例区人民法院",
    "答辩状\n答辩人：李四乙",
    "借条\n今借到张三甲人民币壹拾万元整。",
    "如到期不还，按借条约定支付利息。",
    "合议庭评议笔录\n评议内容：虚构。",
)
PAGES = [Page(number, text) for number, text in enumerate(TEXTS, 1)]
STACK = Document("d", "c", "扫描件.pdf", "件", "00", 1, "pdf", Outcome.READABLE, pages=6)

act = st.tuples(
    st.sampled_from(["toggle", "take", "earlier", "later", "suggest"]),
    st.sets(st.integers(1, 6), min_size=1),
)


@given(st.lists(act, max_size=12))
def test_every_page_is_in_exactly_one_part(acts: list[tuple[str, set[int]]]) -> None:
    plan = SplitPlan(STACK, PAGES, guess=False)
    for what, numbers in acts:
        match what:
            case "toggle":
                plan.toggle(min(numbers))
            case "take":
                plan.take_out(numbers)
            case "suggest":
                list(plan.suggest())
            case _:
                plan.shift(numbers, -1 if what == "earlier" else 1)
        parts = plan.parts()
        assert sorted(n for part in parts for n in part.pages) == [1, 2, 3, 4, 5, 6]
        assert all(part.pages and part.name for part in parts)
        assert len({part.name for part in parts}) == len(parts)
        assert plan.taken < {1, 2, 3, 4, 5, 6}


def test_a_new_plan_changes_nothing() -> None:
    plan = SplitPlan(STACK, PAGES, guess=True)
    assert not plan.changed
    (part,) = plan.parts()
    assert (part.name, part.pages) == ("扫描件.pdf", (1, 2, 3, 4, 5, 6))


def test_cuts_are_suggested_where_a_title_stands() -> None:
    plan = SplitPlan(STACK, PAGES, guess=True)
    assert list(plan.suggest()) == [1, 2, 3, 4, 5, 6]
    assert plan.cuts == {3, 4, 6}
    assert [(p.category, p.volume) for p in plan.parts()] == [
        ("起诉状", "正卷"),
        ("答辩状", "正卷"),
        ("借条", "正卷"),
        ("合议庭评议笔录", "副卷"),
    ]
    plan = SplitPlan(STACK, PAGES, guess=False)
    assert list(plan.suggest()) == []
    assert len(plan.parts()) == 1


def test_what_is_typed_stays_with_the_part() -> None:
    plan = SplitPlan(STACK, PAGES, guess=True)
    plan.toggle(3)
    plan.name(3, "被告的答辩")
    plan.retype(3, "代理词")
    plan.toggle(4)
    plan.toggle(6)
    second = plan.parts()[1]
    assert (second.name, second.category, second.reason) == ("被告的答辩", "代理词", "")
    plan.toggle(3)
    plan.toggle(3)
    assert plan.parts()[1].name == "被告的答辩"
    plan.name(3, "  ")
    assert plan.parts()[1].name == "答辩状"
    plan.retype(6, "合议庭评议笔录")
    assert plan.parts()[-1].volume == "副卷"


def test_pages_taken_out_make_a_part_of_their_own() -> None:
    plan = SplitPlan(STACK, PAGES, guess=True)
    plan.take_out([2, 5])
    assert [(p.name, p.pages) for p in plan.parts()] == [
        ("扫描件.pdf", (1, 3, 4, 6)),
        (TAKEN_OUT, (2, 5)),
    ]
    plan.take_out([1, 3, 4, 6])
    assert plan.taken == {2, 5}
    plan.take_out([2, 5])
    assert not plan.changed
