"""What all spoken conversations of this process share: engines, the words to repair with, and how many may speak at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

import numpy as np

from api.problems import Problem
from api.settings import Settings
from knowledge_base.service import Catalogue, ServiceFilter
from language.stems import is_word
from voice.audio import HEARING_RATE
from voice.engines import Engines, VoiceFiles, build_engines
from voice.repair import Repairer

_DICTIONARIES = ("nb", "nn", "en")
_PAGE = 500


class VoiceDesk:
    """One for the app. Nothing is loaded before somebody speaks."""

    def __init__(self, settings: Settings, catalogue: Catalogue, engines: Engines | None = None) -> None:
        self._catalogue = catalogue
        self._most, self._idle = settings.voice_sessions, settings.voice_idle
        self._wanted = settings.voice
        self._open: set[str] = set()
        self.engines = engines or build_engines(files_of(settings))

    @cached_property
    def faults(self) -> list[str]:
        """Why nobody can speak with this installation; empty when they can. Read once: a digest takes a moment."""
        return ["speech is switched off"] if self._wanted == "off" else self.engines.faults()

    @cached_property
    def repairer(self) -> Repairer:
        """Over the names and lay words of the catalogue and the names of places."""
        return Repairer(self._words(), _in_a_dictionary)

    def _words(self) -> Iterator[str]:
        yield from (place.name for place in self._catalogue.places.choosable())
        for number in range(1, self._catalogue.count() // _PAGE + 2):
            for service in self._catalogue.list_services(ServiceFilter(), number, _PAGE).items:
                yield from (service.name.nb, *service.alternate_names, *service.lay_words)

    def warm(self) -> None:
        """Loads what the first words of anybody need (some seconds), where there is speech at all."""
        if not self.faults:
            self.repairer.repair("oppvarmxx")  # no word in any language: all dictionaries are looked into
            self.engines.recogniser.transcribe(np.zeros(HEARING_RATE // 2, np.float32), "nb", True)

    @contextmanager
    def seat(self, conversation_id: str) -> Iterator[None]:
        """A place for one conversation. Raises Problem: `voice-open-already`, `voice-busy`."""
        if conversation_id in self._open:
            raise Problem("voice-open-already")
        if len(self._open) >= self._most:
            raise Problem("voice-busy", retry_after=30)
        self._open.add(conversation_id)
        try:
            yield
        finally:
            self._open.discard(conversation_id)

    def rest(self) -> bool:
        """Gives the recogniser's memory back when nobody speaks. Called from time to time."""
        return not self._open and self.engines.recogniser.unload_idle(self._idle)


def _in_a_dictionary(word: str) -> bool:
    return is_word(word, _DICTIONARIES)


def files_of(settings: Settings) -> VoiceFiles:
    """Where the settings say that models lie."""
    return VoiceFiles(
        checkpoint=settings.voice_checkpoint,
        digest=settings.voice_digest or None,
        piper=settings.voice_piper,
        recordings=settings.voice_recordings,
        threads=settings.voice_threads,
    )
