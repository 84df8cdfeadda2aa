"""Checks of the course of a hearing: its stages, their order, its exhibits."""

from collections.abc import Iterator

from workbench.hearing.conduct.model import ConductFinding, ConductRule
from workbench.hearing.conduct.scene import Scene
from workbench.hearing.conduct.spoken import NOBODY
from workbench.hearing.record.exhibits import EVIDENCE, Exhibit, stances
from workbench.hearing.record.opinions import ASPECT_WORDS, STANCE_WORDS
from workbench.hearing.record.sides import side_of
from workbench.hearing.record.stages import Ear, StageFound, said_at
from workbench.kernel.finding import Status


def stages(rule: ConductRule, scene: Scene) -> Iterator[ConductFinding]:
    """Yield for each required stage whether words of it were said, or a person set it."""
    begun = {found.stage: found for found in reversed(scene.material.stages)}
    begun |= {found.stage: found for found in reversed(scene.material.stages) if found.in_order}
    said = _said_in_time(scene)
    for stage in scene.material.template.stages:
        if not stage.required:
            continue
        if stage.key in begun:
            found = begun[stage.key]
            place, words = scene.place(found.first_turn), "、".join(found.because)
            status = Status.CONFIRMED if found.in_order else Status.DIFFERS
        elif stage.key in said:
            (place, words), status = said[stage.key], Status.CONFIRMED
        else:
            message = f"转写中没有见到“{stage.title}”的用语。"
            yield scene.answer(rule, stage.key, Status.NOT_FOUND, message, basis=stage.basis)
            continue
        how = f"依据“{words}”" if words else "由人标定"
        message = f"“{stage.title}”自 {scene.when(place)} 起（{how}）。"
        if status is Status.DIFFERS:
            message = (
                f"“{stage.title}”的用语只见于 {scene.when(place)}，不在通常的次序上（{how}）。"
            )
        quoted = scene.quote(place, words.split("、")[0])
        yield scene.answer(rule, stage.key, status, message, place, stage.basis, quoted)


def _said_in_time(scene: Scene) -> dict[str, tuple[int, str]]:
    """Return the first place of each stage's words, in turns that were counted to a later one.

    One breath may open several stages; but 最后陈述 told among the rights is no last statement.
    """
    ear = scene.sitting.ear or Ear(scene.material.template)
    orders = {stage.key: stage.order for stage in ear.stages}
    found: dict[str, tuple[int, str]] = {}
    for key, places in said_at(scene.turns, ear).items():
        for turn, words in places:
            if key not in found and orders.get(scene.ordered[turn], 0) >= orders[key]:
                found[key] = (scene.place(turn), words)
    return found


def order(rule: ConductRule, scene: Scene) -> Iterator[ConductFinding]:
    """Yield the stages that stand elsewhere than they usually do."""
    template = scene.material.template
    strange = [
        one for one in scene.material.stages if not one.in_order and not _went_on(one, scene)
    ]
    for number, found in enumerate(strange, start=1):
        stage = template.stage(found.stage)
        place = scene.place(found.first_turn)
        title = stage.title if stage else found.stage
        message = (
            f"{scene.when(place)} 出现“{title}”的用语（“{'、'.join(found.because)}”），"
            f"与通常次序不同；恢复调查、辩论的，请在笔录中记明。"
        )
        yield scene.answer(rule, str(number), Status.DIFFERS, message, place)
    if not scene.material.stages:
        yield scene.answer(rule, "", Status.NOT_CHECKED, "没有找到庭审阶段，没有核对次序。")
    elif not strange:
        yield scene.answer(rule, "", Status.CONFIRMED, "找到的庭审阶段与通常次序一致。")


def _went_on(found: StageFound, scene: Scene) -> bool:
    """Say whether a stage out of order is only that a hearing broken off is opened again."""
    place = scene.place(found.first_turn)
    resumed = scene.find_all(scene.rules.resumed)
    return place in resumed or (
        found.stage in scene.rules.always and any(place < later for later in resumed)
    )


def exhibits(rule: ConductRule, scene: Scene) -> Iterator[ConductFinding]:
    """Yield for each exhibit and each opponent whether an opinion was heard."""
    sides = scene.asked_sides(rule.sides)
    # What the court itself collected (法院调取) is to be challenged as well.
    rows = [row for row in scene.material.exhibits if row.by in sides or not side_of(row.by)]
    if scene.roles_unknown:
        unknown = "多数发言没有确定发言人，没有核对质证情况。"
        yield scene.answer(rule, "", Status.NOT_CHECKED, unknown)
        return
    if not rows:
        words = "没有找到出示的证据，没有核对质证情况。" if scene.sides else NOBODY
        yield scene.answer(rule, "", Status.NOT_CHECKED, words)
    for row in rows:
        yield from _exhibit(rule, scene, row)


def _exhibit(rule: ConductRule, scene: Scene, row: Exhibit) -> Iterator[ConductFinding]:
    shown = [scene.places[turn] for turn in row.turns if turn in scene.places]
    name = f"{row.by}{row.label}" + (f"（{row.name}）" if row.name else "")
    if not shown and not any(cell.turns or cell.confirmed for cell in row.cells):
        message = f"{name}：列于证据目录，转写中没有见到出示。"
        yield scene.answer(rule, row.id, Status.NOT_FOUND, message)
        return
    for side in scene.asked_sides(rule.sides):
        if side != row.by and not (side == "公诉人" and row.by == "被害人"):
            place = shown[0] if shown else None
            each = scene.names.get(side, ())
            if any(row.cell(side + person) for person in each):
                for person in each:
                    yield _opinion_of_one(rule, scene, row, (side, person), name, place)
            else:
                yield _opinion(rule, scene, row, side, name, place)


def _opinion_of_one(
    rule: ConductRule,
    scene: Scene,
    row: Exhibit,
    who: tuple[str, str],
    name: str,
    shown: int | None,
) -> ConductFinding:
    """Answer for one of several on a side, of whom the court called some by name."""
    side, person = who
    party, key = side + person, f"{row.id}:{side}{person}"
    if row.cell(party) is None and scene.is_away(person):
        message = f"{name}：{party}记载为未到庭，没有核对。"
        return scene.answer(rule, key, Status.NOT_CHECKED, message, shown)
    if row.cell(party) is None and row.cell(side) is not None:
        message = f"{name}：{side}有质证意见，转写没有区分是否为{person}。"
        return scene.answer(rule, key, Status.NOT_CHECKED, message, shown)
    return _opinion(rule, scene, row, party, name, shown)


def _opinion(
    rule: ConductRule, scene: Scene, row: Exhibit, side: str, name: str, shown: int | None
) -> ConductFinding:
    key, cell = f"{row.id}:{side}", row.cell(side)
    if cell is not None and (cell.confirmed or cell.turns):
        said = [
            f"{ASPECT_WORDS[aspect]}{STANCE_WORDS[stance]}"
            for aspect, stance in stances(cell)
            if stance
        ]
        heard = [scene.places[turn] for turn in cell.turns if turn in scene.places]
        place = heard[0] if heard else None
        when = f"{scene.when(place)} " if place is not None else ""
        message = f"{name}：{side}{when}有质证意见（{'、'.join(said) or '见原话'}）。"
        quoted = scene.quote(place) if place is not None else ""
        if place is not None and scene.guessed(place) and not cell.confirmed:
            message = f"{message}发言人是推测的，尚未确认。"
            return scene.answer(rule, key, Status.NOT_CHECKED, message, place, quoted=quoted)
        return scene.answer(rule, key, Status.CONFIRMED, message, place, quoted=quoted)
    if scene.is_absent(side):
        message = f"{name}：{side}记载为未到庭，没有核对。"
        return scene.answer(rule, key, Status.NOT_CHECKED, message, shown)
    if (spoke := _unplaced(scene, row, side)) is not None:
        message = f"{name}：{side}{scene.when(spoke)} 有发言，看不出是否针对这份证据。"
        quoted = scene.quote(spoke)
        return scene.answer(rule, key, Status.NOT_CHECKED, message, spoke, quoted=quoted)
    message = f"{name}：没有见到{side}的质证意见。"
    return scene.answer(rule, key, Status.NOT_FOUND, message, shown)


def _unplaced(scene: Scene, row: Exhibit, side: str) -> int | None:
    """Return where a side speaks after an exhibit was shown, to none that can be told."""
    shown = max((scene.places[turn] for turn in row.turns if turn in scene.places), default=None)
    if shown is None:
        return None
    rows = scene.material.exhibits
    placed = {turn for row in rows for turn in row.turns}
    placed |= {turn for row in rows for cell in row.cells for turn in cell.turns}
    for place in range(shown + 1, len(scene.turns)):
        turn = scene.turns[place]
        if scene.stages[turn.id] not in EVIDENCE - {"questions"}:
            return None
        if side_of(turn.role) == side and turn.id not in placed and scene.bare[place]:
            return place
    return None
