"""What the intent classifier reads for a message: a line of normalised stems, and the letters as the person wrote them.

The stems make bokmål of dialect where the word lists know the word; the letters still tell something where they do not.
Measured with both against stems alone: docs/performance.md.
"""

from __future__ import annotations

from typing import NamedTuple

from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from components.normaliser import Word, words_of
from language.focus import weighed
from language.normalise import ascii_form
from language.stems import stem
from language.synonyms import wish

_LONGEST = 60
_LONGEST_WRITTEN = 400
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


class Sample(NamedTuple):
    """One message for the classifier: normalised stems, and the text as written in lower case."""

    line: str
    written: str


def sample_of(message: Message) -> Sample:
    """Both sides of a message."""
    return Sample(features_of(message), written_of(message))


def written_of(message: Message) -> str:
    """The person's own text in lower case without names of places, so that no intent is learnt from one. At most 400 characters."""
    text = message.get(TEXT) or ""
    for entity in message.get(ENTITIES) or []:
        if entity["entity"] == "municipality":
            start, end = entity["start"], entity["end"]
            text = text[:start] + " " * (end - start) + text[end:]
    return " ".join(text.lower().split())[:_LONGEST_WRITTEN]


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
            line.append(ascii_form(wish(stem(word.text))))
    line.append("<short>" if len(line) <= 3 else "<long>" if len(line) > 15 else "<middle>")
    return " ".join(line)
