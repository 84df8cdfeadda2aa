"""Charges that papers state by name: an indictment says 以盗窃罪提起公诉, its facts seldom do.

A charge of an earlier conviction (曾因犯盗窃罪被判处) is no charge of the case.
"""

import re

_NAME = r"(?:犯罪(?=所得|集团|记录)|(?!罪)[\u4e00-\u9fff、]){2,40}罪"
_CHARGE = re.compile(
    r"(?P<verb>构成|涉嫌|触犯|犯有?|以|定)(?:了)?"
    rf"(?P<names>{_NAME}(?:[、和及与]{_NAME})*)"
)
_PUNISHED = re.compile(r"^[^。；，]{0,14}被?[^。；，]{0,12}判处|^[^。；]{0,20}(?:刑满|释放)")
_JOINED = re.compile(r"(?<=罪)[、和及与]")


def stated_charges(text: str) -> tuple[str, ...]:
    """Return the names of charges that a text states as those of the case, in order, each once."""
    found: dict[str, None] = {}
    for match in _CHARGE.finditer(text):
        before = text[max(0, match.start() - 8) : match.start()]
        earlier = "曾" in before or (before.endswith("因") and match["verb"].startswith("犯"))
        if earlier or (before.endswith("因") and _PUNISHED.match(text[match.end() :])):
            continue
        for name in _JOINED.split(match["names"]):
            found[name] = None
    return tuple(found)
