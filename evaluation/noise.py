"""Spoils questions the way people's fingers, keyboards and telephones do. The same seed and text give the same noise.

Used by the suite to tell how much is lost against the clean question; nothing of it is trained on.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

SEED = 20261127
_WORD = re.compile(r"[^\W\d_]{4,}")
_SENTENCE_MARKS = re.compile(r"[.,!?;:«»\"()-]+")
_EVERY = 5
"""One slip for so many words that are long enough, one at least."""
_TO_PLAIN = ({"æ": "ae", "ø": "o", "å": "a"}, {"æ": "ae", "ø": "oe", "å": "aa"}, {"æ": "a", "ø": "o", "å": "a"})
Noise = Callable[[str, random.Random], str]


@lru_cache(maxsize=1)
def _lists() -> dict[str, Any]:
    text = (Path(__file__).parent / "noise.yaml").read_text(encoding="utf-8")
    raw: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes strings only: `no` is a word here
    return raw


def _slips(text: str, chance: random.Random, slip: Callable[[str, random.Random], str]) -> str:
    """The text with some of its longer words changed; the first letter of a word stands."""
    words = list(_WORD.finditer(text))
    if not words:
        return text
    hit = sorted(chance.sample(words, max(1, len(words) // _EVERY)), key=lambda match: match.start(), reverse=True)
    for match in hit:
        text = text[: match.start()] + slip(match.group(), chance) + text[match.end() :]
    return text


def _beside(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word))
    keys: str = _lists()["neighbours"].get(word[at].lower(), word[at])
    return word[:at] + chance.choice(keys) + word[at + 1 :]


def _dropped(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word))
    return word[:at] + word[at + 1 :]


def _doubled(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word))
    return word[:at] + word[at] + word[at:]


def _swapped(word: str, chance: random.Random) -> str:
    places = [at for at in range(1, len(word) - 1) if word[at] != word[at + 1]]
    if not places:
        return word
    at = chance.choice(places)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _plain(text: str, chance: random.Random) -> str:
    for letter, plain in chance.choice(_TO_PLAIN).items():
        text = text.replace(letter, plain).replace(letter.upper(), plain.capitalize())
    return text


def _split(text: str, _chance: random.Random) -> str:
    heads = "|".join(_lists()["heads"])
    return re.sub(rf"\b(\w{{3,}}?)s?({heads})\b", r"\1 \2", text)


def _joined(text: str, chance: random.Random) -> str:
    words = text.split()
    if len(words) < 3:
        return text
    at = chance.randrange(len(words) - 1)
    return " ".join([*words[:at], words[at] + words[at + 1], *words[at + 2 :]])


def _bare(text: str, _chance: random.Random) -> str:
    return " ".join(_SENTENCE_MARKS.sub(" ", text).lower().split())


def _shouted(text: str, _chance: random.Random) -> str:
    return text.upper().rstrip("?.") + "!!!"


def _dictated(text: str, chance: random.Random) -> str:
    numbers: dict[str, str] = _lists()["numbers"]
    return re.sub(r"\d+", lambda match: numbers.get(match.group(), match.group()), _bare(text, chance))


def _chatted(text: str, chance: random.Random) -> str:
    short: dict[str, str] = _lists()["chat"]
    return " ".join(short.get(word, word) for word in _bare(text, chance).split())


def _decorated(text: str, chance: random.Random) -> str:
    emoji: list[str] = _lists()["emoji"]
    return f"{chance.choice(emoji)} {text} {chance.choice(emoji) * chance.randrange(1, 4)}"


NOISES: dict[str, Noise] = {
    "neighbour key": lambda text, chance: _slips(text, chance, _beside),
    "dropped letter": lambda text, chance: _slips(text, chance, _dropped),
    "doubled letter": lambda text, chance: _slips(text, chance, _doubled),
    "swapped letters": lambda text, chance: _slips(text, chance, _swapped),
    "without æøå": _plain,
    "split compound": _split,
    "joined words": _joined,
    "no marks": _bare,
    "capitals": _shouted,
    "dictated": _dictated,
    "chat": _chatted,
    "emoji": _decorated,
}
"""Name -> what it does to a text."""


def noisy(text: str, name: str) -> str:
    """The text with one kind of noise; as it was where that kind finds nothing to spoil."""
    return NOISES[name](text, random.Random(f"{SEED}|{name}|{text}"))


def variants(text: str, number: int) -> list[tuple[str, str]]:
    """`number` different (kind, spoilt text) of a text; kinds that change nothing are left out."""
    changed = [(name, spoilt) for name in NOISES if (spoilt := noisy(text, name)) != text]
    return random.Random(f"{SEED}|{text}").sample(changed, min(number, len(changed)))
