"""What the words themselves tell about the language of a message: which it is in, and which a person asks for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml

Spoken = Literal["nb", "nn", "en", "se"]
_MARKS = ("nb", "nn", "dialect", "norwegian", "en")
_LISTS = ("verbs", "fillers", "others", "world", "scripts")


@dataclass(frozen=True)
class Told:
    """The lists of data/identify.yaml. `marks`: the list a word stands in; `names`: the language that a word names.
    `world`: ISO 639 codes of languages that we only tell apart; `scripts`: Unicode names of writing that is none of ours,
    `by_script`: which of `world` are written so, where it is not only one."""

    marks: dict[str, str]
    names: dict[str, Spoken]
    verbs: frozenset[str]
    fillers: frozenset[str]
    others: frozenset[str]
    world: frozenset[str]
    scripts: frozenset[str]
    by_script: dict[str, list[str]]


@lru_cache(maxsize=1)
def told_by() -> Told:
    """The lists, read once."""
    raw = yaml.safe_load((Path(__file__).parent / "data" / "identify.yaml").read_text(encoding="utf-8"))
    marks = {word: name for name in _MARKS for word in raw[name]}
    names = {word: language for language, words in raw["names"].items() for word in words}
    lists = {name: frozenset(raw[name]) for name in _LISTS}
    return Told(marks=marks, names=names, by_script=raw["by_script"], **lists)


def asked_for(words: list[str], current: Spoken) -> Spoken | None:
    """The language that a person asks for: `på nynorsk`, `english please`, `kan du svare på engelsk`.

    Not `kurs på engelsk`, not what somebody else speaks (`mannen min snakker engelsk`), not what is denied (`I do not speak
    Norwegian`). `norsk` says nothing about the written form: a conversation in nynorsk stays there.
    """
    told = told_by()
    named = [word for word in words if word in told.names]
    if len(named) != 1 or any(word in told.others for word in words):
        return None
    around = [word for word in words if word != named[0]]
    only_fillers = len(words) <= 7 and all(word in told.fillers or word in told.verbs for word in around)
    if not only_fillers and not any(word in told.verbs for word in around):
        return None
    return "nn" if current == "nn" and named[0] in ("norsk", "norwegian") else told.names[named[0]]
