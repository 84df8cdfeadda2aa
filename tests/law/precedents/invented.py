"""Many invented precedents at once, for lists: each differs in number, day, court and words."""

from dataclasses import replace
from datetime import date, timedelta

from tests.law.precedents.build import packed
from tests.law.precedents.samples import CIVIL_FIRST, CRIMINAL
from workbench.law.precedents.copies import Packed
from workbench.law.precedents.model import Origin, Stage

_FIRST = date(2015, 1, 1)


def many(number: int) -> list[Packed]:
    """Return so many precedents: days a week apart with some twice and some unknown."""
    civil, criminal = packed(CIVIL_FIRST, "a"), packed(CRIMINAL, "b")
    made = []
    for n in range(number):
        item = criminal if n % 3 == 0 else civil
        day = None if n % 7 == 0 else _FIRST + timedelta(days=7 * (n // 2))
        found = replace(
            item.precedent,
            number=f"（{2015 + n // 100}）虚0001民初{n + 1}号",
            title=f"示例当事人{n}与虚构当事人{n}纠纷案",
            decided=day,
            origin=Origin.OWN if n % 5 == 0 else Origin.JUDGMENT,
            stage=Stage.SECOND if n % 4 == 0 else Stage.FIRST,
            source=f"{n}.txt",
            digest=f"{n:016x}",
            sketch=0,
            series="",
        )
        made.append(replace(item, precedent=found))
    return made
