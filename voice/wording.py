"""The voice's own sentences: texts.yaml, and telephone/texts.yaml for those that are worded otherwise where there is no screen."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

_HERE = Path(__file__).parent


@lru_cache(maxsize=2)
def _texts(screen: bool) -> dict[str, dict[str, str]]:
    files = [_HERE / "texts.yaml"] if screen else [_HERE / "texts.yaml", _HERE / "telephone" / "texts.yaml"]
    texts: dict[str, dict[str, str]] = {}
    for file in files:
        texts |= yaml.safe_load(file.read_text(encoding="utf-8"))
    return texts


def sentence(key: str, language: str, screen: bool = True, **values: str) -> str:
    """A sentence with its values, bokmål for a language that has none. Raises KeyError for an unknown key."""
    texts = _texts(screen)[key]
    return texts.get(language, texts["nb"]).format(**values)
