"""Our own wording in bokmål, nynorsk and English, read from texts/*.yaml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from answers.message import Language

TEXTS = Path(__file__).parent / "texts"
LANGUAGES: tuple[Language, ...] = ("nb", "nn", "en")


@lru_cache(maxsize=8)
def texts(name: str) -> dict[str, dict[str, Any]]:
    """All texts of one file: key -> {nb, nn, en, ...}."""
    loaded: dict[str, dict[str, Any]] = yaml.safe_load((TEXTS / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


def ours(language: Language) -> Language:
    """The language our own texts are given in: Northern Sámi speakers get bokmål until Sámi texts are approved."""
    return language if language in LANGUAGES else "nb"


def say(key: str, language: Language, **values: str) -> str:
    """A frame in a language with its values filled in. Raises KeyError for an unknown key."""
    template: str = texts("frames")[key][ours(language)]
    return template.format(**values)
