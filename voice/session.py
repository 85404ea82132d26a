"""One spoken conversation, whatever carries it: sound and buttons go in, events and sound come out.

Nothing of the sound is kept: an utterance lives in memory until it is recognised. Words reach the assistant only through `Assistant`,
which is the same way that written words go, masking and safety rules included.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from anyio.to_thread import run_sync

from voice.audio import Samples, to_samples
from voice.choices import choices_aloud, choices_by_key
from voice.commands import CARRIERS, Command, command_of, yes_or_no
from voice.ports import Assistant, Line
from voice.repair import Repairer
from voice.speaker import Speaker
from voice.stt.base import UNSURE, SpeechToText, Transcript
from voice.tts.base import TextToSpeech
from voice.utterances import Began, Ended, Paused, SoFar, Utterances
from voice.wording import sentence

ALWAYS_CONFIRMED = frozenset({"name", "phone", "email", "birth_year", "municipality", "for_whom"})
_WHOLE = frozenset(
    {"safety", "handover", "clarify", "referral", "status", "welcome", "fallback", "smalltalk", "out_of_scope"}
)
"""Kinds of answers that are never cut into portions."""


@dataclass
class VoiceSession:
    """Turns of speech. `review`: a transcript is shown to be corrected and not sent by itself (push to talk in the browser).

    `screen`: what is said can be read too. `own`: commands that only what carries the conversation can obey (a telephone: `person`).
    """

    line: Line
    assistant: Assistant
    recogniser: SpeechToText
    voice: TextToSpeech
    repairer: Repairer
    utterances: Utterances
    review: bool = False
    screen: bool = True
    own: Mapping[Command, Callable[[], Awaitable[None]]] = field(default_factory=dict)
    waits_for: str | None = None
    _choices: list[str] = field(default_factory=list)
    _unconfirmed: str | None = None
    _partial: asyncio.Task[None] | None = None
    _early: asyncio.Task[Transcript] | None = None
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self.speaker = Speaker(self.line, self.voice, self.screen)

    @property
    def idle(self) -> bool:
        """Whether nobody speaks and nothing is being answered."""
        return not (self.speaker.speaking or self.utterances.speaking or self._turn.locked())

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
            self.waits_for, self._choices = said.waits_for, choices_by_key(said)
            await self.line.event("answer", shown=said.shown, language=said.language)
            self.speaker.answer(said.spoken, choices_aloud(said, self.screen), said.language, said.kind in _WHOLE)

    async def choose(self, number: int) -> None:
        """A key: the choice of that number, from 1; to what was read back 1 is yes and 2 is no."""
        if self._unconfirmed is not None and number <= 2:
            await self._settle(number == 1)
        elif number <= len(self._choices):
            await self.send(self._choices[number - 1])
        else:
            self._tell("no_such_choice")

    async def obey(self, command: Command) -> None:
        """A command, spoken or by a key."""
        if command in self.own:
            await self.own[command]()
            return
        await self.hush()
        language = self.assistant.language()
        if command == "slower":
            self.speaker.slower()
        elif command == "faster":
            self.speaker.faster()
        if command == "more":
            self.speaker.go_on()
        elif command != "stop":
            self.speaker.again(language, spell=command == "spell")

    async def hush(self) -> None:
        """Stops speaking."""
        if await self.speaker.hush():
            await self.line.event("hush")

    async def close(self) -> None:
        """Ends everything that is still under way. Nothing of the sound stays."""
        await self.speaker.hush()
        for task in (self._partial, self._early):
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
        """On a screen it is shown; without one it must be said."""
        text = sentence("heard_nothing", self.assistant.language(), self.screen)
        await self.line.event("nothing", text=text)
        if not self.screen:
            self._tell("heard_nothing")

    async def _take(self, text: str, confidence: float) -> None:
        """An utterance that nobody can correct on a screen: a command, a yes or no to what was read back, or words to send.

        Danger comes before all of it: nobody is asked whether he really said that.
        """
        answer = yes_or_no(text) if self._unconfirmed is not None else None
        if self.assistant.in_danger(text):
            await self.send(text)
        elif answer is not None:
            await self._settle(answer)
        elif (command := command_of(text)) is not None and self._can(command):
            await self.obey(command)
        elif confidence < UNSURE or self.waits_for in ALWAYS_CONFIRMED:
            await self._read_back(text)
        else:
            await self.send(text)

    def _can(self, command: Command) -> bool:
        """Whether it is a command here and now; otherwise the words are for the assistant."""
        if command == "more":
            return self.speaker.has_more
        return command not in CARRIERS or command in self.own

    async def _settle(self, right: bool) -> None:
        """What was read back is what was said, or not."""
        text, self._unconfirmed = self._unconfirmed, None
        if right and text is not None:
            await self.send(text)
        else:
            self._tell("say_again")

    async def _read_back(self, text: str) -> None:
        self._unconfirmed = text
        language = self.assistant.language()
        question = sentence("is_that_right", language, self.screen, text=text.rstrip(" .!?"))
        await self.line.event("confirm", text=question)
        self.speaker.say([(question, language)], keep=not self.screen)

    def _tell(self, key: str) -> None:
        language = self.assistant.language()
        self.speaker.say([(sentence(key, language, self.screen), language)], keep=False)
