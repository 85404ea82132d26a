"""What a person in danger is told: the text of a group in the right languages, and the same worded to be heard."""

from __future__ import annotations

import re

from answers.message import Language, Message

NORWEGIAN = "nb"
_OWN = (NORWEGIAN, "en")
_NUMBER = re.compile(r"\b\d{3}(?: \d{3})?\b")
_DIGITS = {
    "nb": ["null", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni"],
    "nn": ["null", "éin", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni"],
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
}

_WRITTEN = {"nb": ("en chat", "en maskin"), "nn": ("ein chat", "ei maskin"), "en": ("a chat", "a machine")}
"""What we are: to who reads, and to who hears, perhaps over a telephone."""


def answer(texts: dict[str, str], tongue: str, language: Language, foreign: str | None) -> Message:
    """A safety message. `texts` by language; `tongue`: whose words told of the danger; `language`: the conversation's; `foreign`: the
    ISO 639 code of a text in a language that we do not speak.

    The matched words tell a person's language better than the identifier does with so short a text, so they come first. Short texts
    in other languages stand above one that a helper can read: English, or bokmål below Sámi.
    """
    theirs = tongue if tongue not in _OWN else "se" if language == "se" else foreign
    if theirs == "se":
        return _message("se", texts["se"], texts, "nb")
    if theirs is not None:
        below: Language = language if tongue == NORWEGIAN else "en"
        return _message(below, texts.get(theirs), texts, below)
    if tongue == "en" and language != "en":
        return _message(language, texts["en"], texts, language)
    return _message(language, None, texts, language)


def _message(language: Language, above: str | None, texts: dict[str, str], below: Language) -> Message:
    text = f"{above}\n\n{texts[below]}" if above else texts[below]
    return Message(text=text, spoken=_spoken(texts[below], below), language=language, kind="safety")


def _spoken(text: str, language: Language) -> str:
    """Numbers digit by digit: nobody dials `hundre og tretten`."""
    text = text.replace(*_WRITTEN[language])
    return _NUMBER.sub(lambda match: ", ".join(_in_digits(group, language) for group in match[0].split()), text)


def _in_digits(group: str, language: Language) -> str:
    return " ".join(_DIGITS[language][int(digit)] for digit in group)
