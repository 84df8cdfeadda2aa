"""Files, folders and archives, with nothing left out silently."""

import io
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.papers.readers.samples import docx, paragraph, zipped
from workbench.kernel.errors import UserError
from workbench.papers.readers import Incoming, expand
from workbench.papers.readers.archives import Budget
from workbench.papers.readers.walk import natural_key


def walked(path: Path, budget: Budget | None = None) -> list[Incoming]:
    return list(expand([path], budget))


def found(path: Path, budget: Budget | None = None) -> dict[str, str]:
    return {one.source: one.problem for one in walked(path, budget)}


def stored(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def tarred(members: dict[str, bytes], mode: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def test_folders_come_in_natural_order_with_litter_named(tmp_path: Path) -> None:
    folder = tmp_path / "卷宗"
    (folder / "证据").mkdir(parents=True)
    for name in ("2.txt", "10.txt", "Thumbs.db", "证据/1.txt"):
        (folder / name).write_text("甲")
    result = walked(folder)
    assert [one.source for one in result] == [
        "卷宗/2.txt", "卷宗/10.txt", "卷宗/Thumbs.db", "卷宗/证据/1.txt",
    ]  # fmt: skip
    assert [bool(one.problem) for one in result] == [False, False, True, False]
    assert result[0].read() == "甲".encode()
    assert natural_key("证据2") < natural_key("证据10")


def test_links_pipes_and_missing_files_are_problems(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    outside = stored(tmp_path, "secret.txt", b"x")
    (folder / "out").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    (folder / "dead").symlink_to(folder / "none")
    os.mkfifo(folder / "pipe")
    problems = found(folder)
    assert "之外" in problems["a/out"]
    assert "未重复" in problems["a/loop"]
    assert "失效" in problems["a/dead"]
    assert "普通文件" in problems["a/pipe"]
    assert "不存在" in found(tmp_path / "没有.txt")["没有.txt"]


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    assert "空的" in found(tmp_path / "空")["空"]


def test_unreadable_files_are_problems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = stored(tmp_path, "a.txt", b"x")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    assert "权限" in found(path)["a.txt"]


def test_gbk_names_of_chinese_windows_are_read(tmp_path: Path) -> None:
    data = zipped({"XXXX.txt": "甲"}).replace(b"XXXX", "借条".encode("gbk"))
    path = stored(tmp_path, "证据.zip", data)
    assert [one.source for one in walked(path)] == ["证据.zip/借条.txt"]


def test_office_documents_are_not_opened_as_archives(tmp_path: Path) -> None:
    path = stored(tmp_path, "a.docx", docx(paragraph("甲")))
    assert [(one.path, one.data) for one in walked(path)] == [(path, None)]


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_tars_of_every_packing(tmp_path: Path, mode: str) -> None:
    path = stored(tmp_path, "a.tar", tarred({"卷/1.txt": b"x", "../../2.txt": b"y"}, mode))
    result = walked(path)
    assert [(one.source, one.data) for one in result] == [
        ("a.tar/卷/1.txt", b"x"), ("a.tar/2.txt", b"y"),
    ]  # fmt: skip


def test_zstd_tars_and_single_packed_files(tmp_path: Path) -> None:
    import gzip

    import zstandard

    packed = zstandard.compress(tarred({"1.txt": b"x"}, "w"))
    assert found(stored(tmp_path, "a.tar.zst", packed)) == {"a.tar.zst/1.txt": ""}
    assert found(stored(tmp_path, "b.tar.zst", packed[:-9] + b"123456789"))
    single = walked(stored(tmp_path, "说明.txt.gz", gzip.compress("甲".encode())))
    assert [(one.name, one.data) for one in single] == [("说明.txt", "甲".encode())]


def test_archives_in_archives_to_a_limit(tmp_path: Path) -> None:
    data = zipped({"1.txt": b"x"})
    for _ in range(3):
        data = zipped({"内.zip": data})
    path = stored(tmp_path, "外.zip", data)
    assert found(path) == {"外.zip/内.zip/内.zip/内.zip/1.txt": ""}
    assert "过深" in found(path, Budget(depth=2))["外.zip/内.zip/内.zip"]


def test_members_cannot_leave_the_archive(tmp_path: Path) -> None:
    names = ["../../etc/x", "/top/y", "C:\\甲\\z"]
    path = stored(tmp_path, "a.zip", zipped(dict.fromkeys(names, b"x")))
    assert list(found(path)) == ["a.zip/etc/x", "a.zip/top/y", "a.zip/甲/z"]


def test_limits_are_said_and_never_silent(tmp_path: Path) -> None:
    path = stored(tmp_path, "a.zip", zipped({f"{i}.txt": b"x" * 100 for i in range(5)}))
    assert "数量超出" in list(found(path, Budget(files=2)).values())[-1]
    assert "总量超出" in list(found(path, Budget(total=250)).values())[-1]
    assert "过大" in found(path, Budget(member=50))["a.zip/0.txt"]
    bomb = stored(tmp_path, "b.zip", zipped({"0": b"\0" * 3_000_000}))
    assert "压缩比" in found(bomb)["b.zip/0"]


def test_locked_damaged_foreign_and_empty_archives(tmp_path: Path) -> None:
    locked = bytearray(zipped({"a.txt": b"x" * 50}))
    directory = locked.index(b"PK\x01\x02")
    locked[6] |= 1
    locked[directory + 8] |= 1
    assert "密码" in found(stored(tmp_path, "l.zip", bytes(locked)))["l.zip/a.txt"]
    cut = tarred({"1.txt": b"x" * 9000}, "w:gz")[:60]
    assert any("损坏" in problem for problem in found(stored(tmp_path, "c.tgz", cut)).values())
    assert "RAR" in found(stored(tmp_path, "r.rar", b"Rar!\x1a\x07\x00"))["r.rar"]
    assert "空的" in found(stored(tmp_path, "e.zip", zipped({})))["e.zip"]


def test_a_member_with_a_wrong_checksum_is_a_problem_of_its_own(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("bad.txt", b"AAAA")
        archive.writestr("good.txt", b"BBBB")
    path = stored(tmp_path, "a.zip", out.getvalue().replace(b"AAAA", b"AAAB", 1))
    problems = found(path)
    assert "损坏" in problems["a.zip/bad.txt"]
    assert problems["a.zip/good.txt"] == ""


def test_reading_a_problem_raises_its_sentence() -> None:
    with pytest.raises(UserError, match="跳过"):
        Incoming("a", "a", None, None, "已跳过。").read()
