"""Whatever was said, in whatever order: no word is lost, and the check answers without failing."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hearing.record import transcripts
from tests.hearing.record.materials import CASE, material
from workbench.hearing.conduct.check import conduct
from workbench.hearing.conduct.model import Sitting
from workbench.hearing.model import Layer, Procedure
from workbench.hearing.record.blocks import plain
from workbench.hearing.record.compose import record_document
from workbench.hearing.record.draft import Options, draft

SCRIPTS = (
    *(transcripts.CIVIL, transcripts.SIMPLIFIED, transcripts.CRIMINAL),
    *(transcripts.ADMINISTRATIVE, transcripts.APPEAL, transcripts.MESSY),
)
LINES = [line for script in SCRIPTS for line in script.strip().splitlines()]
ENDS = [
    "审判长：准许原告撤诉。",
    "审判长：延期审理。",
    "审判长：现在继续开庭。",
    "被告2：我未到庭。",
]


@st.composite
def breaths(draw: st.DrawFn) -> str:
    """Some lines in any order; now and then several of one speaker in one breath."""
    lines = draw(st.lists(st.sampled_from([*LINES, *ENDS]), min_size=1, max_size=14))
    joined = [lines[0]]
    for line in lines[1:]:
        role, _, text = line.partition("：")
        if joined[-1].startswith(f"{role}：") and draw(st.booleans()):
            joined[-1] += text
        else:
            joined.append(line)
    return "\n".join(joined)


BORDERS = st.dictionaries(
    st.sampled_from([f"t{number:04d}" for number in range(6)]),
    st.sampled_from(["", "debate", "opening rights", "rights identity opening", "gone"]),
    max_size=2,
)


@given(breaths(), st.sampled_from(list(Procedure)), BORDERS, st.booleans())
@settings(deadline=None, max_examples=60)
def test_no_word_is_lost_and_every_finding_has_its_own_id(
    script: str, procedure: Procedure, borders: dict[str, str], sure: bool
) -> None:
    case = CASE if sure else replace(CASE, parties=(), panel=())
    held = material(script, procedure, case=case, borders=borders, sure=sure)
    made = draft(held, Options(layer=Layer.VERBATIM))
    said = "".join(line.text for part in made.sections for line in part.lines)
    assert said == "".join(turn.verbatim for turn in held.turns)
    assert all(part.lines for part in made.sections)
    assert plain(record_document(made).blocks)
    found = conduct(Sitting(held))
    assert len({one.id for one in found}) == len(found)
    assert all(one.finding.message for one in found)
