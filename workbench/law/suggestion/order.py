"""Nature of an article and the order of citation of a judgment (法释〔2009〕14号 art. 2).

Laws and their interpretations come first, then administrative regulations, local regulations,
autonomous ones, judicial interpretations; basic laws before others; what decides the claim before
what decides the procedure.
"""

import re
from collections.abc import Iterable

from workbench.law.knowledge.model import Nature
from workbench.law.model import Level, StoredArticle, Suggested, Version

_PROCEDURAL = re.compile(
    r"诉讼法|仲裁法|诉讼费用|诉讼程序|诉讼证据|民事证据|管辖|执行.*规定|强制执行|财产保全|送达|审理程序|"
    r"庭审|立案|人民调解法|办理.*程序规定|适用简易程序|小额诉讼|在线诉讼|司法救助"
)
_BASIC = re.compile(
    r"^中华人民共和国(?:民法典|刑法|民事诉讼法|刑事诉讼法|行政诉讼法|行政处罚法|立法法|民法通则|民法总则|"
    r"合同法|物权法|婚姻法|继承法|收养法)$"
)
_LEVELS = {
    Level.LAW: 0,
    Level.LAW_INTERPRETATION: 0,
    Level.DECISION: 0,
    Level.ADMINISTRATIVE: 1,
    Level.SUPERVISION: 1,
    Level.LOCAL: 2,
    Level.AUTONOMOUS: 3,
    Level.JUDICIAL: 4,
    Level.RULE: 5,
    Level.OTHER: 6,
    Level.CONSTITUTION: 7,
}


def nature_of(version: Version) -> Nature:
    """Return whether a law is one of procedure, by its title."""
    return Nature.PROCEDURAL if is_procedural(version.title) else Nature.SUBSTANTIVE


def is_procedural(title: str) -> bool:
    """Return whether a law is one of procedure, by its title."""
    return _PROCEDURAL.search(title) is not None


def in_citation_order(found: Iterable[Suggested]) -> list[Suggested]:
    """Return suggestions in the order in which a judgment would cite them."""
    return sorted(found, key=lambda one: _key(one.article, one.nature))


def _key(stored: StoredArticle, nature: Nature) -> tuple[int, bool, bool, str, int, int]:
    version, article = stored.version, stored.article
    return (
        _LEVELS[version.level],
        nature is Nature.PROCEDURAL,
        not _BASIC.match(version.title),
        version.title,
        article.number,
        article.insertion,
    )
