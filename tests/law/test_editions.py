"""The official Word files against the markdown of the same laws, on the development data."""

import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.data import data_folder, requires_data
from workbench.law.model import ParsedLaw, Skipped
from workbench.law.pack import read_pack
from workbench.law.parse_markdown import parse_markdown
from workbench.law.parse_titles import file_title, key_of

WORD = data_folder() / "laws" / "flk-docx-sample.tar.zst"
MARKDOWN = data_folder() / "laws" / "flk-2026-03.tar.zst"


@pytest.fixture(scope="module")
def word() -> list[ParsedLaw | Skipped]:
    return list(read_pack(WORD))


@pytest.fixture(scope="module")
def markdown(word: list[ParsedLaw | Skipped]) -> dict[tuple[str, object], list[ParsedLaw]]:
    wanted = {key_of(law.title) for law in word if isinstance(law, ParsedLaw)}
    found: dict[tuple[str, object], list[ParsedLaw]] = {}
    for name, text in _members(MARKDOWN):
        if key_of(file_title(Path(name).stem)[0]) in wanted:
            law = parse_markdown(text, name)
            if isinstance(law, ParsedLaw):
                found.setdefault((key_of(law.title), law.promulgated), []).append(law)
    return found


def _members(path: Path) -> Iterator[tuple[str, str]]:
    import zstandard

    with path.open("rb") as file:
        stream = zstandard.ZstdDecompressor().stream_reader(file)
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                content = archive.extractfile(member) if member.isfile() else None
                if content:
                    yield member.name, content.read().decode()


@requires_data
def test_every_good_word_file_is_read_and_every_other_has_a_reason(
    word: list[ParsedLaw | Skipped],
) -> None:
    read = [law for law in word if isinstance(law, ParsedLaw)]
    reasons = [law.reason for law in word if isinstance(law, Skipped)]
    assert len(read) == 240
    assert sum("旧版 Word" in reason for reason in reasons) == 58
    assert sum("网页" in reason for reason in reasons) == 2
    assert all(law.articles for law in read)
    assert sum(law.promulgated is None for law in read) == 0


@requires_data
def test_word_and_markdown_agree_on_the_articles(
    word: list[ParsedLaw | Skipped], markdown: dict[tuple[str, object], list[ParsedLaw]]
) -> None:
    pairs = [
        (law, max(versions, key=lambda version: len(version.articles)))
        for law in word
        if isinstance(law, ParsedLaw)
        and (versions := markdown.get((key_of(law.title), law.promulgated)))
    ]
    assert len(pairs) >= 225
    equal = sum(len(ours.articles) == len(theirs.articles) for ours, theirs in pairs)
    assert equal / len(pairs) >= 0.88
    # Where they differ the markdown lost articles; the Word file never has fewer.
    for ours, theirs in pairs:
        lost = {a.label for a in theirs.articles} - {a.label for a in ours.articles}
        assert not lost, ours.title
