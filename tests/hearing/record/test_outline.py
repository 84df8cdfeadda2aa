"""The outline of a hearing: every stage of the procedure with its prompts, and no transcript."""

import pytest

from tests.hearing.record.materials import TEMPLATES, material
from workbench.hearing.model import Procedure
from workbench.hearing.record.blocks import plain
from workbench.hearing.record.draft import Options, draft
from workbench.hearing.record.outline import outline_document


@pytest.mark.parametrize("procedure", list(Procedure))
def test_the_outline_leads_through_every_stage(procedure: Procedure) -> None:
    held = material(procedure=procedure)
    one = draft(held, Options())
    text = plain(outline_document(one, held.hearing).blocks)
    template = TEMPLATES.of(procedure)
    places = [text.index(f"、{stage.title}") for stage in template.stages]
    assert places == sorted(places)
    for stage in template.stages:
        assert all(prompt.text in text for prompt in stage.prompts)
        assert all(basis in text for basis in stage.basis)
    assert "请求判令被告偿还借款本金十万元" not in text
    assert "张三甲" in text
    assert "十一、" in text
