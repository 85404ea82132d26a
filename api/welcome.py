"""The first message of a conversation."""

from __future__ import annotations

from answers.message import Channel, Language, Message
from api.texts import in_language, load_texts


def welcome(language: Language, channel: Channel, place_name: str | None) -> list[Message]:
    """Says that this is a machine, what it can and cannot do, and not to write fødselsnummer (texts/welcome.yaml)."""
    texts = load_texts("welcome")
    place = in_language(texts["place"], language).format(name=place_name) if place_name else ""
    text = in_language(texts["text"], language).format(place=place)
    spoken = in_language(texts["spoken"], language).format(place=place) if channel == "voice" else None
    return [Message(text=text, spoken=spoken, language=language, kind="welcome")]


def welcome_by_telephone(language: Language, place_name: str | None) -> Message:
    """The same for who calls: also that no sound is stored, and what the keys do."""
    texts = load_texts("welcome")
    place = in_language(texts["place"], language).format(name=place_name) if place_name else ""
    text = in_language(texts["telephone"], language).format(place=place)
    return Message(text=text, spoken=text, language=language, kind="welcome")
