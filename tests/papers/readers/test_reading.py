"""The door: whatever comes in, an outcome comes out."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.papers.readers import samples
from workbench.kernel.errors import UserError
from workbench.papers.model import Outcome
from workbench.papers.readers import read, read_pages
from workbench.papers.readers.reading import extension_warning

GOOD = {
    "docx": samples.docx(samples.paragraph("原告张三甲")),
    "doc": samples.doc([("原告张三甲", False)]),
    "ofd": samples.ofd(""),
    "image": samples.picture(),
    "eml": b"From: a@example.invalid\r\nSubject: x\r\n\r\nbody",
    "rtf": b"{\\rtf1\\ansicpg936 a{\\b b}}",
}


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.docx", "a.pdf", "a", "借条.txt"]))
def test_any_bytes_end_in_an_outcome(data: bytes, name: str) -> None:
    result = read(data, name)
    assert bool(result.reason) == (result.outcome is not Outcome.READABLE)


@pytest.mark.parametrize("kind", GOOD)
def test_damaged_files_of_every_kind_end_in_an_outcome(kind: str) -> None:
    chance = random.Random(kind)
    for _ in range(12):
        data = bytearray(GOOD[kind])
        for _ in range(8):
            data[chance.randrange(len(data))] = chance.randrange(256)
        result = read(bytes(data[: chance.randrange(1, len(data))]), f"a.{kind}")
        assert bool(result.reason) == (result.outcome is not Outcome.READABLE)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "空的"),
        (b"ID3\x03" + b"\1" * 50, "庭审"),
        (samples.zipped({"a.txt": "甲"}), "压缩包"),
        (bytes(range(128, 256)) * 9 + b"\0\1\2\3" * 50, "无法辨认"),
    ],
)
def test_reasons_are_true_chinese_sentences(data: bytes, word: str) -> None:
    result = read(data, "a.bin")
    assert result.outcome is Outcome.UNREADABLE
    assert word in result.reason
    assert result.reason.endswith("。")


def test_misleading_extensions_are_warned_of() -> None:
    assert ".pdf" in read(GOOD["docx"], "起诉状.pdf").warnings[0]
    assert extension_warning("docx", "起诉状.DOCX") == ""
    assert extension_warning("text", "说明") == ""
    assert extension_warning("text", "说明.abc") == ""


def test_streaming_other_formats_gives_their_pages_or_the_reason() -> None:
    assert [page.text for page in read_pages("甲".encode(), "a.txt")] == ["甲"]
    with pytest.raises(UserError, match="空的"):
        next(read_pages(b"", "a.txt"))
