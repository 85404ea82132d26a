"""E-mail addresses."""

from __future__ import annotations

import re

from intake.reading.faults import Unreadable

_ADDRESS = re.compile(r"[^\s@<>(),;:\"\[\]]{1,64}@[^\s@<>(),;:\"\[\]_]+\.[^\W\d_]{2,24}")
_LONGEST = 254


def read_email(text: str) -> str:
    """The one address in a text, with its domain in lower case. Raises Unreadable."""
    found = _ADDRESS.findall(text)
    if len(found) != 1 or len(found[0]) > _LONGEST or ".." in found[0]:
        raise Unreadable("email_invalid")
    local, _, domain = found[0].rpartition("@")
    return f"{local}@{domain.lower().strip('.')}"
