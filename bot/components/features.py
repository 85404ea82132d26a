"""The line of words that the intent classifier reads for a message."""

from __future__ import annotations

from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from components.normaliser import Word, words_of
from language.focus import weighed
from language.normalise import ascii_form
from language.stems import stem

_LONGEST = 60
_ASKING = 0.6
_KIND_WORDS = {"municipality", "service", "need", "age"}


def asking_words(message: Message) -> list[Word]:
    """The words of the sentences that ask, of a long story; all words of a short message."""
    text, at, spans = message.get(TEXT) or "", 0, []
    for part, weight in weighed(text):
        start = text.find(part, at)
        at = start + len(part)
        if weight >= _ASKING:
            spans.append((start, at))
    words = words_of(message)
    asking = [word for word in words if any(start <= word.start < end for start, end in spans)]
    return (asking or list(words))[:_LONGEST]


def features_of(message: Message) -> str:
    """Stems in order, each name replaced by its kind and kept beside it, and a mark for the length. At most 60 words count."""
    kinds = {}
    for entity in message.get(ENTITIES) or []:
        if entity["entity"] in _KIND_WORDS:
            kinds.setdefault((entity["start"], entity["end"]), entity["entity"])
    line = []
    for word in asking_words(message):
        kind = next((kind for (start, end), kind in kinds.items() if start <= word.start and word.end <= end), None)
        if kind is not None and line[-1:] != [f"<{kind}>"]:
            line.append(f"<{kind}>")
        if kind != "municipality":
            line.append(ascii_form(stem(word.text)))
    line.append("<short>" if len(line) <= 3 else "<long>" if len(line) > 15 else "<middle>")
    return " ".join(line)
