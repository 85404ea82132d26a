"""The voice's own sentences (texts.yaml)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml


@lru_cache(maxsize=1)
def _texts() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load(
        (Path(__file__).parent / "texts.yaml").read_text(encoding="utf-8")
    )
    return loaded


def sentence(key: str, language: str, **values: str) -> str:
    """A sentence with its values, bokmål for a language that has none. Raises KeyError for an unknown key."""
    texts = _texts()[key]
    return texts.get(language, texts["nb"]).format(**values)
