"""What may be imported: files, folders, archives, rows of JSON Lines."""

import gzip
import io
import json
import os
import shutil
import tarfile
import zipfile
from pathlib import Path

import pytest
import zstandard

from tests.law.precedents import samples
from workbench.kernel.errors import UserError
from workbench.law.model import Skipped
from workbench.law.precedents.json_rows import row
from workbench.law.precedents.raw_text import Raw
from workbench.law.precedents.sources import read_sources
from workbench.papers.plain_text import text_of


def everything(path: Path, passed_over: int = 0) -> list[Raw | Skipped]:
    """Read all documents of a path."""
    return [take() for _, take in read_sources(path, text_of, passed_over)]


def names(items: list[Raw | Skipped]) -> list[str]:
    """Return names, those of skipped ones in brackets."""
    return [f"({item.file})" if isinstance(item, Skipped) else item.source for item in items]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "文书"
    (made / "子").mkdir(parents=True)
    (made / "a.txt").write_text(samples.CRIMINAL, "gb18030")
    (made / "b.html").write_text(f"<html><body><p>{samples.CIVIL_FIRST}</p></body></html>", "utf-8")
    (made / "c.xlsx").write_bytes(b"PK\x03\x04")
    (made / "d.txt").write_bytes(b"  \n")
    (made / "子" / "e.txt").write_text(samples.GUIDING, "utf-16")
    return made


def test_a_folder_in_any_encoding(folder: Path) -> None:
    items = everything(folder)
    assert names(items) == ["a.txt", "b.html", "(c.xlsx)", "(d.txt)", "子/e.txt"]
    texts = [item.text for item in items if isinstance(item, Raw)]
    assert "戚六丑" in texts[0]
    assert "王五丙" in texts[1]
    assert "示例甲公司" in texts[2]
    reasons = [item.reason for item in items if isinstance(item, Skipped)]
    assert reasons == ["不是可以导入的裁判文书格式。", "文件是空的。"]


def test_archives_alone_and_within_folders(folder: Path, tmp_path: Path) -> None:
    packed = tmp_path / "包.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(folder / "a.txt", "甲/a.txt")
    with tarfile.open(tmp_path / "包.tar.gz", "w:gz") as tar:
        tar.add(folder / "a.txt", "乙/a.txt")
    assert names(everything(packed)) == ["甲/a.txt"]
    assert names(everything(tmp_path / "包.tar.gz")) == ["乙/a.txt"]
    packed.rename(folder / "z.zip")
    assert names(everything(folder))[-2:] == ["z.zip/甲/a.txt", "子/e.txt"]


def test_rows_within_archives(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "包.zip", "w") as archive:
        archive.writestr("甲.jsonl", rows({"id": "7", "text": "正文"}, {"id": "8", "text": "又一"}))
        archive.writestr("乙.jsonl", b"")
    assert names(everything(tmp_path / "包.zip")) == ["甲.jsonl#7", "甲.jsonl#8", "(乙.jsonl)"]


def test_a_damaged_archive_in_a_folder_is_named(folder: Path) -> None:
    (folder / "z.zip").write_bytes(b"PK\x03\x04" + b"x" * 40)
    items = everything(folder)
    assert "(z.zip)" in names(items)
    assert len(items) == 6


def rows(*fields: object) -> bytes:
    """Return lines of JSON."""
    return "\n".join(json.dumps(one, ensure_ascii=False) for one in fields).encode()


def test_rows_plain_and_compressed(tmp_path: Path) -> None:
    content = rows({"id": "7", "title": "某案", "text": "正文"}, {"id": "8", "text": ""})
    (tmp_path / "a.jsonl").write_bytes(content + b"\nnot json\n[1]\n")
    (tmp_path / "b.jsonl.zst").write_bytes(zstandard.ZstdCompressor().compress(content))
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(content))
    first = everything(tmp_path / "a.jsonl")
    assert first[0] == Raw("a.jsonl#7", "正文", "某案")
    assert names(first)[1:] == ["(a.jsonl#2)", "(a.jsonl#3)", "(a.jsonl#4)"]
    assert names(everything(tmp_path / "b.jsonl.zst")) == ["b.jsonl.zst#7", "(b.jsonl.zst#2)"]
    assert len(everything(tmp_path)) == 8


def test_fields_of_an_entry_become_a_text() -> None:
    fields = {
        "标题": "示例案",
        "关键词": ["民事", "买卖"],
        "基本案情": "甲",
        "入库编号": "2099-07-2-1-001",
    }
    item = row(rows(fields), "a.jsonl#1")
    assert isinstance(item, Raw)
    assert item.source == "a.jsonl#2099-07-2-1-001"
    assert "关键词\n民事 买卖\n" in item.text


def test_what_was_dealt_with_is_passed_over_unread(folder: Path) -> None:
    read: list[str] = []

    def reader(data: bytes, name: str) -> str:
        read.append(name)
        return text_of(data, name)

    left = [take() for _, take in read_sources(folder, reader, 3)]
    assert names(left) == ["(d.txt)", "子/e.txt"]
    assert read == ["子/e.txt"]


def test_a_missing_path_and_a_cut_file(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="找不到"):
        everything(tmp_path / "没有")
    whole = zstandard.ZstdCompressor().compress(rows({"id": "1", "text": "正文" * 50_000}))
    (tmp_path / "cut.jsonl.zst").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UserError, match="损坏"):
        everything(tmp_path / "cut.jsonl.zst")


def test_files_are_read_by_what_they_hold(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    for line in samples.CIVIL_FIRST.split("\n"):
        document.add_paragraph(line)
    document.save(str(tmp_path / "甲.txt"))
    shutil.copy(tmp_path / "甲.txt", tmp_path / "没有扩展名")
    page = "".join(f"<p>{line}</p>" for line in samples.CIVIL_FIRST.split("\n"))
    (tmp_path / "网页.txt").write_text(f"<!DOCTYPE html><html><body>{page}</body></html>", "utf-8")
    rich = "".join("\\par " if c == "\n" else f"\\u{ord(c)}?" for c in samples.CIVIL_FIRST)
    (tmp_path / "富文本.txt").write_text("{\\rtf1\\ansi " + rich + "}", "utf-8")
    items = everything(tmp_path)
    assert len(items) == 4
    for item in items:
        assert isinstance(item, Raw), item
        assert "\n（2022）粤0304民初90017号\n" in item.text
        assert "<p>" not in item.text


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    for name in ("扫描.jpg", "包.rar", "包.7z", "表.xlsx"):
        (tmp_path / name).write_bytes(b"x" * 100)
    with zipfile.ZipFile(tmp_path / "包.zip", "w") as archive:
        archive.writestr("内.tar.gz", b"x" * 100)
    reasons = {i.file: i.reason for i in everything(tmp_path) if isinstance(i, Skipped)}
    assert set(reasons) == {"扫描.jpg", "包.rar", "包.7z", "表.xlsx", "包.zip/内.tar.gz"}
    assert "图片" in reasons["扫描.jpg"]
    assert "解压" in reasons["包.rar"]
    assert "解压" in reasons["包.7z"]
    assert "解压" in reasons["包.zip/内.tar.gz"]


def test_archives_within_archives(tmp_path: Path) -> None:
    def packed(name: str, content: bytes) -> bytes:
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as archive:
            archive.writestr(name, content)
        return held.getvalue()

    inner = packed("a.txt", samples.CRIMINAL.encode())
    (tmp_path / "外.zip").write_bytes(packed("内.zip", inner))
    (tmp_path / "坏.zip").write_bytes(packed("内.zip", inner[:40]))
    (tmp_path / "深.zip").write_bytes(packed("一.zip", packed("二.zip", packed("三.zip", inner))))
    assert set(names(everything(tmp_path))) == {
        *("外.zip/内.zip/a.txt", "(坏.zip/内.zip)", "(深.zip/一.zip/二.zip/三.zip)")
    }


def test_names_in_gbk_can_be_stored(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "包.tar", "w", encoding="gbk", format=tarfile.GNU_FORMAT) as tar:
        member = tarfile.TarInfo("判决/一.txt")
        content = samples.CRIMINAL.encode()
        member.size = len(content)
        tar.addfile(member, io.BytesIO(content))
    with Path(os.fsdecode(os.fsencode(tmp_path) + "/乱码.txt".encode("gbk"))).open("wb") as file:
        file.write(content)
    assert sorted(names(everything(tmp_path))) == ["乱码.txt", "包.tar/判决/一.txt"]


def test_rows_in_other_encodings_and_rows_that_are_too_long(tmp_path: Path) -> None:
    whole = json.dumps({"id": "甲", "text": "正文"}, ensure_ascii=False)
    (tmp_path / "a.jsonl").write_text(f"{whole}\n{whole}\n", "utf-16")
    (tmp_path / "b.jsonl").write_text(f"{whole}\n", "gb18030")
    (tmp_path / "c.jsonl").write_text(f"{whole}\n", "utf-8-sig")
    with (tmp_path / "d.jsonl").open("wb") as file:
        file.write(b'{"id": "1", "text": "' + b"a" * (33 << 20) + b'"}\n')
        file.write(whole.encode())
    items = everything(tmp_path)
    assert names(items) == ["a.jsonl#甲"] * 2 + [f"{n}.jsonl#甲" for n in "bc"] + [
        "(d.jsonl#1)",
        "d.jsonl#甲",
    ]
    (too_long,) = (item for item in items if isinstance(item, Skipped))
    assert too_long.reason == "这一行超过 32 MB，未导入。"


def test_half_characters_of_json_become_ones_that_can_be_stored() -> None:
    item = row(b'{"id": "a\\ud800", "title": "\\ud83d", "text": "\\ud800b"}', "a.jsonl#1")
    assert item == Raw("a.jsonl#a?", "?b", "?")
