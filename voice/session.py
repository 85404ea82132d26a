"""One spoken conversation, whatever carries it: sound and buttons go in, events and sound come out.

Nothing of the sound is kept: an utterance lives in memory until it is recognised. Words reach the assistant only through `Assistant`,
which is the same way that written words go, masking and safety rules included.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Protocol

from anyio.to_thread import run_sync

from voice.audio import Samples, Sound, to_samples
from voice.commands import Command, command_of, spelled, yes_or_no
from voice.repair import Repairer
from voice.spoken.form import to_speech
from voice.stt.base import UNSURE, SpeechToText, Transcript
from voice.tts.base import NoVoice, TextToSpeech
from voice.utterances import Began, Ended, Paused, SoFar, Utterances
from voice.wording import sentence

ALWAYS_CONFIRMED = frozenset({"name", "phone", "email", "birth_year", "municipality", "for_whom"})
_SLOWER, _FASTER, _SLOWEST, _FASTEST = 0.8, 1.25, 0.5, 1.6


@dataclass(frozen=True)
class Said:
    """What the assistant answers. `spoken`: one text a message, still with figures; `shown` goes to a screen as it is."""

    spoken: Sequence[str]
    language: str
    waits_for: str | None = None
    choices: Sequence[str] = ()
    shown: Any = None


class Assistant(Protocol):
    """The rest of the house, as a voice sees it."""

    async def answer(self, text: str) -> Said:
        """The answer to words that count as said."""

    def in_danger(self, text: str) -> bool:
        """Whether the safety rules answer this text. Quick: asked at every partial."""

    def language(self) -> str:
        """The language to listen and speak in now."""


class Line(Protocol):
    """What carries the conversation: a browser's socket, a telephone."""

    async def event(self, kind: str, **values: Any) -> None:
        """Tells the other end something."""

    async def sound(self, sound: Sound) -> None:
        """Plays a piece after those before it."""


@dataclass
class VoiceSession:
    """Turns of speech. `review`: a transcript is shown to be corrected and not sent by itself (push to talk in the browser)."""

    line: Line
    assistant: Assistant
    recogniser: SpeechToText
    voice: TextToSpeech
    repairer: Repairer
    utterances: Utterances
    review: bool = False
    pace: float = 1.0
    _last: list[str] = field(default_factory=list)
    _waits_for: str | None = None
    _unconfirmed: str | None = None
    _speaking: asyncio.Task[None] | None = None
    _partial: asyncio.Task[None] | None = None
    _early: asyncio.Task[Transcript] | None = None
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def hear(self, pcm: bytes) -> None:
        """Takes 16-bit 16 kHz sound as it comes."""
        for happened in self.utterances.hear(to_samples(pcm)):
            if isinstance(happened, Began):
                await self._began()
            elif isinstance(happened, SoFar):
                self._listen_in(happened.samples)
            elif isinstance(happened, Paused):
                self._drop_early()
                self._early = asyncio.create_task(self._recognise(happened.samples))
            else:
                await self._ended(happened)

    async def let_go(self) -> None:
        """Push to talk: the button was let go."""
        ended = self.utterances.finish()
        if not ended:
            await self._heard_nothing()
        for happened in ended:
            if isinstance(happened, Ended):
                await self._ended(happened)

    async def send(self, text: str) -> None:
        """Words that count: corrected on the screen, chosen, or clear enough."""
        async with self._turn:
            self._unconfirmed = None
            said = await self.assistant.answer(text)
            self._waits_for = said.waits_for
            await self.line.event("answer", shown=said.shown, language=said.language)
            self._say([*said.spoken, *self._choices(said)], said.language)

    async def hush(self) -> None:
        """Stops speaking."""
        task, self._speaking = self._speaking, None
        if task is not None and not task.done():
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            await self.line.event("hush")

    async def close(self) -> None:
        """Ends everything that is still under way. Nothing of the sound stays."""
        for task in (self._speaking, self._partial, self._early):
            if task is not None:
                task.cancel()
                with suppress(asyncio.CancelledError, Exception):
                    await task
        self.utterances.finish()

    async def _began(self) -> None:
        await self.hush()
        self._drop_early()
        await self.line.event("speech")

    def _listen_in(self, samples: Samples) -> None:
        """A partial transcript, one at a time: a slow machine shows fewer."""
        if self._partial is None or self._partial.done():
            self._partial = asyncio.create_task(self._show_partial(samples))

    async def _show_partial(self, samples: Samples) -> None:
        heard = await run_sync(self.recogniser.transcribe, samples, self.assistant.language(), True)
        text = self.repairer.repair(heard.text)
        if not text:
            return
        await self.line.event("partial", text=text)
        if self.assistant.in_danger(text):
            self.utterances.finish()
            await self.line.event("final", text=text, confidence=heard.confidence, sent=True)
            await self.send(text)

    async def _recognise(self, samples: Samples) -> Transcript:
        return await run_sync(self.recogniser.transcribe, samples, self.assistant.language(), False)

    async def _ended(self, ended: Ended) -> None:
        """Recognises an utterance; when it was recognised in its last pause already, that counts."""
        early, self._early = self._early, None
        heard = await early if early is not None and ended.why == "pause" else await self._recognise(ended.samples)
        text = self.repairer.repair(heard.text)
        if not text:
            await self._heard_nothing()
            return
        sent = not self.review
        await self.line.event("final", text=text, confidence=round(heard.confidence, 2), sent=sent)
        if sent:
            await self._take(text, heard.confidence)

    def _drop_early(self) -> None:
        if self._early is not None:
            self._early.cancel()
            self._early = None

    async def _heard_nothing(self) -> None:
        language = self.assistant.language()
        await self.line.event("nothing", text=sentence("heard_nothing", language))

    async def _take(self, text: str, confidence: float) -> None:
        """An utterance that nobody can correct on a screen: a command, a yes or no to what was read back, or words to send."""
        language, waiting = self.assistant.language(), self._unconfirmed
        answer = yes_or_no(text) if waiting is not None else None
        if waiting is not None and answer is not None:
            self._unconfirmed = None
            if answer:
                await self.send(waiting)
            else:
                self._say([sentence("say_again", language)], language)
        elif (command := command_of(text)) is not None:
            await self._obey(command, language)
        elif confidence < UNSURE or self._waits_for in ALWAYS_CONFIRMED:
            await self._read_back(text, language)
        else:
            await self.send(text)

    async def _read_back(self, text: str, language: str) -> None:
        self._unconfirmed = text
        question = sentence("is_that_right", language, text=text)
        await self.line.event("confirm", text=question)
        self._say([question], language, keep=False)

    async def _obey(self, command: Command, language: str) -> None:
        await self.hush()
        if command == "stop":
            return
        if command in ("slower", "faster"):
            factor = _SLOWER if command == "slower" else _FASTER
            self.pace = min(_FASTEST, max(_SLOWEST, self.pace * factor))
        texts = self._last or [sentence("nothing_to_repeat", language)]
        spelling = command == "spell" and bool(self._last)
        self._say([spelled(self._last[0].split(".")[0])] if spelling else texts, language, keep=False)

    def _choices(self, said: Said) -> list[str]:
        """At most three choices, as something to say."""
        names = [*said.choices][:3]
        if not names:
            return []
        last = f" {sentence('or', said.language)} ".join([", ".join(names[:-1]), names[-1]]) if names[1:] else names[0]
        return [sentence("choices", said.language, names=last)]

    def _say(self, texts: list[str], language: str, keep: bool = True) -> None:
        if self._speaking is not None:
            self._speaking.cancel()
        if keep:
            self._last = texts
        self._speaking = asyncio.create_task(self._speak(texts, language))

    async def _speak(self, texts: list[str], language: str) -> None:
        """Sentence by sentence, so that the first sound comes early. Without a voice the text is on the screen all the same."""
        spoken = language if language in ("nb", "nn", "en") else "nb"
        try:
            for text in texts:
                for part in _sentences(to_speech(text, spoken)):  # type: ignore[arg-type]
                    await self.line.sound(await run_sync(self.voice.say, part, language, self.pace))
            await self.line.event("spoken")
        except NoVoice:
            await self.line.event("voiceless")


def _sentences(text: str) -> list[str]:
    found, begin = [], 0
    for at, sign in enumerate(text):
        if sign in ".!?" and text[at + 1 : at + 2] in ("", " ", "\n"):
            found.append(text[begin : at + 1].strip())
            begin = at + 1
    return [part for part in [*found, text[begin:].strip()] if part.strip(" .")]
