"""Keys: passphrase set, changed, removed; the key file; damage."""

import os
from pathlib import Path

import pytest

from workbench.kernel import keys
from workbench.kernel.errors import UserError


def test_key_file_is_private_and_opens(tmp_path: Path) -> None:
    key = keys.create(tmp_path)
    assert not keys.needs_passphrase(tmp_path)
    if os.name == "posix":
        assert (tmp_path / keys.KEY_FILE).stat().st_mode & 0o777 == 0o600
    assert keys.unlock(tmp_path) == key
    assert key.derive("store") != key.derive("vault")


def test_loose_mode_of_the_key_file_is_tightened(tmp_path: Path) -> None:
    keys.create(tmp_path)
    (tmp_path / keys.KEY_FILE).chmod(0o644)
    keys.unlock(tmp_path)
    assert (tmp_path / keys.KEY_FILE).stat().st_mode & 0o777 == 0o600


def test_passphrase_set_changed_removed(tmp_path: Path) -> None:
    key = keys.create(tmp_path)
    keys.rewrap(tmp_path, key, "第一个口令 one")
    assert keys.needs_passphrase(tmp_path)
    assert not (tmp_path / keys.KEY_FILE).exists()
    assert keys.unlock(tmp_path, "第一个口令 one") == key
    keys.rewrap(tmp_path, key, "第二个口令 two")
    with pytest.raises(UserError, match="口令不正确"):
        keys.unlock(tmp_path, "第一个口令 one")
    assert keys.unlock(tmp_path, "第二个口令 two") == key
    keys.rewrap(tmp_path, key, None)
    assert keys.unlock(tmp_path) == key


def test_missing_passphrase_and_key_file(tmp_path: Path) -> None:
    key = keys.create(tmp_path)
    (tmp_path / keys.KEY_FILE).rename(tmp_path / "elsewhere")
    with pytest.raises(UserError, match="找不到密钥文件"):
        keys.unlock(tmp_path)
    keys.rewrap(tmp_path, key, "口令口令口令口令")
    with pytest.raises(UserError, match="请输入口令"):
        keys.unlock(tmp_path)


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b'{"mode": "other", "format": 1}'])
def test_damaged_record_is_a_sentence(tmp_path: Path, content: bytes) -> None:
    keys.create(tmp_path)
    (tmp_path / keys.KEYS_FILE).write_bytes(content)
    with pytest.raises(UserError, match=r"keys\.json"):
        keys.unlock(tmp_path)


def test_foreign_key_file_is_told_apart(tmp_path: Path) -> None:
    keys.create(tmp_path)
    (tmp_path / keys.KEY_FILE).write_text("0" * 64)
    with pytest.raises(UserError, match="与此工作区不符"):
        keys.unlock(tmp_path)
