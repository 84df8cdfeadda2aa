"""The case out of what was typed and what was confirmed: field by field, person by person."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel.anchor import Anchor
from workbench.papers import party_edits
from workbench.papers.compose import compose, lift
from workbench.papers.model import Case, Extracted, Party, ValueState
from workbench.papers.values import CaseValue

CASE = Case("1", "张三甲诉李四乙")


def value(
    field: str, content: str, group: str = "", state: ValueState = ValueState.CONFIRMED
) -> CaseValue:
    found = Extracted(field, content, content, group, Anchor("d", 1, 1, 0, 1, "x"), "rule")
    return CaseValue(f"{field}{content}{group}", "1", found, state)


PLAINTIFF = (
    value("party.role", "原告", "原告:张三甲"),
    value("party.name", "张三甲", "原告:张三甲"),
    value("party.birth", "1990-03-05", "原告:张三甲"),
    value("party.address", "虚构街2号", "原告:张三甲"),
)
DEFENDANT = (
    value("party.role", "被告", "被告:李四乙"),
    value("party.name", "李四乙", "被告:李四乙"),
)
EVERYONE = (*PLAINTIFF, *DEFENDANT)


def names(case: Case) -> list[str]:
    return [party.name for party in case.parties]


def edit(typed: Case, key: str, **fields: object) -> Case:
    return party_edits.edit(typed, compose(typed, EVERYONE), key, **fields)


def test_nothing_pending_or_discarded_gets_in() -> None:
    for state in (ValueState.PENDING, ValueState.DISCARDED):
        values = [replace(one, state=state) for one in EVERYONE]
        assert compose(CASE, values) == CASE


def test_a_typed_field_stands_above_the_confirmed_one_and_the_rest_follows() -> None:
    typed = edit(CASE, "原告:张三甲", address="示例路9号")
    (party, _) = compose(typed, EVERYONE).parties
    assert (party.address, party.birth) == ("示例路9号", date(1990, 3, 5))
    later = (*EVERYONE, value("party.phone", "13000000000", "原告:张三甲"))
    assert compose(typed, later).parties[0].phone == "13000000000"


def test_an_emptied_field_stays_empty_until_a_value_is_confirmed_again() -> None:
    typed = edit(CASE, "原告:张三甲", address="")
    assert compose(typed, EVERYONE).parties[0].address == ""
    again = lift(typed, PLAINTIFF[3])
    assert compose(again, EVERYONE).parties[0].address == "虚构街2号"
    number = value("case.number", "（2026）京0105民初1号")
    emptied = replace(CASE, touched=("number",))
    assert compose(emptied, [number]).number == ""
    assert compose(lift(emptied, number), [number]).number == "（2026）京0105民初1号"


def test_a_renamed_party_does_not_come_twice() -> None:
    typed = edit(CASE, "原告:张三甲", name="张三丙")
    assert names(compose(typed, EVERYONE)) == ["张三丙", "李四乙"]
    other = (
        value("party.name", "张三丙", "答辩人:张三丙"),
        value("party.phone", "13000000000", "答辩人:张三丙"),
    )
    case = compose(typed, (*EVERYONE, *other))
    assert names(case) == ["张三丙", "李四乙"]
    assert case.parties[0].phone == "13000000000"


def test_agents_follow_the_new_name() -> None:
    agent = (
        value("agent.name", "赵六丁", "代理人:赵六丁"),
        value("agent.of", "张三甲", "代理人:赵六丁"),
    )
    values = (*EVERYONE, *agent)
    typed = party_edits.edit(CASE, compose(CASE, values), "原告:张三甲", name="张三丙")
    agents = [p for p in compose(typed, values).parties if p.agent_of]
    assert [(p.role, p.agent_of) for p in agents] == [("委托诉讼代理人", "张三丙")]


def test_a_removed_party_stays_out_and_comes_back() -> None:
    typed = party_edits.remove(CASE, compose(CASE, EVERYONE), "被告:李四乙")
    assert names(compose(typed, EVERYONE)) == ["张三甲"]
    more = (*EVERYONE, value("party.phone", "13000000000", "被告:李四乙"))
    assert names(compose(typed, more)) == ["张三甲"]
    assert [p.name for p in party_edits.removed(typed)] == ["李四乙"]
    assert names(compose(party_edits.restore(typed, "被告:李四乙"), EVERYONE)) == [
        "张三甲",
        "李四乙",
    ]


def test_taking_the_confirmation_back_takes_the_party_out_and_keeps_what_was_typed() -> None:
    typed = edit(CASE, "原告:张三甲", address="示例路9号")
    assert names(compose(typed, DEFENDANT)) == ["李四乙"]
    assert compose(typed, EVERYONE).parties[0].address == "示例路9号"
    renamed = edit(CASE, "原告:张三甲", name="张三丙")
    assert "张三丙" in names(compose(renamed, DEFENDANT))


def test_a_person_typed_before_and_confirmed_after_is_one_person() -> None:
    typed, key = party_edits.add(CASE, Party("李四乙", "被告", phone="13000000001"))
    case = compose(typed, EVERYONE)
    assert names(case) == ["张三甲", "李四乙"]
    assert (case.parties[1].phone, case.parties[1].key) == ("13000000001", key)


def test_data_of_before_keys_keeps_working() -> None:
    old = replace(CASE, parties=(Party("张三甲", "原告", address="旧址1号"),))
    (first, second) = compose(old, EVERYONE).parties
    assert (first.address, first.birth, second.name) == ("旧址1号", date(1990, 3, 5), "李四乙")
    typed = edit(old, first.key, phone="13000000002")
    (first, _) = compose(typed, EVERYONE).parties
    assert (first.address, first.phone) == ("旧址1号", "13000000002")
    assert len(typed.parties) == 1


def test_what_is_no_natural_person_stays_none_under_typed_fields() -> None:
    company = (
        value("party.name", "示例公司", "被告:示例公司"),
        value("party.kind", "legal", "被告:示例公司"),
    )
    typed = party_edits.edit(CASE, compose(CASE, company), "被告:示例公司", phone="01000000000")
    assert compose(typed, company).parties[0].kind == "legal"


@given(st.lists(st.tuples(st.sampled_from(["up", "down", "remove", "restore"]), st.integers(0, 5))))
def test_whatever_is_done_nobody_is_lost_or_doubled(steps: list[tuple[str, int]]) -> None:
    typed, _ = party_edits.add(CASE, Party("王五丙", "第三人"))
    for what, number in steps:
        case = compose(typed, EVERYONE)
        gone = party_edits.removed(typed)
        if what == "restore" and gone:
            typed = party_edits.restore(typed, gone[number % len(gone)].key)
        elif case.parties and what != "restore":
            key = case.parties[number % len(case.parties)].key
            if what == "remove":
                typed = party_edits.remove(typed, case, key)
            else:
                typed = party_edits.move(typed, case, key, -1 if what == "up" else 1)
    there = names(compose(typed, EVERYONE)) + [p.name for p in party_edits.removed(typed)]
    assert sorted(there) == sorted(["张三甲", "李四乙", "王五丙"])


def test_moving_changes_the_order_and_stops_at_the_ends() -> None:
    typed = party_edits.move(CASE, compose(CASE, EVERYONE), "被告:李四乙", -1)
    assert names(compose(typed, EVERYONE)) == ["李四乙", "张三甲"]
    again = party_edits.move(typed, compose(typed, EVERYONE), "被告:李四乙", -1)
    assert names(compose(again, EVERYONE)) == ["李四乙", "张三甲"]
