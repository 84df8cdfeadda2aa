"""Packs: folders and archives give the same laws in a stable order."""

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from workbench.kernel.errors import UserError
from workbench.law import pack
from workbench.law.model import ParsedLaw, Skipped
from workbench.law.pack import pack_name, read_pack

FILES = {
    "法律/中华人民共和国甲法_20200101.txt": "第一条　甲。\n第二条　自2020年5月1日起施行。",
    "行政法规/乙条例_20210101.txt": "第一条　乙。",
    "行政法规/图片.png": "x",
    ".隐藏/丙法.txt": "第一条　丙。",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "测试包"
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def summary(path: Path) -> list[tuple[str, str]]:
    return [
        (item.source, item.title) if isinstance(item, ParsedLaw) else (item.file, "跳过")
        for item in read_pack(path)
    ]


EXPECTED = [
    ("法律/中华人民共和国甲法_20200101.txt", "中华人民共和国甲法"),
    ("行政法规/乙条例_20210101.txt", "乙条例"),
    ("行政法规/图片.png", "跳过"),
]


def test_folder(folder: Path) -> None:
    assert summary(folder) == EXPECTED
    first = next(read_pack(folder))
    assert isinstance(first, ParsedLaw)
    assert first.pack == "测试包"


def test_zip(tmp_path: Path) -> None:
    path = tmp_path / "包.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in FILES.items():
            archive.writestr(name, text)
    assert summary(path) == EXPECTED


def test_zip_with_names_in_gbk(tmp_path: Path) -> None:
    # Chinese Windows writes GBK names without a flag; zipfile itself would write UTF-8 with one.
    path = tmp_path / "包.zip"
    stand_ins: dict[bytes, bytes] = {}
    with zipfile.ZipFile(path, "w") as archive:
        for letter, (name, text) in zip("abcd", FILES.items(), strict=True):
            written = name.encode("gb18030")
            archive.writestr(letter * len(written), text)
            stand_ins[letter.encode() * len(written)] = written
    data = path.read_bytes()
    for stand_in, written in stand_ins.items():
        data = data.replace(stand_in, written)
    path.write_bytes(data)
    assert summary(path) == EXPECTED


@pytest.mark.parametrize("ending", [".tar", ".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst"])
def test_tar(folder: Path, tmp_path: Path, ending: str) -> None:
    import zstandard

    raw = io.BytesIO()
    packed = ending.removeprefix(".tar.")
    mode = f"w:{packed}" if packed in ("gz", "bz2", "xz") else "w"
    with tarfile.open(fileobj=raw, mode=mode) as archive:  # type: ignore[call-overload]
        for path in sorted(folder.rglob("*")):
            archive.add(path, path.relative_to(folder).as_posix(), recursive=False)
    data = raw.getvalue()
    if ending == ".tar.zst":
        data = zstandard.ZstdCompressor().compress(data)
    target = tmp_path / f"测试包{ending}"
    target.write_bytes(data)
    assert summary(target) == EXPECTED
    target.write_bytes(data[: len(data) // 2])
    with pytest.raises(UserError, match="损坏"):
        summary(target)


def test_single_file_and_missing_path(folder: Path, tmp_path: Path) -> None:
    path = folder / "法律" / "中华人民共和国甲法_20200101.txt"
    assert summary(path) == [(path.name, "中华人民共和国甲法")]
    with pytest.raises(UserError, match="找不到"):
        summary(tmp_path / "没有")


def test_an_archive_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "坏.zip"
    path.write_bytes(b"PK\x03\x04 not an archive")
    with pytest.raises(UserError, match="损坏"):
        summary(path)


def test_files_that_are_too_large_are_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack, "MAX_BYTES", 40)
    skipped = [item for item in read_pack(folder) if isinstance(item, Skipped)]
    assert [item.file for item in skipped] == [EXPECTED[0][0], EXPECTED[2][0]]
    assert "未导入" in skipped[0].reason


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("flk-2026-03.tar.zst", "flk-2026-03"),
        ("包.zip", "包"),
        ("某法.docx", "某法.docx"),
        ("包", "包"),
    ],
)
def test_names_of_packs(name: str, expected: str) -> None:
    assert pack_name(Path(name)) == expected
