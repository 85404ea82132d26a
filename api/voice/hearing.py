"""A written message worded for the ear: its first sentences, how old the statement is, nothing that only an eye can use."""

from __future__ import annotations

import re
from typing import Protocol

from answers.message import Language, SourceRef
from answers.wording import ours
from voice.spoken.form import SpokenLanguage, for_the_ear, spoken_sentences
from voice.wording import sentence

_SOURCE_LINE = re.compile(r"^(?:.*?\s)?(?:Kilde|Kjelde|Source): ", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")


class Written(Protocol):
    """What is needed of a message."""

    @property
    def text(self) -> str:
        """As it is read."""

    @property
    def language(self) -> Language:
        """Its language."""

    @property
    def sources(self) -> list[SourceRef]:
        """Where it stands."""


_FIRST = 2
"""Sentences before the year is said, where all is heard: early enough to be heard, late enough to know what it is about."""


def worded_for_the_ear(message: Written) -> str:
    """The spoken text beside a screen: short, without the line of the source, but with the year that the statement is from."""
    language = _language(message)
    said = for_the_ear(_told(message), language)
    return " ".join([said, *_dated(message, language)])


def worded_for_the_ear_alone(message: Written) -> str:
    """The spoken text where there is no screen: all of it, in portions that the voice makes."""
    language = _language(message)
    said = spoken_sentences(_told(message), language, screen=False)
    return " ".join([*said[:_FIRST], *_dated(message, language), *said[_FIRST:]])


def _language(message: Written) -> SpokenLanguage:
    return ours(message.language)  # type: ignore[return-value]  # nb, nn or en


def _told(message: Written) -> str:
    paragraphs = [part for part in message.text.split("\n\n") if not _SOURCE_LINE.match(part)]
    return " ".join(paragraphs) or message.text


def _dated(message: Written, language: SpokenLanguage) -> list[str]:
    years = {found[0] for source in message.sources if (found := _YEAR.search(source.as_of or ""))}
    return [sentence("dated", language, year=max(years))] if years else []
