"""Checks of the recording: its interruptions, and the hours of the hearing."""

from collections.abc import Iterator
from datetime import datetime, time

from workbench.hearing.conduct.model import ConductFinding, ConductRule
from workbench.hearing.conduct.scene import Scene
from workbench.hearing.live.interruptions import LATE, PAUSED, interruption_words
from workbench.hearing.live.model import Interruption
from workbench.hearing.model import Damage, Recording
from workbench.hearing.record.clock import length_words, span_words, spans
from workbench.hearing.timeline import where
from workbench.kernel.finding import Status

_NEAR = 4
"""Turns before and after an interruption in which its reason is looked for."""


def gaps(rule: ConductRule, scene: Scene) -> Iterator[ConductFinding]:
    """Yield each interruption of the recording, and whether somebody said why."""
    found = False
    recordings = scene.material.recordings
    for recording in recordings:
        if recording.position and recording.gap >= scene.rules.gap_seconds:
            found = True
            yield _between(rule, scene, recording)
        for damage in recording.damages:
            found = True
            yield _damaged(rule, scene, recording, damage)
        for number, one in enumerate(scene.material.interruptions.get(recording.id, ()), start=1):
            found = True
            yield _paused(rule, scene, recording, number, one)
    if not recordings:
        yield scene.answer(rule, "", Status.NOT_CHECKED, "没有录音，没有核对。")
    elif not found:
        yield scene.answer(rule, "", Status.CONFIRMED, "录音没有已知的间断和损坏。")


def hours(rule: ConductRule, scene: Scene) -> Iterator[ConductFinding]:
    """Yield whether the hearing lies within the hours of the table."""
    times = spans(scene.material.recordings, scene.material.interruptions)
    if not times:
        yield scene.answer(rule, "", Status.NOT_CHECKED, "录音没有记载起录时间，没有核对。")
        return
    first, last = (time.fromisoformat(text) for text in scene.rules.hours)
    shown = "；".join(span_words(*one) for one in times)
    off = scene.sitting.is_off
    for number, (start, _end) in enumerate(times):
        if off is not None and off(start.date()):
            words = f"录音起止 {span_words(*times[number])}，当日是休息日。"
            yield scene.answer(rule, f"day{number or ''}", Status.DIFFERS, words)
    if all(_within(*one, first, last) for one in times):
        yield scene.answer(rule, "", Status.CONFIRMED, f"录音起止 {shown}。")
        return
    hours_of = f"{scene.rules.hours[0]}至{scene.rules.hours[1]}"
    yield scene.answer(rule, "", Status.DIFFERS, f"录音起止 {shown}，不全在 {hours_of} 之间。")


def _within(start: datetime, end: datetime, first: time, last: time) -> bool:
    return start.date() == end.date() and first <= start.time() and end.time() <= last


def _between(rule: ConductRule, scene: Scene, recording: Recording) -> ConductFinding:
    """Answer for the silence before a recording."""
    places = [p for p, turn in enumerate(scene.turns) if turn.recording == recording.id]
    if places:
        first = places[0]
    else:
        positions = {one.id: one.position for one in scene.material.recordings}
        later = [
            p
            for p, turn in enumerate(scene.turns)
            if positions.get(turn.recording, 0) > recording.position
        ]
        first = later[0] if later else len(scene.turns)
    what = f"“{recording.name}”之前间断 {length_words(recording.gap)}"
    return _explained(rule, scene, f"{recording.id}:0", what, first)


def _damaged(
    rule: ConductRule, scene: Scene, recording: Recording, damage: Damage
) -> ConductFinding:
    positions = {one.id: one.position for one in scene.material.recordings}
    after = [
        place
        for place, turn in enumerate(scene.turns)
        if (positions.get(turn.recording, 0), turn.start) >= (recording.position, damage.start)
    ]
    what = f"“{recording.name}”{where(damage)} 不能读出（{damage.words}）"
    key = f"{recording.id}:{int(damage.start)}"
    return _explained(rule, scene, key, what, after[0] if after else len(scene.turns))


def _paused(
    rule: ConductRule, scene: Scene, recording: Recording, number: int, one: Interruption
) -> ConductFinding:
    """Answer for an interruption of a live recording; who paused it said why."""
    positions = {held.id: held.position for held in scene.material.recordings}
    after = [
        place
        for place, turn in enumerate(scene.turns)
        if (positions.get(turn.recording, 0), turn.start) >= (recording.position, one.at)
    ]
    key, what = f"{recording.id}:live{number}", interruption_words(one)
    if one.reason in (PAUSED, LATE):
        return _explained(rule, scene, key, what, after[0] if after else len(scene.turns))
    place = min(after[0], len(scene.turns) - 1) if after else None
    return scene.answer(rule, key, Status.CONFIRMED, f"{what}。", place)


def _explained(rule: ConductRule, scene: Scene, key: str, what: str, first: int) -> ConductFinding:
    """Answer whether the turns around a place, or a person, say why it is silent."""
    place = min(first, len(scene.turns) - 1) if scene.turns else None
    if note := scene.material.typed.notes.get(f"{rule.key}:{key}"):
        return scene.answer(rule, key, Status.CONFIRMED, f"{what}；说明：{note}", place)
    near = range(max(0, first - _NEAR), min(len(scene.turns), first + _NEAR))
    found = scene.find(scene.rules.explains, near)
    if found is None:
        message = f"{what}，前后没有见到说明。"
        return scene.answer(rule, key, Status.NOT_FOUND, message, place)
    at, heard = found
    message = f"{what}；{scene.when(at)} 有“{heard.words}”的字样。"
    return scene.answer(
        rule, key, Status.CONFIRMED, message, at, quoted=scene.quote(at, heard.words)
    )
