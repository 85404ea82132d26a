"""Telephone numbers as people type them; the value is E.164."""

from __future__ import annotations

import re

import phonenumbers

from intake.reading.faults import Unreadable

_LETTER = re.compile(r"[^\W\d_]")
_LEAD = re.compile(
    r"^(?:(?:ja|nei|jo|det|den|er|e|æ|her|ring|meg|på|nummeret|nummer|telefonnummeret|telefonnummer|telefonen|telefon|tlf|tel|mobilen|mobil"
    r"|mobilnummer|mitt|min|is|my|it|it's|the|phone|number|call|me|on|nr)\b[\s.,:]*)+",
    re.IGNORECASE,
)
_LONGEST = 40
_IDENTITY = 11


def read_phone(text: str) -> str:
    """`+47 41 23 45 67`, `41234567` and `mobilen er 412 34 567` -> `+4741234567`. Raises Unreadable."""
    core = _LEAD.sub("", text.strip())[:_LONGEST].strip(" .,;")
    digits = re.sub(r"\D", "", core)
    if not digits:
        raise Unreadable("phone_no_digits")
    if _LETTER.search(core):
        raise Unreadable("phone_letters")
    if len(digits) == _IDENTITY and not core.startswith(("+", "00")):
        raise Unreadable("identity_number")
    return _checked(core)


def _checked(core: str) -> str:
    try:
        number = phonenumbers.parse(re.sub(r"^00", "+", core), "NO")
    except phonenumbers.NumberParseException:
        raise Unreadable("phone_invalid") from None
    if not phonenumbers.is_valid_number(number):
        raise Unreadable("phone_invalid")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def show_phone(value: str) -> str:
    """An E.164 number as Norwegians write it; foreign ones with their country code."""
    number = phonenumbers.parse(value, "NO")
    national = number.country_code == 47
    style = phonenumbers.PhoneNumberFormat.NATIONAL if national else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)
