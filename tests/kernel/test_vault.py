"""The vault of originals."""

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.kernel.errors import UserError
from workbench.kernel.vault import Vault

KEY = bytes(range(32))
CHUNK = 1 << 20


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_round_trip_at_chunk_borders(tmp_path: Path, size: int) -> None:
    vault = Vault(tmp_path / "v", KEY)
    content = bytes(i % 251 for i in range(size))
    stored = vault.put(io.BytesIO(content))
    assert stored.size == size
    assert vault.read(stored.sha256) == content
    assert vault.verify(stored.sha256)


@settings(max_examples=25, deadline=None)
@given(content=st.binary(max_size=2000))
def test_round_trip(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    vault = Vault(tmp_path_factory.mktemp("v"), KEY)
    assert vault.read(vault.put(content).sha256) == content


def test_same_content_once_read_only_and_sealed(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "v", KEY)
    content = "起诉状正文".encode() * 50
    first, second = vault.put(content), vault.put(content)
    assert first.new
    assert not second.new
    path = vault.path(first.sha256)
    assert path.stat().st_mode & 0o222 == 0
    assert "起诉状".encode() not in path.read_bytes()
    assert list(vault.hashes()) == [first.sha256]


@pytest.mark.parametrize("damage", ["flip", "cut", "swap"])
def test_damage_is_noticed(tmp_path: Path, damage: str) -> None:
    vault = Vault(tmp_path / "v", KEY)
    stored = vault.put(bytes(CHUNK) + b"1" * CHUNK + b"tail")
    path = vault.path(stored.sha256)
    data = bytearray(path.read_bytes())
    head, sealed = 11, CHUNK + 16
    if damage == "flip":
        data[head + 5] ^= 1
    elif damage == "cut":
        data = data[: head + sealed]
    else:
        first, second = data[head : head + sealed], data[head + sealed : head + 2 * sealed]
        data[head : head + 2 * sealed] = second + first
    path.chmod(0o600)
    path.write_bytes(data)
    assert not vault.verify(stored.sha256)
    with pytest.raises(UserError, match="已损坏"):
        vault.read(stored.sha256)


def test_missing_original_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="缺失"):
        Vault(tmp_path, KEY).read("0" * 64)


def test_unwritable_folder_is_a_sentence(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(UserError, match="未能写入"):
        Vault(blocked, KEY).put(b"x")


def test_a_damaged_original_is_healed_by_the_good_file(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "v", KEY)
    stored = vault.put(b"content")
    path = vault.path(stored.sha256)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert vault.put(b"content").new
    assert vault.read(stored.sha256) == b"content"


def test_what_a_killed_process_left_is_cleaned(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "v", KEY)
    stored = vault.put(b"content")
    (vault.folder / ".0123.tmp").write_bytes(b"half")
    vault.clean()
    assert sorted(p.name for p in vault.folder.iterdir()) == [stored.sha256[:2]]


def test_an_original_in_the_place_of_another_is_noticed_by_its_hash(tmp_path: Path) -> None:
    vault = Vault(tmp_path, KEY)
    first, second = vault.put(b"one" * 999).sha256, vault.put(b"two" * 999).sha256
    place = vault.path(second)
    place.chmod(0o600)
    place.write_bytes(vault.path(first).read_bytes())
    content = vault.load(second)
    assert vault.is_content(content, first)
    assert not vault.is_content(content, second)
    with pytest.raises(UserError, match="原件已损坏"):
        vault.read(second)
