"""Different words for the same wish: `avbestille`, `kansellere` and `avbryte` ask for one thing.

Only for judging what a person wants. Search does not come here: there the very word counts.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from language.stems import stem

_TABLE = Path(__file__).parent / "data" / "synonyms.yaml"


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    table = yaml.load(_TABLE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - makes strings only
    return {stem(variant): stem(chosen) for chosen, variants in table.items() for variant in variants}


def wish(stemmed: str) -> str:
    """The stem that stands for all words of the same wish; the stem itself where it has no synonym."""
    return _table().get(stemmed, stemmed)
