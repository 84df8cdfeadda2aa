"""Reads a file of knowledge; says in Chinese what is wrong and where."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

from workbench.kernel.errors import UserError
from workbench.kernel.numerals import NUMERAL, parse_integer
from workbench.law.knowledge.model import (
    AREA_WORDS,
    Area,
    CauseKnowledge,
    Dispute,
    KeyArticle,
    Nature,
    Place,
    Rank,
    Requirement,
)

CALCULATORS = ("fee", "interest", "period", "injury", "severance", "sentence", "words")
_ADVICE = "请按手册“要件知识”一章的格式修改这个文件；改好前仍用原来的内容。"
_NUMBER = rf"(?:{NUMERAL}+|\d{{1,4}})"
_QUOTED = re.compile(
    rf"《(?P<law>[^《》]+(?:《[^《》]+》[^《》]*)*)》第(?P<number>{_NUMBER})条(?:之(?P<insertion>{_NUMBER}))?"
    rf"(?:第{_NUMBER}款)?(?:第?[（(]?{_NUMBER}[）)]?项)?"
)
_TOP = {
    "案由", "通用", "别名", "领域", "核对日期", "依据", "适用起", "适用止", "提示",
    "线索词", "决定词", "计算", "要件", "条文", "争点",
}  # fmt: skip
_REQUIREMENT = {"名称", "说明", "举证", "证据", "字样"}
_ARTICLE = {
    "引用", "用途", "要件", "性质", "主次", "条件", "须有", "须无", "自", "至", "溯及",
}  # fmt: skip
_DISPUTE = {"问题", "审查", "字样"}
_AREAS = {word: area for area, word in AREA_WORDS.items()}


class _Entry:
    """A table of the file, with where it stands, for words about what is wrong there."""

    def __init__(self, table: object, where: str, known: set[str]) -> None:
        self._where = where
        if not isinstance(table, dict):
            raise self.wrong("应当是一组“名称 = 值”")
        self._table: Mapping[str, Any] = table
        if strange := sorted(set(table) - known):
            raise self.wrong(f"有不认识的项目“{strange[0]}”")

    def wrong(self, what: str) -> UserError:
        """Return the error that says what is wrong here."""
        return UserError(f"{self._where}：{what}。", _ADVICE)

    def text(self, name: str, needed: bool = True) -> str:
        value = self._table.get(name, "")
        if not isinstance(value, str):
            raise self.wrong(f"“{name}”应当是加引号的文字")
        if needed and not value.strip():
            raise self.wrong(f"缺少“{name}”")
        return value.strip()

    def words(self, name: str) -> tuple[str, ...]:
        value = self._table.get(name, [])
        if not isinstance(value, list) or not all(isinstance(w, str) and w.strip() for w in value):
            raise self.wrong(f"“{name}”应当是方括号中的一列文字")
        return tuple(word.strip() for word in value)

    def day(self, name: str) -> date | None:
        value = self._table.get(name)
        if value is not None and type(value) is not date:
            raise self.wrong(f"“{name}”应当是日期，例如 2021-01-01，不加引号")
        return value

    def truth(self, name: str) -> bool:
        value = self._table.get(name, False)
        if not isinstance(value, bool):
            raise self.wrong(f"“{name}”应当是 true 或 false")
        return value

    def entries(self, name: str, known: set[str]) -> "tuple[_Entry, ...]":
        value = self._table.get(name, [])
        if not isinstance(value, list):
            raise self.wrong(f'“{name}”应当写成若干个 [["{name}"]]')
        where = f"{self._where}第 {{}} 个“{name}”"
        return tuple(_Entry(one, where.format(n), known) for n, one in enumerate(value, 1))


def read_knowledge(text: str, source: str) -> CauseKnowledge:
    """Read one file.

    Args:
        text: the file's text (TOML; see the manual for the names).
        source: name of the file, for words about it.

    Raises:
        UserError: what is wrong and where, in Chinese.
    """
    where = f"知识文件“{source}”"
    try:
        top = _Entry(tomllib.loads(text), where, _TOP)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        line = f"第 {place[1]} 行附近" if place else ""
        raise UserError(f"{where}{line}不合书写规则，没有读入。", _ADVICE) from error
    requirements = tuple(map(_requirement, top.entries("要件", _REQUIREMENT)))
    known = {requirement.name for requirement in requirements}
    checked = top.day("核对日期")
    if checked is None:
        raise top.wrong("缺少“核对日期”")
    return CauseKnowledge(
        cause=top.text("案由"),
        area=_area(top),
        checked=checked,
        basis=top.text("依据"),
        common=top.truth("通用"),
        also=top.words("别名"),
        valid_from=top.day("适用起"),
        valid_until=top.day("适用止"),
        hint=top.text("提示", needed=False),
        telling=top.words("线索词"),
        deciding=top.words("决定词"),
        requirements=requirements,
        articles=tuple(_article(entry, known) for entry in top.entries("条文", _ARTICLE)),
        disputes=tuple(map(_dispute, top.entries("争点", _DISPUTE))),
        calculators=_calculators(top),
        source=source,
    )


def read_place(quoted: str) -> Place | None:
    """Read 《民法典》第五百七十七条, with 之一, 款 and 项 allowed; ``None`` if it is none."""
    found = _QUOTED.fullmatch(quoted)
    if found is None:
        return None
    insertion = parse_integer(found["insertion"]) if found["insertion"] else 0
    return Place(found["law"], parse_integer(found["number"]), insertion)


def _area(top: _Entry) -> Area:
    word = top.text("领域")
    if word not in _AREAS:
        raise top.wrong(f"“领域”应当是{'、'.join(_AREAS)}之一")
    return _AREAS[word]


def _calculators(top: _Entry) -> tuple[str, ...]:
    chosen = top.words("计算")
    if strange := [name for name in chosen if name not in CALCULATORS]:
        raise top.wrong(f"“计算”中的“{strange[0]}”不是已有的计算器")
    return chosen


def _requirement(entry: _Entry) -> Requirement:
    return Requirement(
        entry.text("名称"),
        entry.text("说明"),
        entry.text("举证", needed=False),
        entry.words("证据"),
        entry.words("字样"),
    )


def _dispute(entry: _Entry) -> Dispute:
    return Dispute(entry.text("问题"), entry.text("审查"), entry.words("字样"))


def _article(entry: _Entry, requirements: set[str]) -> KeyArticle:
    quoted = entry.text("引用")
    place = read_place(quoted)
    if place is None:
        raise entry.wrong(f"“引用”应当写成《法律全称》第几条，现在是“{quoted}”")
    requirement = entry.text("要件", needed=False)
    if requirement and requirement not in requirements:
        raise entry.wrong(f"本文件没有名称为“{requirement}”的要件")
    nature = entry.text("性质", needed=False) or Nature.SUBSTANTIVE
    rank = entry.text("主次", needed=False) or Rank.USUAL
    if nature not in tuple(Nature):
        raise entry.wrong(f"“性质”应当是{'、'.join(Nature)}之一")
    if rank not in tuple(Rank):
        raise entry.wrong(f"“主次”应当是{'、'.join(Rank)}之一")
    return KeyArticle(
        place,
        quoted,
        entry.text("用途"),
        requirement,
        Nature(nature),
        Rank(rank),
        entry.text("条件", needed=False),
        entry.words("须有"),
        entry.words("须无"),
        entry.day("自"),
        entry.day("至"),
        entry.truth("溯及"),
    )
