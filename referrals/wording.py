"""The room's own words in nb, nn and en (texts/*.yaml), for every way in and out."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_TEXTS = Path(__file__).parent / "texts"
_MONTHS = {  # both Norwegian forms have the same
    "nb": [
        "januar",
        "februar",
        "mars",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "desember",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}


@lru_cache(maxsize=16)
def texts(name: str) -> dict[str, Any]:
    """A file of texts."""
    loaded: dict[str, Any] = yaml.safe_load((_TEXTS / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


def in_language(item: dict[str, str], language: str) -> str:
    """A text in a language, bokmål where there is none (Sámi)."""
    return item.get(language, item["nb"])


def fault_text(code: str, language: str) -> str:
    """What is wrong, in words."""
    return in_language(texts("faults")[code], language)


def name_of(group: str, key: str, language: str) -> str:
    """The name of a state, event, kind or relation (`group` is the plural)."""
    return in_language(texts("states")[group][key], language)


def next_step(code: str, language: str, **values: str) -> str:
    """What happens next, in words."""
    return in_language(texts("next_steps")[code], language).format(**values)


def day_in_words(day: date, language: str) -> str:
    """`4. desember 2026`, `4 December 2026`."""
    month = _MONTHS.get(language, _MONTHS["nb"])[day.month - 1]
    return f"{day.day} {month} {day.year}" if language == "en" else f"{day.day}. {month} {day.year}"
