"""The words of words.yaml, per language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Words:
    """What numbers, dates and links become. `units` 0-19, `tens` 20-90, `ordinals` 1-31, `months` 1-12, each from its first."""

    units: list[str]
    tens: list[str]
    hundred: str
    conjunction: str
    thousand: str
    million: str
    millions: str
    months: list[str]
    ordinals: list[str]
    see_written: str
    see_elsewhere: str
    point: str
    to: str
    more: str


@lru_cache(maxsize=4)
def words(language: str) -> Words:
    """The words of a language, bokmål's for one that has none."""
    loaded = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text(encoding="utf-8"))
    raw = loaded.get(language, loaded["nb"])
    lists = {key: raw[key].split() for key in ("units", "tens", "months", "ordinals")}
    return Words(**{**raw, **lists})
