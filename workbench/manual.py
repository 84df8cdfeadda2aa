"""The manual: chapters in the order of ``resources/help/contents.toml``, as Markdown.

A chapter is ``resources/help/<topic>.md``; its first line is its title. Where a line is
``{{features}}``, ``{{rules}}`` or ``{{keys}}``, a table made from the data takes its place.
"""

import csv
import re
import tomllib
from collections import Counter
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from workbench.kernel.advice import BANNER
from workbench.kernel.features import Feature

MARKS = {
    "V": "已与文本核对",
    "P": "取自公开资料",
    "M-h": "据专业知识，较确定",
    "M-m": "据专业知识，待核对",
    "M-l": "不确定，请先核对",
}
"""How certain a row of a rule table is."""
_MARK = re.compile(r"(?<![\w-])(V|P|M-[hml])(?![\w-])")
_HEADING = re.compile(r"(?m)^#+ *")
_Look = tuple[str, int, Counter[str]]


@dataclass(frozen=True)
class Chapter:
    """A chapter.

    Attributes:
        topic: its name, as pages know it.
        title: for the contents.
        text: Markdown.
        pages: further topics of pages that it is for.
    """

    topic: str
    title: str
    text: str
    pages: tuple[str, ...] = ()


@dataclass(frozen=True)
class RuleTable:
    """A table of ``resources/rules``, as the manual lists it."""

    file: str
    title: str
    as_of: str
    rows: int
    certainty: str
    source: str


def folder() -> Traversable:
    """Return the folder of chapters and their pictures."""
    return resources.files("resources").joinpath("help")


def load(features: Iterable[Feature], keys: str = "", rules: str | None = None) -> list[Chapter]:
    """Read the manual.

    Args:
        features: the table of features.
        keys: Markdown of the tables of keys.
        rules: Markdown of the tables of rules; ``None`` to read them now, which takes a moment.

    Returns:
        the chapters that there are, in order; one that the contents do not name comes last.
    """
    texts = {
        file.name.removesuffix(".md"): file.read_text("utf-8")
        for file in folder().iterdir()
        if file.name.endswith(".md")
    }
    rows = contents()
    known = {str(row["topic"]) for row in rows}
    rows += [
        {"topic": topic, "title": _title(texts[topic])} for topic in sorted(texts.keys() - known)
    ]
    made = {"features": features_text(features), "keys": keys}
    made["rules"] = rules_text(rule_tables()) if rules is None else rules
    return [
        Chapter(
            row["topic"],
            row["title"],
            fill(texts[row["topic"]], made),
            tuple(row.get("pages", ())),
        )
        for row in rows
        if row["topic"] in texts
    ]


def contents() -> list[dict[str, Any]]:
    """Read the order of the chapters."""
    rows: list[dict[str, Any]] = tomllib.loads(
        folder().joinpath("contents.toml").read_text("utf-8")
    )["chapter"]
    return rows


def find(chapters: Iterable[Chapter], topic: str) -> Chapter | None:
    """Return the chapter of a topic, or the one that is for a page of that topic."""
    for chapter in chapters:
        if topic in (chapter.topic, *chapter.pages):
            return chapter
    return None


def count(chapter: Chapter, words: str) -> int:
    """Return how often words are in a chapter, whatever their case; 0 for no words."""
    wanted = words.strip().casefold()
    return f"{chapter.title}\n{chapter.text}".casefold().count(wanted) if wanted else 0


def fill(text: str, made: Mapping[str, str]) -> str:
    """Put generated tables where a chapter asks for them."""
    for name, table in made.items():
        text = text.replace(f"{{{{{name}}}}}", table)
    return text


def features_text(features: Iterable[Feature]) -> str:
    """Return what each feature does and where it fails, as Markdown."""
    parts = [f"> {BANNER}"]
    for feature in features:
        figures = feature.figures or ("暂无实测数字。",)
        state = "新工作区中默认打开" if feature.default else "新工作区中默认关闭"
        parts += [
            f"## {feature.title}",
            feature.does,
            f"**依据**　{feature.basis}（{state}）",
            "**局限**",
            "\n".join(f"- {limit}" for limit in feature.limits),
            "**实测**",
            "\n".join(f"- {figure}" for figure in figures),
        ]
    return "\n\n".join(parts)


def rule_tables() -> list[RuleTable]:
    """Read what there is in ``resources/rules``: dates, numbers of rows, certainty."""
    steps = rule_tables_in_steps()
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: list[RuleTable] = end.value
            return found


def rule_tables_in_steps() -> Generator[int, None, list[RuleTable]]:
    """Read the tables as :func:`rule_tables`, and yield after each file."""
    base = resources.files("resources").joinpath("rules")
    rows = tomllib.loads(folder().joinpath("rules.toml").read_text("utf-8"))["table"]
    named = {row["file"]: row for row in rows}
    files = _rule_files(base)
    order = [name for name in named if name in files] + sorted(files.keys() - named.keys())
    looks: dict[str, _Look] = {}
    for name in order:
        seen = []
        for part in files[name]:
            seen.append(_look(part))
            yield len(looks)
        looks[name] = _together(seen)
    tables = []
    for name in order:
        as_of, number, marks = looks[name]
        row = named.get(name, {"title": name, "source": ""})
        dated = as_of or looks.get(row.get("dated", ""), ("",))[0]
        certainty = row.get("certainty") or _certainty(marks)
        tables.append(RuleTable(name, row["title"], dated, number, certainty, row["source"]))
    return tables


def rules_text(tables: Iterable[RuleTable]) -> str:
    """Return the tables of rules as Markdown: one paragraph each, as a line is 34 characters."""
    parts = []
    for table in tables:
        facts = [f"截至{_date(table.as_of)}", f"{table.rows:,} 条", table.certainty]
        lines = [f"### {table.title}", f"{'　'.join(facts)}"]
        lines.append(f"来源：{table.source}。文件：{table.file}")
        parts.append("\n\n".join(lines))
    return "\n\n".join(parts)


def _rule_files(base: Traversable) -> dict[str, list[Traversable]]:
    """Return the files of each table; a folder of them is one table, ``name/``."""
    found = {}
    for entry in base.iterdir():
        if entry.is_dir():
            parts = sorted(entry.iterdir(), key=lambda file: file.name)
            found[f"{entry.name}/"] = [file for file in parts if file.name.endswith(".toml")]
        elif entry.name.endswith((".toml", ".csv")):
            found[entry.name] = [entry]
    return {name: files for name, files in found.items() if files}


def _date(as_of: str) -> str:
    parts = [str(int(part)) for part in as_of.split("-")] if as_of else []
    return "".join(part + unit for part, unit in zip(parts, "年月日", strict=False))


def _title(text: str) -> str:
    return _HEADING.sub("", text.lstrip().splitlines()[0]).strip() if text.strip() else ""


def _look(file: Traversable) -> _Look:
    """Return date, number of rows and marks of a table."""
    text = file.read_text("utf-8")
    if file.name.endswith(".csv"):
        notes = [line for line in text.splitlines()[:8] if line.startswith("#")]
        head = "\n".join(notes)
        rows = list(csv.DictReader(text.splitlines()[len(notes) :]))
        found = re.search(r"as_of\s*=\s*\"?([\d-]+)", head)
        marks = Counter(str(row["mark"]) for row in rows if row.get("mark"))
        return found[1] if found else "", len(rows), marks or _marks(head)
    data = tomllib.loads(text)
    marks = Counter(_values(data, "mark"))
    head = "\n".join(line for line in text.splitlines()[:12] if line.startswith("#"))
    return str(data.get("as_of", "")), _rows(data), marks or _marks(head)


def _together(looks: Iterable[_Look]) -> _Look:
    """Return the oldest date, the number of rows and the marks of several files."""
    dates, rows, marks = zip(*looks, strict=True)
    return min(dates), sum(rows), sum(marks, Counter())


def _values(data: object, key: str) -> Iterable[str]:
    if isinstance(data, dict):
        for name, value in data.items():
            if name == key and isinstance(value, str):
                yield value
            else:
                yield from _values(value, key)
    elif isinstance(data, list):
        for item in data:
            yield from _values(item, key)


def _rows(data: Mapping[str, Any]) -> int:
    """Count what a person would call the entries: tables of a list, else keys of tables."""
    total = 0
    for value in data.values():
        if isinstance(value, list):
            total += len(value)
        elif isinstance(value, dict):
            inner = list(value.values())
            nested = [item for item in inner if isinstance(item, dict)]
            total += sum(len(item) for item in nested) if nested else len(inner)
    return total


def _marks(head: str) -> Counter[str]:
    return Counter(dict.fromkeys(_MARK.findall(head), 0))


def _certainty(marks: Counter[str]) -> str:
    known = [(MARKS[mark], number) for mark, number in marks.most_common() if mark in MARKS]
    return "；".join(f"{words} {n:,}" if n > 1 else words for words, n in known) or "未标注"
