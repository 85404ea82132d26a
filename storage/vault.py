"""Encrypts fields with AES-256-GCM. A blob says which key sealed it and is bound to its table, row and column.

Blob: version (1 byte) | key id (8 bytes) | nonce (12 bytes) | ciphertext and tag. The key id is the start of the key's own
SHA-256, so a key file needs no names. Key file: one base64 key of 32 bytes a line; the first seals, all open (rotation:
put a new line on top). Moving a blob to another row or column makes it unreadable.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
from datetime import date
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VERSION = b"\x01"
_KEY_BYTES, _ID_BYTES, _NONCE_BYTES = 32, 8, 12


class VaultError(RuntimeError):
    """A key file or a blob that cannot be used. The text never holds key or plaintext."""


def make_key_file(path: Path) -> None:
    """Writes a new key, readable by its owner only. Raises FileExistsError rather than replace one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(base64.b64encode(os.urandom(_KEY_BYTES)) + b"\n")


class Vault:
    """Seals and opens fields, and derives the salts that must be the same in every process."""

    def __init__(self, keys: list[bytes]) -> None:
        if not keys or any(len(key) != _KEY_BYTES for key in keys):
            raise VaultError("a data key must be 32 bytes")
        self._master = keys[0]
        self._keys = {_key_id(key): key for key in keys}
        self._ciphers = {_key_id(key): AESGCM(key) for key in keys}
        self._sealing = _key_id(keys[0])

    @classmethod
    def from_file(cls, path: Path) -> Vault:
        """Raises VaultError when the file is missing or holds something else than keys."""
        try:
            lines = path.read_bytes().split()
            return cls([base64.b64decode(line, validate=True) for line in lines])
        except FileNotFoundError:
            raise VaultError(
                f"the data key {path} is missing: restore it, or run the set-up for a new database"
            ) from None
        except binascii.Error:
            raise VaultError(f"the data key {path} is not base64") from None

    def seal(self, table: str, row: str, column: str, text: str) -> bytes:
        """The blob for one field."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._ciphers[self._sealing].encrypt(nonce, text.encode(), _bound_to(table, row, column))
        return _VERSION + self._sealing + nonce + sealed

    def open(self, table: str, row: str, column: str, blob: bytes) -> str:
        """The text of one field. Raises VaultError for an unknown key or a blob that is not of this place."""
        start = len(_VERSION) + _ID_BYTES
        cipher = self._ciphers.get(blob[len(_VERSION) : start])
        if blob[: len(_VERSION)] != _VERSION or cipher is None:
            raise VaultError("sealed with a key that is not in the key file")
        nonce, sealed = blob[start : start + _NONCE_BYTES], blob[start + _NONCE_BYTES :]
        try:
            return cipher.decrypt(nonce, sealed, _bound_to(table, row, column)).decode()
        except InvalidTag:
            raise VaultError(f"a field of {table}.{column} does not belong where it stands") from None

    @property
    def sealing_key(self) -> str:
        """The id of the key that seals now, as hex digits."""
        return self._sealing.hex()

    def is_current(self, blob: bytes) -> bool:
        """Whether a blob is sealed with the key that seals now; False: re-seal it before the old key goes."""
        start = len(_VERSION)
        return blob[start : start + _ID_BYTES] == self._sealing

    def mac(self, purpose: str, text: str, key_id: str) -> str:
        """An HMAC-SHA-256 in hex under the key of that id; empty when the key file no longer has it."""
        key = self._keys.get(bytes.fromhex(key_id))
        return hmac.new(key, f"{purpose}|{text}".encode(), hashlib.sha256).hexdigest() if key else ""

    def pseudonym(self, purpose: str, value: str, day: date | None = None) -> str:
        """16 hex digits that stand for `value`; with a day, others the next day. Not reversible without the key."""
        message = "|".join([purpose, day.isoformat() if day else "", value]).encode()
        return hmac.new(self._master, message, hashlib.sha256).hexdigest()[:16]


def _key_id(key: bytes) -> bytes:
    return hashlib.sha256(b"veiviser key id" + key).digest()[:_ID_BYTES]


def _bound_to(table: str, row: str, column: str) -> bytes:
    return "|".join([table, row, column]).encode()
