"""What a person typed becomes plain, visible text of bounded length that Rasa cannot mistake for a command."""

from __future__ import annotations

import re
import unicodedata

from api.problems import Problem

_BLANK_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0" + "".join(map(chr, range(0xFE00, 0xFE10)))
_INVISIBLE_CATEGORIES = {"Cc", "Cf", "Co", "Cs", "Cn"}
_LINE_BREAKS = re.compile(r"\r\n?|[\u0085\u2028\u2029\v\f]")
_SPACES = re.compile(r"[^\S\n]+")
_AROUND_BREAK = re.compile(r" ?\n[ \n]*")
_DIVISION_SLASH = "\u2215"


def clean(text: str) -> str:
    """NFKC without invisible, control and unassigned characters; single blanks and single line breaks. Idempotent.

    Invisible characters go both before NFKC (they keep letters from composing) and after it (it brings some forth).
    """
    composed = unicodedata.normalize("NFKC", _visible(_LINE_BREAKS.sub("\n", text)))
    visible = unicodedata.normalize("NFKC", _visible(composed))
    return _AROUND_BREAK.sub("\n", _SPACES.sub(" ", visible)).strip()


def _visible(text: str) -> str:
    return "".join(character for character in text if _keeps(character))


def _keeps(character: str) -> bool:
    if character in "\n\t":
        return True
    return character not in _BLANK_LETTERS and unicodedata.category(character) not in _INVISIBLE_CATEGORIES


def enter_text(text: str, longest: int) -> str:
    """The text as the house works with it.

    A leading `/` would be a command to Rasa (`/restart`, `/intent{...}`), so it becomes U+2215, which looks the same.
    Markup stays what it is: text. Raises Problem for an empty or too long text.
    """
    cleaned = clean(text)
    if not cleaned:
        raise Problem("empty-text")
    if len(cleaned) > longest:
        raise Problem("text-too-long", max_length=longest)
    return _DIVISION_SLASH + cleaned[1:] if cleaned.startswith("/") else cleaned
