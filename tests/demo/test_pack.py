"""The selected articles of the demonstration's statute pack."""

import io
import re
import tarfile
from collections.abc import Iterable, Iterator
from importlib.resources import files

import pytest
import zstandard

from tests.support.data import data_folder, requires_data
from workbench.kernel.numerals import parse_integer

LABEL = re.compile(r"^(第[一二三四五六七八九十百千零]+条)[\s　]+(.*)$")
LENDING = "最高人民法院关于审理民间借贷案件适用法律若干问题的规定"
SOURCES = {
    "中华人民共和国民法典.md": ("flk-2026-03", "# 中华人民共和国民法典"),
    "中华人民共和国民事诉讼法（2021）.md": ("flk-2026-03", "# 中华人民共和国民事诉讼法（2021）"),
    "中华人民共和国民事诉讼法（2023）.md": ("flk-2026-03", "# 中华人民共和国民事诉讼法（2023）"),
    "最高人民法院关于适用《中华人民共和国民法典》有关担保制度的解释.md": (
        "flk-2026-03",
        "# 最高人民法院关于适用《中华人民共和国民法典》有关担保制度的解释",
    ),
    f"{LENDING}.md": ("lawref-2025-04", f"# {LENDING}"),
}
"""For each file of the pack: the edition that holds the whole text, and its first line there."""


def pack() -> dict[str, str]:
    folder = files("resources") / "demo" / "laws"
    return {entry.name: entry.read_text("utf-8") for entry in folder.iterdir()}


def articles(text: str) -> dict[str, str]:
    """Map each label to the article's characters, all white space removed."""
    found: dict[str, str] = {}
    label = ""
    for line in text.splitlines():
        match = LABEL.match(line)
        if match:
            label = match[1]
            found.setdefault(label, "")
        if line.startswith("#") or re.match(r"^[一二三四五六七八九十]、", line):
            label = ""
        if label:
            found[label] += re.sub(r"\s", "", match[2] if match else line)
    return found


def edition(name: str) -> Iterator[str]:
    """Yield the markdown files of one edition of the development data."""
    path = data_folder() / "laws" / f"{name}.tar.zst"
    raw = zstandard.ZstdDecompressor().stream_reader(io.BytesIO(path.read_bytes()))
    with tarfile.open(fileobj=raw, mode="r|") as archive:
        for member in archive:
            wanted = any(word in member.name for word in ("民法典", "民事诉讼法", "民间借贷"))
            body = archive.extractfile(member) if wanted and member.isfile() else None
            if body is not None and member.name.endswith(".md"):
                yield body.read().decode("utf-8")


def whole_texts(name: str, heads: Iterable[str]) -> dict[str, str]:
    wanted = set(heads)
    texts = {text.partition("\n")[0].strip(): text for text in edition(name)}
    return {head: texts[head] for head in wanted}


def test_the_pack_is_small_and_says_that_it_is_a_selection() -> None:
    texts = pack()
    assert set(texts) == set(SOURCES)
    assert 40 <= sum(len(articles(text)) for text in texts.values()) <= 80
    for name, text in texts.items():
        assert "- **收录范围**: 节选" in text.partition("## 正文")[0], name
        assert re.search(r"- \*\*生效日期\*\*: \d{4}-\d{2}-\d{2}", text), name


@pytest.mark.parametrize("name", SOURCES)
def test_articles_stand_in_order_without_repetition(name: str) -> None:
    numbers = [
        parse_integer(match[1][1:-1])
        for line in pack()[name].splitlines()
        if (match := LABEL.match(line))
    ]
    assert numbers
    assert numbers == sorted(set(numbers))


def test_the_two_versions_of_the_procedure_law_number_delayed_performance_differently() -> None:
    texts = pack()
    old = articles(texts["中华人民共和国民事诉讼法（2021）.md"])
    new = articles(texts["中华人民共和国民事诉讼法（2023）.md"])
    assert old["第二百六十条"] == new["第二百六十四条"]
    assert old["第二百六十四条"] != new["第二百六十四条"]


@requires_data
@pytest.mark.data
@pytest.mark.parametrize("name", ["flk-2026-03", "lawref-2025-04"])
def test_every_article_agrees_word_for_word_with_the_development_data(name: str) -> None:
    mine = {file: head for file, (source, head) in SOURCES.items() if source == name}
    whole = whole_texts(name, mine.values())
    texts = pack()
    for file, head in mine.items():
        official = articles(whole[head])
        for label, words in articles(texts[file]).items():
            assert words == official[label], f"{file} {label}"
