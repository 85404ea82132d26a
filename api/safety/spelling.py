"""One spelling for many: what the rules compare, both in a person's text and in the lists of words.

Lower case, no accents but å, ä as æ and ö as ø, digits that stand for letters read as letters; of a letter three times or more in a
row a vowel stays once (`døøø`) and a consonant twice (`ikkke`). The spelling is for comparing only; it is never shown.
"""

from __future__ import annotations

import re
import unicodedata

from language.words import clean

_NORDIC = str.maketrans({"ä": "æ", "ö": "ø", "ł": "l", "đ": "d", "ŋ": "n", "ŧ": "t", "ى": "ي", "ة": "ه", "ـ": None})
_RARE = re.compile(r"[^\x00-\x7fæøå]+")
_APOSTROPHES = re.compile(r"['’´`ʼ′]")
_AGAIN = re.compile(r"([^\W\d])\1+")
_LONG_VOWEL = re.compile(r"([aeiouyæøå])\1{2,}")
_LONG_OTHER = re.compile(r"([^\W\d])\1{2,}")
_MIXED = re.compile(r"(?=[a-zæøå]*\d)(?=\d*[a-zæøå])[a-zæøå\d]{4,}")
_LETTERS_OF = str.maketrans("013457", "oieast")
_WORD_OR_END = re.compile(r"[^\W_]+|[.!?;:\n…؟]+")
_SHORTEST_SWAPPED, _SHORTEST_LEFT_OUT = 5, 6
_EDIT_LETTERS = "abcdefghijklmnoprstuvyzæøå"


def spell(text: str) -> str:
    """The comparing form of a text."""
    lower = clean(text).casefold().translate(_NORDIC)
    read = _MIXED.sub(_read_digits, _APOSTROPHES.sub("", _RARE.sub(_without_marks, lower)))
    return _LONG_OTHER.sub(r"\1\1", _LONG_VOWEL.sub(r"\1", read))


def squeeze(word: str) -> str:
    """Every repeated letter once."""
    return _AGAIN.sub(r"\1", word)


def _without_marks(match: re.Match[str]) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", match[0]) if unicodedata.category(part) != "Mn")


def _read_digits(match: re.Match[str]) -> str:
    return match[0].translate(_LETTERS_OF)


def split(text: str) -> tuple[list[str], list[int]]:
    """The words of a text in comparing form, and for each the number of its sentence."""
    words: list[str] = []
    sentences: list[int] = []
    sentence = 0
    for found in _WORD_OR_END.findall(spell(text)):
        if found[0].isalnum():
            words.append(found)
            sentences.append(sentence)
        else:
            sentence += 1
    return words, sentences


def keyboard_forms(word: str) -> set[str]:
    """How a word in comparing form is typed without æ, ø and å. Words under five letters keep a mark: `doe`, never `do`."""
    pairs = word.replace("æ", "ae").replace("ø", "oe")
    forms = {word, pairs.replace("å", "aa"), pairs.replace("å", "a")}
    if len(word) >= 5:
        forms |= {word.replace("ø", "o").replace("å", "a").replace("æ", letter) for letter in "ae"}
    return forms


def one_error_forms(word: str) -> set[str]:
    """The word with one letter left out, put in, changed, or two neighbours swapped; the first letter stands."""
    cuts = [(word[:place], word[place:]) for place in range(1, len(word) + 1)]
    left_out = {head + tail[1:] for head, tail in cuts if tail}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    changed = {head + letter + tail[1:] for head, tail in cuts if tail for letter in _EDIT_LETTERS}
    put_in = {head + letter + tail for head, tail in cuts for letter in _EDIT_LETTERS}
    return {squeeze(form) for form in left_out | swapped | changed | put_in}


def slips(word: str) -> set[str]:
    """What fingers make of any word: from five letters two neighbours swapped, from six also one letter left out; the first stands."""
    inside = range(1, len(word) - 1)
    swapped = {word[:place] + word[place + 1] + word[place] + word[place + 2 :] for place in inside}
    left_out = {word[:place] + word[place + 1 :] for place in inside}
    forms = (swapped if len(word) >= _SHORTEST_SWAPPED else set()) | (
        left_out if len(word) >= _SHORTEST_LEFT_OUT else set()
    )
    return {squeeze(form) for form in forms}
