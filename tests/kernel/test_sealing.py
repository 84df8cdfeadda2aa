"""Reading an original at any place."""

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.kernel.errors import UserError
from workbench.kernel.sealing import CHUNK, HEAD, TAG
from workbench.kernel.vault import Vault

KEY = bytes(range(32))
CONTENT = bytes(i * 7 % 251 for i in range(CHUNK)) + bytes(i % 13 for i in range(CHUNK + 1000))


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> tuple[Vault, str]:
    kept = Vault(tmp_path_factory.mktemp("v"), KEY)
    return kept, kept.put(CONTENT).sha256


@settings(max_examples=40, deadline=None)
@given(steps=st.lists(st.tuples(st.sampled_from([0, 1, 2]), st.integers(), st.integers(0, 99_999))))
def test_any_walk_reads_what_memory_reads(
    vault: tuple[Vault, str], steps: list[tuple[int, int, int]]
) -> None:
    kept, name = vault
    plain = io.BytesIO(CONTENT)
    with kept.open(name) as opened:
        for whence, offset, size in steps:
            # Python's own memory file refuses a place before the beginning; ours stops there.
            base = (0, plain.tell(), len(CONTENT))[whence]
            place = max(0, base + offset % (2 * len(CONTENT)) - len(CONTENT))
            assert opened.seek(place) == plain.seek(place)
            assert opened.read(size) == plain.read(size)
            assert opened.tell() == plain.tell()


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1])
def test_read_to_the_end_at_chunk_borders(tmp_path: Path, size: int) -> None:
    kept = Vault(tmp_path / "v", KEY)
    stored = kept.put(bytes(size))
    with kept.open(stored.sha256) as opened:
        assert opened.read() == bytes(size)
        assert opened.seek(0, io.SEEK_END) == size
        assert opened.read(10) == b""


def test_a_damaged_chunk_is_noticed_when_it_is_touched_and_not_before(tmp_path: Path) -> None:
    kept = Vault(tmp_path / "v", KEY)
    stored = kept.put(CONTENT)
    path = kept.path(stored.sha256)
    data = bytearray(path.read_bytes())
    data[HEAD + (CHUNK + TAG) + 5] ^= 1
    path.chmod(0o600)
    path.write_bytes(data)
    with kept.open(stored.sha256) as opened:
        assert opened.read(1000) == CONTENT[:1000]
        opened.seek(CHUNK + 3)
        with pytest.raises(UserError, match="原件已损坏"):
            opened.read(10)


def test_a_file_cut_at_a_chunk_is_noticed(tmp_path: Path) -> None:
    kept = Vault(tmp_path / "v", KEY)
    stored = kept.put(CONTENT)
    path = kept.path(stored.sha256)
    data = path.read_bytes()[: HEAD + CHUNK + TAG]
    path.chmod(0o600)
    path.write_bytes(data)
    with kept.open(stored.sha256) as opened, pytest.raises(UserError, match="原件已损坏"):
        opened.read()


def test_what_is_not_there_or_not_sealed_is_said(tmp_path: Path) -> None:
    kept = Vault(tmp_path / "v", KEY)
    with pytest.raises(UserError, match="缺失"):
        kept.open("0" * 64)
    path = kept.path("1" * 64)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"RIFF")
    with pytest.raises(UserError, match="原件已损坏"):
        kept.open("1" * 64)
