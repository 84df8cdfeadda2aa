"""Templates of hearing records: shipped ones, and a workspace's own over them."""

import re
from pathlib import Path

import pytest

from workbench.hearing.model import Procedure
from workbench.hearing.record.shelf import Templates, shipped_text
from workbench.hearing.record.template import Stage
from workbench.law.citation.find import find
from workbench.law.citation.rules import load_rules

SHIPPED = Templates.load()


def every_stage() -> list[tuple[Procedure, Stage]]:
    return [(p, stage) for p in Procedure for stage in SHIPPED.of(p).stages]


@pytest.mark.parametrize("procedure", list(Procedure))
def test_every_procedure_has_a_whole_template(procedure: Procedure) -> None:
    template = SHIPPED.of(procedure)
    keys = [stage.key for stage in template.stages]
    assert len(keys) == len(set(keys))
    assert {"opening", "rights", "evidence", "last", "closing", "signing"} <= set(keys)
    assert [stage.order for stage in template.stages] == sorted(
        stage.order for stage in template.stages
    )
    assert template.as_of
    for stage in template.stages:
        assert stage.title, stage.key
        assert stage.prompts, stage.key
        assert stage.basis, stage.key
        assert stage.sure, stage.key
        # Two characters tell nothing but that court rises, and three allow no wrong one.
        assert all(len(words) >= 3 for words in stage.sure), stage.key
        assert {words for words in stage.opens if len(words) < 3} <= {"休庭", "闭庭"}, stage.key


def test_the_basis_of_every_stage_is_one_citation_with_article() -> None:
    names = load_rules(()).names
    for procedure, stage in every_stage():
        for basis in stage.basis:
            (found,) = find(basis, names)
            assert (found.start, found.end) == (0, len(basis)), (procedure, basis)
            assert re.search(r"第[一二三四五六七八九十百零]+条", basis), (procedure, basis)


def test_what_a_procedure_adds_stands_over_what_it_inherits() -> None:
    civil, small = SHIPPED.of(Procedure.CIVIL), SHIPPED.of(Procedure.SMALL_CLAIMS)
    debate, quick = civil.stage("debate"), small.stage("debate")
    assert debate is not None
    assert quick is not None
    assert (debate.required, quick.required) == (True, False)
    assert quick.sure == debate.sure
    assert (civil.free_order, small.free_order) == (False, True)


def test_a_file_of_the_workspace_changes_what_it_names_and_keeps_the_rest(tmp_path: Path) -> None:
    (tmp_path / "civil.toml").write_text(
        '[[stage]]\nkey = "debate"\ntitle = "辩论"\n'
        '[[stage]]\nkey = "site"\ntitle = "现场勘验"\norder = 60\nrequired = false\n'
        'sure = ["现在勘验现场"]\n'
        '[[stage]]\nkey = "questions"\nremove = true\n'
        '[[field]]\nkey = "room"\nlabel = "法庭"\n[sentences]\nunchecked = "〔待核〕"\n',
        "utf-8",
    )
    templates = Templates.load(tmp_path)
    civil = templates.of(Procedure.CIVIL)
    assert templates.faulty == ()
    assert civil.own == "civil.toml"
    debate = civil.stage("debate")
    assert debate is not None
    assert debate.title == "辩论"
    assert debate.basis
    assert civil.stage("site") is not None
    assert civil.stage("questions") is None
    assert civil.fields[-1].label == "法庭"
    assert civil.sentences["unchecked"] == "〔待核〕"
    # Administrative hearings take the civil stages, a criminal one does not.
    assert templates.of(Procedure.ADMINISTRATIVE).stage("site") is not None
    assert templates.of(Procedure.CRIMINAL) == SHIPPED.of(Procedure.CRIMINAL)


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("civil.toml", "[[stage]\n", "格式有误"),
        ("civil.toml", '[[stage]]\ntitle = "无键"\n', "没有写 key"),
        ("civil.toml", '[[stage]]\nkey = "debate"\nrequird = true\n', "requird"),
        ("civil.toml", '[[stage]]\nkey = "new"\ntitle = "缺次序"\n', "缺项"),
        ("civil.toml", '[[stage]]\nkey = "debate"\nsure = "不是一列"\n', "一列文字"),
        ("民事.toml", 'title = "错名"\n', "不是笔录模板的名称"),
        ("common.toml", 'stage = "text"\n', "没有读入"),
    ],
)
def test_a_faulty_file_is_named_and_the_shipped_one_stays(
    tmp_path: Path, name: str, text: str, reason: str
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    templates = Templates.load(tmp_path)
    (faulty,) = templates.faulty
    assert faulty.source == name
    assert reason in faulty.reason
    assert templates.found == SHIPPED.found


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "civil.toml").write_bytes(b"\xff\xfe\x00\x81")
    (faulty,) = Templates.load(tmp_path).faulty
    assert "UTF-8" in faulty.reason


def test_the_shipped_file_can_be_copied_and_read_back(tmp_path: Path) -> None:
    (tmp_path / "criminal.toml").write_text(shipped_text(Procedure.CRIMINAL), "utf-8")
    templates = Templates.load(tmp_path)
    assert templates.faulty == ()
    assert templates.of(Procedure.CRIMINAL).stages == SHIPPED.of(Procedure.CRIMINAL).stages
