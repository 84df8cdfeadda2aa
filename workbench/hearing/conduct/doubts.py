"""Why something that was not found need not be lacking: an answer of 未核对 instead of 未见.

An earlier hearing may have had it; the hearing ended before it (撤诉, 调解, 另行开庭); the court
speaks of what was told in writing; a lighter procedure does not bind to it.
"""

import re
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.hearing.conduct.model import ConductRule, Kind
from workbench.hearing.record.phrases import find

if TYPE_CHECKING:
    from workbench.hearing.conduct.scene import Scene

LATER = "本次不是第一次庭审；此前庭审已经完成的，请看此前的笔录。"
_NOT = re.compile("[未没不否若如能]")
_BEFORE = 4
"""Characters before a phrase in which a word may turn it round (没有达成调解协议)."""


class Doubts:
    """The reasons that one hearing gives."""

    def __init__(self, scene: "Scene") -> None:
        self._scene = scene

    def of(self, rule: ConductRule, part: str) -> str:
        """Return why what was not found is not to be called lacking; empty where nothing tells.

        Args:
            rule: that looked.
            part: what of it, as in the id of the finding; of :attr:`Kind.STAGES` a stage's key.
        """
        stage = part if rule.kind is Kind.STAGES else rule.stage
        if stage in self._scene.rules.always:
            return ""
        lighter = self._lighter(rule, part, stage)
        if rule.kind is Kind.ASKED and part:
            # The question was put here: what was told elsewhere is no answer to it.
            return lighter or self._ended(stage)
        return lighter or self._written(stage) or self._later(stage) or self._ended(stage)

    def _later(self, stage: str) -> str:
        return LATER if stage and self._scene.material.hearing.ordinal > 1 else ""

    def _lighter(self, rule: ConductRule, part: str, stage: str) -> str:
        scene, material = self._scene, self._scene.material
        asked = not part or rule.kind in (Kind.STAGES, Kind.EXHIBITS)
        for one in scene.rules.lighter:
            if material.hearing.procedure not in one.procedures or not asked:
                continue
            names = one.stages if rule.kind is Kind.STAGES else one.rules
            if (stage if rule.kind is Kind.STAGES else rule.key) not in names:
                continue
            said = any(word in material.case.procedure for word in one.words)
            if not one.words or said or scene.find(one.words) is not None:
                return one.reason
        return ""

    def _written(self, stage: str) -> str:
        hints = self._scene.rules.hints.get(stage, ()) if stage else ()
        for place, turn in enumerate(self._scene.turns):
            text = self._scene.bare[place]
            if not self._scene.courts(turn) or not any(hint in text for hint in hints):
                continue
            word = next((one for one in self._scene.rules.written if one in text), "")
            if word:
                when = self._scene.when(place)
                return f"{when} 审判人员提到“{word}”，请看卷内的书面材料和此前的笔录。"
        return ""

    def _ended(self, stage: str) -> str:
        if self._end is None or not stage:
            return ""
        found = self._scene.material.template.stage(stage)
        if found is None or found.order < self._reached:
            return ""
        place, title = self._end
        return f"庭审至 {self._scene.when(place)} {title}，此后的环节没有核对。"

    @cached_property
    def _end(self) -> tuple[int, str] | None:
        """The turn in which the hearing is broken off for good, and how."""
        scene = self._scene
        ends = [
            (place, title)
            for title, words in scene.rules.ended
            for place, turn in enumerate(scene.turns)
            if scene.courts(turn) and _says(scene.bare[place], words)
        ]
        went_on = max(scene.find_all(scene.rules.resumed), default=-1)
        return max((end for end in ends if end[0] > went_on), default=None)

    @cached_property
    def _reached(self) -> int:
        """Order of the last stage that the hearing came to before it was broken off."""
        scene = self._scene
        last = self._end[0] if self._end else len(scene.turns)
        orders = [0]
        for one in scene.material.stages:
            stage = scene.material.template.stage(one.stage)
            if stage is None or stage.anywhere or not one.in_order:
                continue
            if stage.key not in scene.rules.always and scene.place(one.first_turn) <= last:
                orders.append(stage.order)
        return max(orders)


def _says(text: str, words: tuple[str, ...]) -> bool:
    """Say whether a text holds one of some words, and does not turn it round."""
    return any(
        not _NOT.search(text[max(0, one.start - _BEFORE) : one.start]) for one in find(text, words)
    )
