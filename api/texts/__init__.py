"""Texts of the gate in nb, nn and en, read from the YAML files beside this module."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("nb", "nn", "en")
_HERE = Path(__file__).parent


@lru_cache(maxsize=16)
def load_texts(name: str) -> dict[str, Any]:
    """The parsed content of `<name>.yaml`."""
    loaded: dict[str, Any] = yaml.safe_load((_HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


def in_language(texts: dict[str, str], language: str | None) -> str:
    """The wording for a language; Sámi and everything we have no text in falls back to bokmål."""
    return texts.get(language or "nb") or texts["nb"]


def preferred_language(accept_language: str | None) -> str | None:
    """The best of nb, nn and en that an Accept-Language header asks for (RFC 9110), None when it asks for none of them."""
    best: tuple[float, str] | None = None
    for part in (accept_language or "")[:200].split(","):
        tag, _, quality = part.strip().partition(";q=")
        language = {"no": "nb"}.get(tag[:2].lower(), tag[:2].lower())
        weight = _weight(quality)
        if language in LANGUAGES and weight > 0 and (best is None or weight > best[0]):
            best = (weight, language)
    return best[1] if best else None


def _weight(quality: str) -> float:
    try:
        return float(quality) if quality else 1.0
    except ValueError:
        return 0.0
