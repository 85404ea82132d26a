"""Sealed fields open only where they belong, with the keys of the key file."""

import base64
import os
import stat
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.vault import Vault, VaultError, make_key_file

PLACE = ("turn", "row1", "said")


@pytest.fixture
def vault() -> Vault:
    return Vault([os.urandom(32)])


@given(text=st.text(max_size=300))
def test_what_is_sealed_opens_again_and_is_not_readable(text: str) -> None:
    vault = Vault([b"k" * 32])
    blob = vault.seal(*PLACE, text)
    assert vault.open(*PLACE, blob) == text
    assert len(text) < 4 or text.encode() not in blob


def test_the_same_text_is_never_sealed_alike(vault: Vault) -> None:
    assert vault.seal(*PLACE, "slag") != vault.seal(*PLACE, "slag")


@pytest.mark.parametrize(
    "other", [("feedback", "row1", "said"), ("turn", "row2", "said"), ("turn", "row1", "answered")]
)
def test_a_blob_that_was_moved_does_not_open(vault: Vault, other: tuple[str, str, str]) -> None:
    with pytest.raises(VaultError, match="does not belong"):
        vault.open(*other, vault.seal(*PLACE, "slag"))


def test_a_changed_bit_is_noticed(vault: Vault) -> None:
    blob = bytearray(vault.seal(*PLACE, "slag"))
    blob[-1] ^= 1
    with pytest.raises(VaultError):
        vault.open(*PLACE, bytes(blob))


def test_a_new_key_on_top_seals_and_the_old_one_still_opens() -> None:
    old, new = os.urandom(32), os.urandom(32)
    before = Vault([old]).seal(*PLACE, "slag")
    rotated = Vault([new, old])
    assert rotated.open(*PLACE, before) == "slag"
    after = rotated.seal(*PLACE, "fall")
    assert Vault([new]).open(*PLACE, after) == "fall"
    with pytest.raises(VaultError, match="not in the key file"):
        Vault([old]).open(*PLACE, after)


def test_an_error_tells_neither_key_nor_text(vault: Vault) -> None:
    with pytest.raises(VaultError) as caught:
        vault.open("turn", "row9", "said", vault.seal(*PLACE, "hjerneslag"))
    assert "hjerneslag" not in str(caught.value)


def test_a_key_file_is_the_owners_alone_and_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "secrets" / "data.key"
    make_key_file(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert Vault.from_file(path).seal(*PLACE, "x")
    with pytest.raises(FileExistsError):
        make_key_file(path)


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "missing"), (b"", "32 bytes"), (b"@@@\n", "base64"), (base64.b64encode(b"short"), "32 bytes")],
)
def test_an_unusable_key_file_is_refused(tmp_path: Path, content: bytes | None, says: str) -> None:
    path = tmp_path / "data.key"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(VaultError, match=says):
        Vault.from_file(path)


def test_pseudonyms_hold_for_a_day(vault: Vault) -> None:
    monday, tuesday = date(2026, 11, 23), date(2026, 11, 24)
    assert vault.pseudonym("address", "192.0.2.1", monday) == vault.pseudonym("address", "192.0.2.1", monday)
    assert vault.pseudonym("address", "192.0.2.1", monday) != vault.pseudonym("address", "192.0.2.1", tuesday)
    assert vault.pseudonym("address", "192.0.2.1") != vault.pseudonym("limit", "192.0.2.1")
    assert "192" not in vault.pseudonym("address", "192.0.2.1")
