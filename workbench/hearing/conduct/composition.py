"""Check of the composition of the court: as announced, as in the head, as the law has it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workbench.hearing.conduct.model import ConductFinding, ConductRule, PanelRule
from workbench.hearing.conduct.scene import Scene
from workbench.hearing.record.bench import bench_of
from workbench.hearing.record.head import head_rows
from workbench.kernel.finding import Status

_PANEL = ("组成合议庭", "合议庭成员", "合议庭组成人员")
_SINGLE = ("独任审理", "独任审判", "独任审判员")


def composition(rule: ConductRule, scene: Scene) -> Iterator[ConductFinding]:
    """Yield how the court sat, and whether it agrees."""
    law = scene.rules.panels[scene.material.hearing.procedure]
    announced, place = _announced(scene)
    judges = judges_of(_head(scene))
    for status, message in _answers(_at(law, scene), announced, judges, scene):
        quoted = scene.quote(place) if place is not None else ""
        yield scene.answer(rule, "", status, message, place, law.basis, quoted)


def judges_of(text: str) -> int:
    """Return how many judges the head of the record names; 0 where none can be told."""
    return len(bench_of(text))


def _at(law: PanelRule, scene: Scene) -> PanelRule:
    """Return the rule as it was on the day, in that court and instance."""
    case = scene.material.case
    single = law.single and (scene.day is None or scene.day >= law.single_since)
    about = f"{case.court}{case.number}"
    sizes = next((found for word, found in law.sizes_where.items() if word in about), law.sizes)
    return replace(law, single=single, sizes=sizes)


def _answers(
    law: PanelRule, announced: str, judges: int, scene: Scene
) -> Iterator[tuple[Status, str]]:
    procedure = scene.material.case.procedure
    single_allowed = (
        law.single
        or any(word in procedure for word in law.single_when)
        or bool(law.single_when and scene.find(law.single_when))
    )
    said = {"panel": "宣布组成合议庭", "single": "宣布独任审理", "": ""}[announced]
    if not announced and not judges:
        yield Status.NOT_FOUND, "转写和笔录首部都没有见到审判组织。"
        return
    if announced == "panel" and judges == 1:
        yield Status.DIFFERS, f"庭审中{said}，笔录首部只有 1 名审判人员。"
    elif announced == "single" and judges > 1:
        yield Status.DIFFERS, f"庭审中{said}，笔录首部有 {judges} 名审判人员。"
    elif (words := _against(law, announced, judges, single_allowed)) is not None:
        yield Status.DIFFERS, words
    else:
        shown = [said] if said else []
        shown += [f"笔录首部有 {judges} 名审判人员"] if judges else []
        yield Status.CONFIRMED, f"{'，'.join(shown)}，与程序的规定一致。"


def _against(law: PanelRule, announced: str, judges: int, single_allowed: bool) -> str | None:
    """Return what does not agree with the procedure, in words."""
    if (announced == "single" or judges == 1) and not single_allowed:
        return "由一人独任审理，本程序规定组成合议庭（简易、速裁程序除外）。"
    if (announced == "panel" or judges > 1) and not law.panel:
        return "组成合议庭，本程序规定由审判员一人独任审理；转为普通程序的，请更改庭审的程序。"
    if judges > 1 and law.sizes and judges not in law.sizes:
        return f"笔录首部有 {judges} 名审判人员，规定为 {_or(law.sizes)} 名。"
    if judges > 1 and not law.sizes and (judges < 3 or judges % 2 == 0):
        return f"笔录首部有 {judges} 名审判人员，规定为三人以上的单数。"
    return None


def _or(sizes: Sequence[int]) -> str:
    return "或者 ".join(f"{size} " for size in sizes).strip()


def _announced(scene: Scene) -> tuple[str, int | None]:
    for words, kind in ((_SINGLE, "single"), (_PANEL, "panel")):
        found = scene.find(words)
        if found is not None:
            return kind, found[0]
    return "", None


def _head(scene: Scene) -> str:
    material = scene.material
    rows = head_rows(
        *(material.template, material.case, material.hearing),
        *(material.recordings, material.typed.head),
    )
    return next((row.value for row in rows if row.key == "panel"), "")
