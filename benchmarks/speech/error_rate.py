"""Word error rate: words put in, left out or exchanged, over the words that were said.

The distance is rapidfuzz's, over words instead of letters; jiwer, which is used much for this, is a layer above the same function.
"""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import Levenshtein

from voice.commands import plain


def error_rate(pairs: Iterable[tuple[str, str]]) -> float:
    """Of pairs (said, heard), pooled. Case and signs do not count. 0 is perfect; above 1 when more was made up than was said.

    Raises ZeroDivisionError when nothing was said at all.
    """
    wrong = words = 0
    for said, heard in pairs:
        expected = plain(said).split()
        wrong += Levenshtein.distance(expected, plain(heard).split())
        words += len(expected)
    return wrong / words
