"""Which words of a message can name something, which name a place, and which only point back."""

from __future__ import annotations

import re
from functools import lru_cache

from answers.topics import cue_words, keys_of
from knowledge_base.analysis import content_words
from knowledge_base.places import Places
from language.normalise import normalise_word
from language.stems import stem

POINTS_BACK = re.compile(
    r"\b(det|d|den|dette|der|dei|de|tilbudet|tilbodet|kurset|stedet|staden|plassen|opplegget|ordningen|ordninga"
    r"|slik|slikt|sånn|sånt|it|that|there|they|this|one|such)\b",
    re.IGNORECASE,
)


def topical_words(text: str) -> list[str]:
    """Words that can name an entry: neither stop words nor mere cues ("koster", "vente")."""
    cues = cue_words()
    return [word for word in content_words(text) if stem(normalise_word(word)) not in cues]


@lru_cache(maxsize=4)
def place_words(places: Places) -> frozenset[str]:
    return frozenset(key for place in places.all.values() for name in place.names for key in keys_of(name))
