"""Charges that a result names (犯……罪), by their names in the table where they stand there."""

import re
from collections.abc import Iterable
from functools import lru_cache

from workbench.reference.causes import charge_of_name

_DELIMITER = r"[，,；;。：:（(、及和]|判|免|单|处|从|予|的|$"
CHARGE = re.compile(
    rf"犯(?:有)?(?P<names>(?:[\u4e00-\u9fff、（）]{{1,40}}?罪(?:（[^（）]{{1,8}}）)?(?:、|和|及|，犯|；犯)?)+?)(?={_DELIMITER})"
)
_NAME = re.compile(
    r"(?P<name>[\u4e00-\u9fff、（）]{1,40}?罪)(?:（[^（）]{1,8}）)?(?:、|和|及|，犯|；犯|$)"
)
_ODD = re.compile(r"（[^（）]*）|^[、和及]|^犯(?!罪)|^有(?=.{2,}罪)")
_LONGEST = 40
_NO_CHARGE = re.compile(
    r"判(?!决)|处|徒刑|被告|上诉|公诉|部分|事实|指控|主刑|没有|所犯|数$|^[数前后本漏新同余轻重此该其]罪$|罚金|缓刑"
)


def charges_in(text: str) -> tuple[str, ...]:
    """Return the charges that a passage says somebody is guilty of, each once, in order."""
    found: dict[str, None] = {}
    for match in CHARGE.finditer(text):
        for name in split(match["names"]):
            found.setdefault(name)
    return tuple(found)


def split(names: str) -> list[str]:
    """Split 盗窃罪、抢劫罪 into its charges; 掩饰、隐瞒犯罪所得罪 stays one."""
    whole = canonical(names)
    if whole is not None:
        return [whole]
    found = []
    for match in _NAME.finditer(names):
        name = canonical(match["name"]) or _plain(match["name"])
        if name and not _NO_CHARGE.search(name):
            found.append(name)
    return found


@lru_cache(maxsize=4096)
def canonical(name: str) -> str | None:
    """Return the name of a charge as the table has it; ``None`` where it has none like it."""
    cause = charge_of_name(_plain(name))
    return cause.name if cause else None


def known(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that the table knows, canonical, each once."""
    return tuple(dict.fromkeys(name for name in map(canonical, names) if name))


def _plain(name: str) -> str:
    while (shorter := _ODD.sub("", name)) != name:
        name = shorter
    return name[-_LONGEST:]
