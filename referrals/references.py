"""References that people can read aloud, and secrets that open them. Crockford's base32: no I, L, O or U."""

from __future__ import annotations

import hashlib
import hmac
import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BODY_SIGNS = _ALPHABET[:31]
"""Thirty-one, a prime: so the check sign catches every single slip. `Z` stands in secrets only."""
_LOOKS_LIKE = str.maketrans("ILOU", "110V")
_BODY, _SECRET_SIGNS, _GROUP = 7, 20, 4


def new_reference() -> str:
    """`V-7KQ3-M9TD`: nearly 35 random bits and a check sign."""
    body = "".join(secrets.choice(_BODY_SIGNS) for _ in range(_BODY))
    whole = body + _check_sign(body)
    return f"V-{whole[:4]}-{whole[4:]}"


def new_secret() -> str:
    """Five groups of four signs, 100 random bits: `7KQ3-M9TD-...`."""
    signs = "".join(secrets.choice(_ALPHABET) for _ in range(_SECRET_SIGNS))
    return "-".join(signs[at : at + _GROUP] for at in range(0, _SECRET_SIGNS, _GROUP))


def read_reference(written: str) -> str | None:
    """The reference that somebody wrote in their own way; None when it cannot be one (a slip is caught by the check sign)."""
    signs = _signs(written)
    if len(signs) == _BODY + 2 and signs.startswith("V"):
        signs = signs[1:]
    if len(signs) != _BODY + 1 or set(signs) - set(_BODY_SIGNS) or _check_sign(signs[:-1]) != signs[-1]:
        return None
    return f"V-{signs[:4]}-{signs[4:]}"


def secret_hash(secret: str) -> str:
    """What is kept of a secret. It has 100 random bits, so it needs neither salt nor a slow hash."""
    return hashlib.sha256(_signs(secret).encode()).hexdigest()


def opens(secret: str, kept: str) -> bool:
    """Whether the secret is the one, in constant time."""
    return hmac.compare_digest(secret_hash(secret), kept)


def _signs(written: str) -> str:
    return "".join(sign for sign in written.upper() if sign.isalnum()).translate(_LOOKS_LIKE)


def _check_sign(body: str) -> str:
    """A weighted sum modulo the number of signs: any one wrong sign shows, and any two neighbours that changed places."""
    total = sum((place + 2) * _BODY_SIGNS.index(sign) for place, sign in enumerate(body))
    return _BODY_SIGNS[total % len(_BODY_SIGNS)]
