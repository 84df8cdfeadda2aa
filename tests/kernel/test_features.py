"""Switches: off anywhere is off, and every flip is journaled."""

import pytest

from tests.kernel.conftest import Kernel
from workbench.kernel.errors import FeatureOffError, UserError
from workbench.kernel.features import ALL, FeatureTable


def test_defaults(kernel: Kernel) -> None:
    assert kernel.switches.is_on("a.one")
    assert not kernel.switches.is_on("b.off")


@pytest.mark.parametrize("key", ["a.one", ALL])
@pytest.mark.parametrize("case", ["", "c1"])
def test_off_anywhere_is_off(kernel: Kernel, key: str, case: str) -> None:
    kernel.switches.set(key, False, case)
    assert not kernel.switches.is_on("a.one", "c1")
    assert kernel.switches.is_on("a.one", "c2") is bool(case)
    with pytest.raises(FeatureOffError, match="关闭"):
        kernel.switches.require("a.one", "c1")
    kernel.switches.set(key, True, case)
    assert kernel.switches.is_on("a.one", "c1")


def test_a_case_cannot_be_laxer(kernel: Kernel) -> None:
    kernel.switches.set("a.one", False)
    kernel.switches.set("a.one", True, "c1")
    assert not kernel.switches.is_on("a.one", "c1")


def test_flip_is_journaled_published_and_tells_listeners(kernel: Kernel) -> None:
    told: list[tuple[str, str]] = []
    kernel.switches.when_off(lambda key, case: told.append((key, case)))
    kernel.switches.set("a.one", False, "c1")
    kernel.switches.set("a.one", True, "c1")
    assert told == [("a.one", "c1")]
    assert [e.detail["on"] for e in kernel.journal.entries("feature.switch")] == [True, False]
    assert "switches" in kernel.seen[-1].kinds


def test_unknown_feature_is_a_sentence(kernel: Kernel) -> None:
    with pytest.raises(UserError, match="没有名为"):
        kernel.switches.set("no.such", False)


def test_shipped_table_is_complete() -> None:
    for feature in FeatureTable.load():
        assert feature.title
        assert feature.does.endswith("。")
        assert feature.limits, feature.key
        assert "." in feature.key
