"""Words that steer the voice ("gjenta", "saktere", "stopp", "stav det"), and a clear yes or no to what was read back."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

import yaml

Command = Literal["stop", "repeat", "slower", "faster", "spell", "more", "person", "goodbye"]
CARRIERS: frozenset[Command] = frozenset({"person", "goodbye"})
"""Commands that only what carries a conversation can obey; without it they are words for the assistant."""
_YES = frozenset(["ja", "jo", "jada", "stemmer", "riktig", "korrekt", "yes", "jepp", "japp", "right", "correct"])
_NO = frozenset(["nei", "neida", "feil", "galt", "no", "nope", "ikke", "ikkje", "wrong"])
_FILLERS = frozenset(["det", "er", "det", "stemmer", "var", "er", "that's", "is", "it", "takk"])


def plain(text: str) -> str:
    """Lower case words with single blanks, without signs."""
    return " ".join(re.findall(r"[^\W_]+(?:'[^\W_]+)?", text.lower()))


@lru_cache(maxsize=1)
def _commands() -> dict[str, Command]:
    raw = yaml.safe_load((Path(__file__).parent / "commands.yaml").read_text(encoding="utf-8"))
    return {plain(phrase): cast(Command, name) for name, phrases in raw.items() for phrase in phrases}


def command_of(text: str) -> Command | None:
    """The command that an utterance is as a whole; None when it is for the assistant."""
    return _commands().get(plain(text))


def yes_or_no(text: str) -> bool | None:
    """True or False for a short clear yes or no, None for anything else."""
    words = plain(text).split()
    if not words or len(words) > 5:
        return None
    said = set(words)
    if said & _NO:
        return False
    return True if said & _YES and said <= _YES | _FILLERS else None


_LEADS_ON = frozenset(
    ["hopp over", "hopp over det", "avbryt", "tilbake", "gå tilbake", "hjelp", "skip", "skip it", "cancel", "go back"]
)


def leads_on(text: str) -> bool:
    """Whether an answer to a form's question only leads through the form: there is nothing in it to read back."""
    return plain(text) in _LEADS_ON


def spelled(text: str) -> str:
    """Letter by letter with pauses; words apart by a longer one."""
    return ". ".join(", ".join(word) for word in plain(text).split())
