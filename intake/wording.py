"""The room's words in bokmål, nynorsk and English, from texts/*.yaml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from referrals.submission import Language
from referrals.wording import fault_text

LANGUAGES: tuple[Language, ...] = ("nb", "nn", "en")
_TEXTS = Path(__file__).parent / "texts"


@lru_cache(maxsize=8)
def texts(name: str) -> dict[str, Any]:
    """The parsed content of texts/<name>.yaml."""
    loaded: dict[str, Any] = yaml.safe_load((_TEXTS / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


def ours(language: str) -> Language:
    """The language of our words; speakers of others get bokmål."""
    return language if language in LANGUAGES else "nb"


def say(key: str, language: str, **values: str | int) -> str:
    """A frame with its values filled in. Raises KeyError for an unknown key."""
    template: str = texts("frames")[key][ours(language)]
    return template.format(**values)


def fault(code: str, language: str, **values: str | int) -> str:
    """What was wrong with an answer: a code of our own reading, or one of what the referrals check."""
    known = texts("faults").get(code)
    if known is None:
        return fault_text(code, ours(language))
    template: str = known[ours(language)]
    return template.format(**values)


def about(slot: str, part: str, language: str, other: bool = False) -> str:
    """A part (`label`, `ask`, `why`) of a question, in the wording for another person where there is one."""
    item = texts("questions")[slot]
    wording: dict[str, str] = item.get(f"{part}_other", item[part]) if other else item[part]
    return wording[ours(language)]


def title(slot: str, option: str, language: str) -> str:
    """What an option is called."""
    wording: str = texts("options")[slot][option]["title"][ours(language)]
    return wording


def phrases(slot: str, options: tuple[str, ...]) -> dict[str, list[str]]:
    """All that people say for each option: titles in every language, and the listed words."""
    known = texts("options")[slot]
    return {option: [*known[option]["title"].values(), *map(str, known[option]["words"])] for option in options}


def listed(items: list[str], language: str) -> str:
    """`a, b eller c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {say('or', language)} {items[-1]}"
