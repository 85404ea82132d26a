"""Numbers that identify: national identity numbers of all kinds, bank accounts, cards, telephones.

Any 11 digits are masked, whatever stands between them: the check digits are no gate, for they would let synthetic numbers
(+80 on the month in Tenor, +65 at NHN), typing errors and the rules of 2032 through. They only choose the label.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import phonenumbers
import yaml

IDENTITY, ACCOUNT, PHONE, NUMBER = "[fødselsnummer]", "[kontonummer]", "[telefon]", "[nummer]"

_LONG_RUN = re.compile(r"(?:\+[ (]{0,3})?\d(?:[\W_]{0,4}\d){10,}")
_RUN = re.compile(r"(?:\+[ (]{0,3})?\(?\d(?:[ .()\-\u2010-\u2015/\u2212]{0,3}\d)+")
_ACCOUNT_SHAPE = re.compile(r"\d{4}([. ])\d{2}\1\d{5}")
_NOT_PERSONAL = re.compile(
    r"""(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])[./-](?:19|20)\d\d   # 24.11.2025
      | (?:19|20)\d\d[-./](?:0[1-9]|1[0-2])[-./](?:0[1-9]|[12]\d|3[01])      # 2025-11-24
      | (?:19|20)\d\d(?:[ ]?[-\u2010-\u2015/ ][ ]?(?:19|20)\d\d)+            # 2024-2025
      | \d{1,2}[.:]\d\d[ ]?[-\u2010-\u2015][ ]?\d{1,2}[.:]\d\d               # 08.00-15.30
    """,
    re.VERBOSE,
)
_MONEY = re.compile(r"\d{1,3}(?:[ .]\d{3})+(?:[ ]?[-\u2010-\u2015][ ]?\d{1,3}(?:[ .]\d{3})+)?")
_MONEY_UNIT = re.compile(r"\s?(?:kr|kroner|nok|,-)\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def public_numbers() -> frozenset[str]:
    """Digits of the numbers that everybody may write: emergency and help lines."""
    listed = yaml.safe_load((Path(__file__).parent / "public_numbers.yaml").read_text(encoding="utf-8"))
    return frozenset(re.sub(r"\D", "", number) for number in listed)


def mask_numbers(text: str) -> str:
    """The text with long numbers and telephones masked; public numbers, dates, years and prices stay."""
    text = _LONG_RUN.sub(_long_label, text)
    text = _RUN.sub(_short_label, text)
    for match in reversed(list(phonenumbers.PhoneNumberMatcher(text, "NO", leniency=phonenumbers.Leniency.VALID))):
        if not _harmless(match.raw_string, text[match.end :]):
            text = text[: match.start] + PHONE + text[match.end :]
    return text


def _digits(text: str) -> str:
    return "".join(str(unicodedata.digit(character)) for character in text if character.isdecimal())


def _long_label(match: re.Match[str]) -> str:
    found, digits = match.group(), _digits(match.group())
    if _looks_like_identity(digits) and not found.startswith("+"):
        return IDENTITY
    if _harmless(found, match.string[match.end() :]):
        return found
    if _ACCOUNT_SHAPE.fullmatch(found):
        return ACCOUNT
    return PHONE if found.startswith("+") or (digits.startswith("00") and len(digits) <= 15) else NUMBER


def _short_label(match: re.Match[str]) -> str:
    """Eight to ten digits are a telephone; with a plus, seven are enough. Shorter numbers are no secret."""
    found = match.group()
    enough = 7 if found.startswith("+") else 8
    if not enough <= len(_digits(found)) <= 10 or _harmless(found, match.string[match.end() :]):
        return found
    return PHONE


def _harmless(found: str, after: str) -> bool:
    core = found.strip("() ")
    price = _MONEY.fullmatch(core) and _MONEY_UNIT.match(after)
    return bool(price or _NOT_PERSONAL.fullmatch(core) or _all_public(core))


def _looks_like_identity(digits: str) -> bool:
    """Eleven digits that start with a day (+40: D-number) and a month (+40 H-number, +65 and +80 synthetic)."""
    if len(digits) != 11:
        return False
    day, month = int(digits[:2]), int(digits[2:4])
    return (day - 40 if day > 40 else day) in range(1, 32) and any(
        month - shift in range(1, 13) for shift in (0, 40, 65, 80)
    )


def _all_public(found: str) -> bool:
    """Whether a run is nothing but public numbers beside each other: `113, 116 117`."""
    groups = [_digits(group) for group in re.split(r"[\W_]+", found) if group]
    return _made_of_public(groups[1:] if found.startswith("+") and groups[0] == "47" else groups)


def _made_of_public(groups: list[str]) -> bool:
    if not groups:
        return True
    starts = range(1, len(groups) + 1)
    return any("".join(groups[:end]) in public_numbers() and _made_of_public(groups[end:]) for end in starts)
