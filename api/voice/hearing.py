"""A written message worded for the ear: its first sentences, how old the statement is, nothing that only an eye can use."""

from __future__ import annotations

import re
from typing import Protocol

from answers.message import Language, SourceRef
from answers.wording import ours
from voice.spoken.form import SpokenLanguage, for_the_ear
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


def worded_for_the_ear(message: Written) -> str:
    """The spoken text: short, without the line of the source, but with the year that the statement is from."""
    language: SpokenLanguage = ours(message.language)  # type: ignore[assignment]  # ours() gives nb, nn or en
    paragraphs = [part for part in message.text.split("\n\n") if not _SOURCE_LINE.match(part)]
    said = for_the_ear(" ".join(paragraphs) or message.text, language)
    years = {found[0] for source in message.sources if (found := _YEAR.search(source.as_of or ""))}
    return f"{said} {sentence('dated', language, year=max(years))}" if years else said
