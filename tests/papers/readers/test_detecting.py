"""The content decides what a file is."""

import io

import pytest

from tests.papers.readers import samples
from workbench.papers.readers import detect


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "BMP", "WEBP", "GIF"])
def test_pictures(form: str) -> None:
    assert detect(samples.picture(form), "a.pdf") == "image"


def test_heic_photograph() -> None:
    import pillow_heif
    from PIL import Image

    out = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 64))).save(out)
    assert detect(out.getvalue(), "a.jpg") == "image"


CASES = {
    "empty": b"",
    "pdf": b"\r\nrubbish%PDF-1.7\n",
    "docx": samples.docx(samples.paragraph("甲")),
    "doc": samples.doc([("甲", False)]),
    "xls": samples.ole({"Workbook": b"x"}),
    "outlook": samples.ole({"__properties_version1.0": b"x"}),
    "ofd": samples.ofd(""),
    "archive": samples.zipped({"a.txt": "甲"}),
    "html": "<!DOCTYPE html><html><body>甲</body></html>".encode(),
    "rtf": b"{\\rtf1 a}",
    "eml": b"From: a@example.invalid\r\nSubject: x\r\n\r\nbody",
    "text": samples.SENTENCE.encode("gb18030"),
    "recording": b"RIFF\x24\x00\x00\x00WAVEfmt ",
    "unknown": bytes(range(128, 256)) * 9 + b"\0\1\2\3" * 50,
}


@pytest.mark.parametrize("kind", CASES)
def test_kind_follows_content_whatever_the_name(kind: str) -> None:
    assert detect(CASES[kind], "借条.docx") == kind


@pytest.mark.parametrize(
    "data",
    [b"Rar!\x1a\x07\x00x", b"7z\xbc\xaf\x27\x1cx", b"\x1f\x8b\x08x", b"BZh91AY", b"\xfd7zXZ\x00"],
)
def test_archives(data: bytes) -> None:
    assert detect(data, "a") == "archive"


@pytest.mark.parametrize("data", [b"ID3\x03", b"\xff\xfb\x90", b"\0\0\0\x18ftypM4A ", b"OggS"])
def test_recordings(data: bytes) -> None:
    assert detect(data + b"\1" * 100, "庭审.pdf") == "recording"


def test_markdown_is_known_by_its_name_only() -> None:
    assert detect(b"# a", "a.md") == "markdown"
    assert detect(b"# a", "a.txt") == "text"


def test_whitespace_alone_is_empty() -> None:
    assert detect(b" \r\n\t", "a.txt") == "empty"


def test_a_cut_document_keeps_its_kind() -> None:
    assert detect(CASES["docx"][:400], "a") == "docx"


def test_a_protected_office_file_is_named_by_its_extension() -> None:
    locked = samples.ole({"EncryptedPackage": b"x"})
    assert detect(locked, "a.xlsx") == "xlsx"
    assert detect(locked, "a.docx") == "docx"
