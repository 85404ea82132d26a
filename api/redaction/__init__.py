"""Masks what identifies a person in what people write, before anything is stored, logged or sent on.

Only people's text goes through here. Our own answers hold the numbers that people shall call and are never masked.
"""

from __future__ import annotations

from api.redaction.contact import mask_addresses, mask_emails
from api.redaction.names import mask_names
from api.redaction.numbers import mask_numbers

_STEPS = (mask_emails, mask_addresses, mask_numbers, mask_names)


def redact(text: str) -> str:
    """The same text with labels such as [fødselsnummer] and [telefon]. Expects text_entry.clean(); idempotent.

    Health words stay: the live turn needs them, and storage is encrypted.
    """
    for mask in _STEPS:
        text = mask(text)
    return text
