"""Digit strings for the ear, and spoken digits back to figures, so that what was said can be masked as what was written."""

from __future__ import annotations

import re

from voice.spoken.numbers import in_words, value_of

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)?")
_LIGHT = re.compile(r"[\s,.;-]*")
_HUNDREDS = re.compile(r"\bhundred?(?: (?:og|and) \w+)?, (?:\w+ )?hundred?\b")
"""116 117 and 800 300 61, as `in_pairs` says them."""
_LEAST_WORDS = 3
_LEAST_DIGITS = 6
"""Shorter runs stay words ("to, tre dager"); from here on it may be a telephone or an identity number."""


def in_pairs(digits: str, language: str) -> str:
    """A telephone number slowly, a comma as a pause: pairs, three and three for 116 117, digit by digit for 113.

    800 numbers go as they are written, 800 300 61. A group that begins with a zero is said digit by digit.
    """
    if len(digits) <= 3:
        return " ".join(in_words(int(digit), language) for digit in digits)
    sizes = (3, 3, 2) if digits.startswith("800") else (3, 3) if len(digits) == 6 else (2,) * (len(digits) // 2 + 1)
    groups, at = [], 0
    for size in sizes:
        groups.append(digits[at : at + size])
        at += size
    return ", ".join(_group(group, language) for group in groups if group)


def _group(group: str, language: str) -> str:
    if not group.startswith("0"):
        return in_words(int(group), language)
    return " ".join(in_words(int(digit), language) for digit in group)


def digits_for_words(text: str) -> str:
    """The text with every long run of number words and figures as one string of digits: "tretten null én ..." -> "1301...".

    Recognised speech then meets the same masking as written text. Runs under six digits stay as they are.
    """
    made, last = "", 0
    for run in _runs(text):
        digits = "".join(figure for _, figure in run)
        if len(digits) >= _LEAST_DIGITS:
            made += text[last : run[0][0].start()] + digits
            last = run[-1][0].end()
    return made + text[last:]


def has_number(text: str) -> bool:
    """Whether a spoken text says a number to be noted: three number words in a row, or hundreds after each other."""
    return _HUNDREDS.search(text) is not None or any(len(run) >= _LEAST_WORDS for run in _runs(text))


def _runs(text: str) -> list[list[tuple[re.Match[str], str]]]:
    """Number words and figures that follow each other with nothing but blanks and light punctuation between."""
    runs: list[list[tuple[re.Match[str], str]]] = []
    end = -1
    for match in _WORD.finditer(text):
        figure = _figure(match.group())
        if figure is None:
            continue
        if runs and _LIGHT.fullmatch(text[end : match.start()]):
            runs[-1].append((match, figure))
        else:
            runs.append([(match, figure)])
        end = match.end()
    return runs


def _figure(word: str) -> str | None:
    if word.isdecimal():
        return word
    value = value_of(word)
    return None if value is None else str(value)
