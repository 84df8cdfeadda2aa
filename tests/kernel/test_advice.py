"""Advice: sources, decisions, switches."""

from dataclasses import replace

import pytest

from tests.kernel.conftest import Kernel
from workbench.kernel.advice import Action, Advice, Provenance, Source, SourceKind
from workbench.kernel.anchor import Anchor, Box
from workbench.kernel.errors import BugError, FeatureOffError, UserError

ANCHOR = Anchor("d1", 1, 2, 3, 5, "借款", (Box(0.1, 0.2, 0.3, 0.4),))


def advice(subject: str = "", case: str = "c1") -> Advice:
    return Advice(
        feature="a.one",
        case=case,
        kind="article",
        title="《试验法》第一条",
        body="第一条 内容",
        reasons=("事实相符",),
        sources=(
            Source(SourceKind.PAPER, "起诉状 第2页", "d1", ANCHOR),
            Source(SourceKind.ARTICLE, "《试验法》第一条", "17"),
        ),
        provenance=Provenance("词语检索", "1", "2026-03-01", {"top": 3}),
        subject=subject,
    )


def test_no_source_no_advice() -> None:
    with pytest.raises(BugError):
        replace(advice(), sources=())
    with pytest.raises(BugError):
        replace(advice(), body="  ")


def test_comes_back_as_it_was(kernel: Kernel) -> None:
    item = advice()
    kernel.advice.show("a.one", "c1", [item])
    (stored,) = kernel.advice.of_case("c1")
    assert replace(stored, id="") == item
    assert kernel.advice.of_case("c2") == []


def test_decision_is_kept_and_journaled_and_can_be_taken_back(kernel: Kernel) -> None:
    kernel.advice.show("a.one", "c1", [advice("s1"), advice("s2")])
    first, second = kernel.advice.of_case("c1")
    assert kernel.advice.decide(first.id, Action.EDIT, "改过的内容").decision is not None
    kernel.advice.decide(second.id, Action.WRONG, "年份不对")
    texts = {a.subject: a.decision.text for a in kernel.advice.of_case("c1") if a.decision}
    assert texts == {"s1": "改过的内容", "s2": "年份不对"}
    assert len(kernel.journal.entries("advice.decision")) == 2
    assert kernel.advice.reopen(first.id).decision is None
    assert kernel.advice.get(first.id).decision is None


def test_new_run_replaces_undecided_and_keeps_decided(kernel: Kernel) -> None:
    kernel.advice.show("a.one", "c1", [advice("s1"), advice("s2")])
    first = kernel.advice.of_case("c1")[0]
    kernel.advice.decide(first.id, Action.DISMISS)
    kernel.advice.show("a.one", "c1", [advice("s1"), advice("s3")])
    subjects = [(a.subject, a.decision is not None) for a in kernel.advice.of_case("c1")]
    assert sorted(subjects) == [("s1", True), ("s3", False)]
    with pytest.raises(UserError, match="空"):
        kernel.advice.decide(first.id, Action.EDIT, " ")


def test_off_means_gone_and_on_brings_back(kernel: Kernel) -> None:
    kernel.advice.show("a.one", "c1", [advice()])
    (item,) = kernel.advice.of_case("c1")
    kernel.switches.set("a.one", False, "c1")
    assert kernel.advice.of_case("c1") == []
    with pytest.raises(FeatureOffError):
        kernel.advice.decide(item.id, Action.ADOPT)
    with pytest.raises(FeatureOffError):
        kernel.advice.show("a.one", "c1", [advice()])
    kernel.switches.set("a.one", True, "c1")
    assert [a.id for a in kernel.advice.of_case("c1")] == [item.id]
