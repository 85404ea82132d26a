"""How a word sounds, roughly: dialect written by ear and the dictionary's spelling meet in one key.

`trøkke` and `trykke`, `hainna` and `handa`, `tjøre` and `kjøre` have one key each. Many words share a key: it only proposes whom
to compare.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SHORTEST = 3
"""Letters of a key that an ending must leave."""
_CHANGES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"['’´\-]", ""),
        (r"^(?:hj|gj|lj|g(?=[iyø]|ei))", "j"),  # hjelp, jælp
        (r"^(?:hv|kv)", "v"),  # hvile, kvile, vile
        (r"^(?:skj|sj|stj|sk(?=[iyø]|ei))", "S"),  # skjorte, sjorte
        (r"^(?:kj|tj|k(?=[iyø]|ei))", "K"),  # kjøpe, køpe, tjøpe
        (r"([nldtkg])\1?j(?![aeiouyæøå])", r"\1"),  # mannj, dagj
        (r"(?:ai|ui|åi|oi)(?=[nl])", "a"),  # hainn
        (r"(?:øy|æi|ei|øu|au)", "e"),  # gløyme, glemme
        (r"[eæøyi]+", "e"),
        (r"[aoåu]+", "a"),
        (r"(?:ld|dl|lv)", "l"),  # kveld, kvell
        (r"(?:nd|dn|rn|gn)(?=$|[ea])", "n"),  # hånd, hånna
        (r"mb", "m"),
        (r"r[st]j?", "s"),  # norsk, nosjk
        (r"(?<=[ea])[gb](?=[ea]|$)", "K"),  # sørlandet: kage, søge
        (r"(?<=[ea])[kp](?=[ea]|$)", "K"),
        (r"(?<=[ea])d(?=[ea]|$)", "t"),
        (r"(.)\1+", r"\1"),
    )
)
_ENDING = re.compile(r"(?:ane|ene|ar|an|en|er|et|a|e|n|t|r)$")


@lru_cache(maxsize=50_000)
def sound_key(word: str) -> str:
    """The rough sound of a lower-case word without its ending.

    >>> sound_key("trøkke") == sound_key("trykker"), sound_key("jælpa") == sound_key("hjelpe"), sound_key("seng") == sound_key("sang")
    (True, True, False)
    """
    sound = word
    for pattern, replacement in _CHANGES:
        sound = pattern.sub(replacement, sound)
    shorter = _ENDING.sub("", sound)
    return shorter if len(shorter) >= _SHORTEST else sound
