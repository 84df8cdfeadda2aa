"""Checks of what was said: words of the court, and the answers to its questions."""

from collections.abc import Iterator

from workbench.hearing.conduct.model import ConductFinding, ConductRule, Part
from workbench.hearing.conduct.scene import Scene
from workbench.hearing.record.phrases import find
from workbench.hearing.record.sides import side_of
from workbench.kernel.finding import Status

NOBODY = "案件没有登记当事人，发言人也都没有确认，没有核对各方的回答。"


def applies(rule: ConductRule, scene: Scene) -> bool:
    """Say whether the hearing gives a rule occasion."""
    if rule.when_roles and not any(
        turn.role.startswith(rule.when_roles) for turn in scene.turns if turn.role
    ):
        return False
    return not rule.when or scene.find(rule.when, anyone=True) is not None


def told(rule: ConductRule, scene: Scene) -> Iterator[ConductFinding]:
    """Yield for each part of a rule whether the court told it."""
    for number, part in enumerate(rule.parts, start=1):
        spoke = _spoke(part, scene)
        if spoke is not None:
            words = f"{part.label}：{scene.when(spoke)} 有{scene.turns[spoke].role}的发言。"
            quoted = scene.quote(spoke)
            yield scene.answer(rule, str(number), Status.CONFIRMED, words, spoke, quoted=quoted)
            continue
        found = scene.find(part.words, _until(rule, scene), anyone=rule.anyone)
        if found is None:
            yield scene.answer(
                rule, str(number), Status.NOT_FOUND, f"转写中没有见到：{part.label}。"
            )
            continue
        place, heard = found
        words = f"{part.label}：{scene.when(place)} 有“{heard.words}”的字样。"
        quoted = scene.quote(place, heard.words)
        yield scene.answer(rule, str(number), Status.CONFIRMED, words, place, quoted=quoted)


def _until(rule: ConductRule, scene: Scene) -> range | None:
    """Return the turns before the stage until which something must be told; ``None``: all."""
    for found in scene.material.stages:
        if rule.until and found.stage == rule.until and found.in_order:
            return range(scene.place(found.first_turn) + 1)
    return None


def _spoke(part: Part, scene: Scene) -> int | None:
    """Return where somebody first speaks whose role tells a part."""
    return next((p for p, turn in enumerate(scene.turns) if turn.role in part.roles), None)


def asked(rule: ConductRule, scene: Scene) -> Iterator[ConductFinding]:
    """Yield whether the court asked, and whether each side answered."""
    questions = _questions(rule, scene)
    if not questions:
        words = f"转写中没有见到询问（{'、'.join(rule.asks[:2])}）。"
        yield scene.answer(rule, "", Status.NOT_FOUND, words)
        return
    first = questions[0]
    heard = find(scene.bare[first], rule.asks)[0].words
    words = f"{scene.when(first)} 有“{heard}”的字样。"
    yield scene.answer(rule, "", Status.CONFIRMED, words, first, quoted=scene.quote(first, heard))
    if scene.roles_unknown:
        unknown = "多数发言没有确定发言人，没有核对各方的回答。"
        yield scene.answer(rule, "sides", Status.NOT_CHECKED, unknown)
        return
    if rule.sides and not scene.sides:
        yield scene.answer(rule, "sides", Status.NOT_CHECKED, NOBODY)
    for side in scene.asked_sides(rule.sides):
        yield from _sides(rule, scene, side, questions)


def _questions(rule: ConductRule, scene: Scene) -> list[int]:
    questions = scene.find_all(rule.asks)
    if not rule.after:
        return questions
    # 最后陈述 among the rights told at the beginning is no invitation to speak last.
    return [p for p in questions if scene.ordered[scene.turns[p].id] in rule.after]


def _sides(
    rule: ConductRule, scene: Scene, side: str, questions: list[int]
) -> Iterator[ConductFinding]:
    """Yield the answer of a side; of each on it where the court called any of them by name."""
    each = scene.names.get(side, ())
    answers = {name: _answers(rule, scene, side, questions, name)[1] for name in each}
    if not any(place is not None for place in answers.values()):
        yield _side(rule, scene, side, questions)
        return
    unnamed = _answers(rule, scene, side, questions, "")[1]
    for name, place in answers.items():
        party = side + name
        if place is not None:
            quoted, words = scene.quote(place), f"{party}：{scene.when(place)} 被点名之后有回答"
            guessed = scene.guessed(place)
            words += "，发言人是推测的，尚未确认。" if guessed else "。"
            status = Status.NOT_CHECKED if guessed else Status.CONFIRMED
            yield scene.answer(rule, party, status, words, place, quoted=quoted)
        elif scene.is_away(name):
            words = f"{party}：记载为未到庭，没有核对。"
            yield scene.answer(rule, party, Status.NOT_CHECKED, words)
        elif unnamed is not None:
            words = f"{party}：{side}另有一次回答（{scene.when(unnamed)}），转写没有区分是谁。"
            yield scene.answer(rule, party, Status.NOT_CHECKED, words, unnamed)
        else:
            words = f"{party}：询问之后没有见到其回答。"
            yield scene.answer(rule, party, Status.NOT_FOUND, words)


def _side(rule: ConductRule, scene: Scene, side: str, questions: list[int]) -> ConductFinding:
    if scene.is_absent(side):
        return scene.answer(rule, side, Status.NOT_CHECKED, f"{side}：记载为未到庭，没有核对。")
    several = scene.sides.get(side, 0)
    spoke, answered = _answers(rule, scene, side, questions)
    if answered is None:
        if spoke is None:
            words = f"{side}：询问之后没有见到其回答。"
            return scene.answer(rule, side, Status.NOT_FOUND, words)
        # It may have answered in words that the table does not know.
        words = f"{side}：询问之后有发言（{scene.when(spoke)}），看不出是否回答了这一问。"
        quoted = scene.quote(spoke)
        return scene.answer(rule, side, Status.NOT_CHECKED, words, spoke, quoted=quoted)
    quoted = scene.quote(answered)
    if scene.guessed(answered):
        words = f"{side}：{scene.when(answered)} 有回答，发言人是推测的，尚未确认。"
        return scene.answer(rule, side, Status.NOT_CHECKED, words, answered, quoted=quoted)
    if several > 1:
        words = f"{side}有{several}人，转写没有区分是谁发言；{scene.when(answered)} 有一次回答。"
        return scene.answer(rule, side, Status.NOT_CHECKED, words, answered, quoted=quoted)
    words = f"{side}：{scene.when(answered)} 有回答。"
    return scene.answer(rule, side, Status.CONFIRMED, words, answered, quoted=quoted)


def _answers(
    rule: ConductRule, scene: Scene, side: str, questions: list[int], name: str | None = None
) -> tuple[int | None, int | None]:
    """Return where a side first spoke after a question, and where it answered.

    Args:
        rule, scene, side, questions: see :func:`asked`.
        name: of who was called before; empty: nobody was called by name; ``None``: either way.
    """
    spoke = None
    window = scene.rules.window
    for question in questions:
        for place in range(question + 1, min(question + 1 + window, len(scene.turns))):
            if scene.stages[scene.turns[place].id] != scene.stages[scene.turns[question].id]:
                # What a side says counts as its answer only until the court goes on.
                break
            if side_of(scene.turns[place].role) != side or not scene.bare[place]:
                continue
            if name is not None and scene.called.get(scene.turns[place].id, "") != name:
                continue
            spoke = place if spoke is None else spoke
            said = scene.bare[place]
            if not rule.answers or said in rule.whole or find(said, rule.answers):
                return spoke, place
    return spoke, None
