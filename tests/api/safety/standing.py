"""Where a pattern stands in a text, with a lexicon of a few words."""

from collections.abc import Mapping

from api.safety.lexicon import Lexicon
from api.safety.pattern import parse, read


def standing(words: Mapping[str, str], source: str, text: str) -> list[tuple[int, int]]:
    """First and last word of each place."""
    lexicon = Lexicon(dict(words))
    lexicon.idea("@not")
    pattern = parse(source, lexicon)
    return sorted(pattern.matches(read(text, lexicon)))
