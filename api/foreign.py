"""An honest answer to people who write in a language that the assistant does not speak."""

from __future__ import annotations

from answers.message import Message
from api.texts import load_texts


def answer_in_foreign(language: str) -> Message:
    """In that language where we have the text (texts/other_languages.yaml), and in English. `language` is an ISO 639 code."""
    texts = load_texts("other_languages")
    theirs: str | None = texts["texts"].get(language)
    text = f"{theirs}\n\n{texts['en']}" if theirs else str(texts["en"])
    return Message(text=text, language="en", kind="fallback")
