"""Who takes part, filled in by hand: no one twice, agents under their party."""

import pytest

from workbench.hearing.model import Procedure
from workbench.hearing.record.attendance import (
    parties_of,
    problem_of,
    roles_to_choose,
    with_person,
)
from workbench.hearing.record.head import Person

FIRST = Person("原告", "张三甲")
AGENT = Person("委托诉讼代理人", "王五丙", of="张三甲")
SECOND = Person("被告", "李四乙")
LISTED = (FIRST, AGENT, SECOND)


def test_an_agent_stands_under_the_party_and_others_at_the_end() -> None:
    second = Person("委托诉讼代理人", "赵六丁", of="张三甲")
    assert with_person(LISTED, second) == (FIRST, AGENT, second, SECOND)
    his = Person("委托诉讼代理人", "赵六丁", of="李四乙")
    assert with_person(LISTED, his) == (*LISTED, his)
    witness = Person("证人", "周示例")
    assert with_person(LISTED, witness) == (*LISTED, witness)
    lost = Person("委托诉讼代理人", "赵六丁", of="无此人")
    assert with_person(LISTED, lost) == (*LISTED, lost)


def test_who_is_corrected_stays_in_his_place_unless_he_speaks_for_another() -> None:
    named = Person("原告", "张三甲乙")
    assert with_person(LISTED, named, FIRST) == (named, AGENT, SECOND)
    other = Person("委托诉讼代理人", "王五丙", of="李四乙")
    assert with_person(LISTED, other, AGENT) == (FIRST, SECOND, other)


@pytest.mark.parametrize(
    ("person", "words"),
    [
        (Person("", "周示例"), "诉讼地位"),
        (Person("证人", " "), "姓名"),
        (Person("原告", "张三甲"), "已经在表中"),
        (Person("委托诉讼代理人", "周示例", of="周示例"), "本人"),
        (Person("证人", "周示例"), ""),
        (Person("委托诉讼代理人", "王五丙", of="李四乙"), ""),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(person: Person, words: str) -> None:
    assert words in problem_of(person, LISTED)
    assert bool(problem_of(person, LISTED)) == bool(words)


@pytest.mark.parametrize("procedure", list(Procedure))
def test_the_court_is_not_among_the_parties(procedure: Procedure) -> None:
    roles = roles_to_choose(procedure)
    assert "审判长" not in roles
    assert "书记员" not in roles
    assert {"委托诉讼代理人", "证人"} <= set(roles)
    assert ("公诉人" in roles) == (procedure is Procedure.CRIMINAL)
    assert parties_of(LISTED) == ("张三甲", "李四乙")
