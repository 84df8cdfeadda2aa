"""The data key of a workspace and how it is kept.

A random 256-bit data key encrypts store and originals. It is itself wrapped (AES-GCM) by a key
that argon2id (RFC 9106) derives from the passphrase, or, without a passphrase, by the content of
a key file of mode 0600 beside it. Setting, changing and removing the passphrase rewraps the data
key; nothing else has to be written again.
"""

import base64
import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.kernel.errors import UserError
from workbench.kernel.files import write_atomically

KEYS_FILE = "keys.json"
KEY_FILE = "workspace.key"
_FORMAT = 1
# RFC 9106, second recommended option (64 MiB), so that an office PC opens within a second.
_TIME, _MEMORY_KIB, _LANES = 3, 65_536, 4


@dataclass(frozen=True)
class DataKey:
    """The secret of an open workspace; derive one key per purpose."""

    secret: bytes

    def derive(self, purpose: str) -> bytes:
        """Return 32 bytes for a purpose (HKDF-SHA-256): ``store``, ``library``, ``vault``."""
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        return HKDF(SHA256(), 32, None, purpose.encode()).derive(self.secret)


def create(folder: Path, passphrase: str | None = None) -> DataKey:
    """Make a new data key for a folder and write it wrapped."""
    key = DataKey(secrets.token_bytes(32))
    rewrap(folder, key, passphrase)
    return key


def exists(folder: Path) -> bool:
    """Say whether the folder already holds a wrapped key."""
    return (folder / KEYS_FILE).exists()


def needs_passphrase(folder: Path) -> bool:
    """Say whether the data key is wrapped by a passphrase.

    Raises:
        UserError: ``keys.json`` is damaged.
    """
    return bool(_load(folder)["mode"] == "passphrase")


def unlock(folder: Path, passphrase: str | None = None) -> DataKey:
    """Unwrap the data key.

    Raises:
        UserError: passphrase missing or wrong, key file missing, or ``keys.json`` damaged.
    """
    record = _load(folder)
    if record["mode"] == "passphrase":
        if not passphrase:
            raise UserError("此工作区设有口令。", "请输入口令。")
        wrapping = _from_passphrase(passphrase, record)
        wrong = UserError("口令不正确，工作区没有打开。", "请核对大小写和输入法后重试。")
    else:
        wrapping = _from_key_file(folder)
        wrong = UserError(
            "密钥文件 workspace.key 与此工作区不符，无法解密；文件未作任何改动。",
            "请放回原来的密钥文件，或从备份恢复。",
        )
    return DataKey(_unwrap(wrapping, record, wrong))


def rewrap(folder: Path, key: DataKey, passphrase: str | None) -> None:
    """Wrap the data key by a passphrase, or by a fresh key file where there is none.

    The new wrapping is on disk before the old one goes, so a crash in between leaves one that
    opens the workspace.
    """
    if passphrase:
        record: dict[str, Any] = {
            "mode": "passphrase",
            "salt": _text(secrets.token_bytes(16)),
            "time": _TIME,
            "memory_kib": _MEMORY_KIB,
            "lanes": _LANES,
        }
        _save(folder, record, _from_passphrase(passphrase, record), key)
        (folder / KEY_FILE).unlink(missing_ok=True)
        return
    path = folder / KEY_FILE
    if not path.exists():
        write_atomically(path, secrets.token_hex(32).encode(), mode=0o600)
    _save(folder, {"mode": "keyfile"}, _from_key_file(folder), key)


def _save(folder: Path, record: dict[str, Any], wrapping: bytes, key: DataKey) -> None:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(12)
    wrapped = AESGCM(wrapping).encrypt(nonce, key.secret, b"judges-workbench data key")
    record |= {"format": _FORMAT, "nonce": _text(nonce), "wrapped": _text(wrapped)}
    content = json.dumps(record, indent=1).encode()
    write_atomically(folder / KEYS_FILE, content, mode=0o600)


def _load(folder: Path) -> dict[str, Any]:
    damaged = UserError(
        "工作区的密钥记录 keys.json 缺失或损坏，无法打开；其他文件未作任何改动。",
        "请从备份恢复该文件或整个工作区。",
    )
    try:
        record = json.loads((folder / KEYS_FILE).read_bytes())
        mode, version = record["mode"], record["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise damaged from error
    if version > _FORMAT:
        raise UserError("此工作区由更新版本的程序建立，本版本不能打开。", "请安装新版本。")
    if mode not in ("passphrase", "keyfile"):
        raise damaged
    return dict(record)


def _unwrap(wrapping: bytes, record: dict[str, Any], wrong: UserError) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        nonce, wrapped = _bytes(record["nonce"]), _bytes(record["wrapped"])
        return AESGCM(wrapping).decrypt(nonce, wrapped, b"judges-workbench data key")
    except (InvalidTag, ValueError, KeyError) as error:
        raise wrong from error


def _from_passphrase(passphrase: str, record: dict[str, Any]) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        passphrase.encode(),
        _bytes(record["salt"]),
        time_cost=int(record["time"]),
        memory_cost=int(record["memory_kib"]),
        parallelism=int(record["lanes"]),
        hash_len=32,
        type=Type.ID,
    )


def _from_key_file(folder: Path) -> bytes:
    path = folder / KEY_FILE
    try:
        content = path.read_bytes().strip()
    except OSError as error:
        raise UserError(
            "找不到密钥文件 workspace.key，工作区无法解密；其他文件未作任何改动。",
            "请把该文件放回工作区文件夹，或从备份恢复。",
        ) from error
    if os.name == "posix" and path.stat().st_mode & 0o077:
        path.chmod(0o600)
    return hashlib.sha256(content).digest()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
