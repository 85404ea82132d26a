"""One spoken conversation, whatever carries it: sound and buttons go in, events and sound come out.

Nothing of the sound is kept: an utterance lives in memory until it is recognised. Words reach the assistant only through `Assistant`,
which is the same way that written words go, masking and safety rules included.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from voice.audio import to_samples
from voice.choices import choices_aloud, choices_by_key
from voice.commands import CARRIERS, Command, command_of, leads_on, yes_or_no
from voice.ears import Ears
from voice.in_order import InOrder
from voice.ports import Assistant, Line, Said
from voice.repair import Repairer
from voice.speaker import Speaker
from voice.spoken.written import DAYS, NAMES, PHONES, YEARS, as_written
from voice.stt.base import UNSURE, SpeechToText, Transcript
from voice.tts.base import TextToSpeech
from voice.utterances import Began, Ended, Paused, SoFar, Utterances
from voice.wording import sentence

ALWAYS_CONFIRMED = NAMES | YEARS | PHONES | DAYS | {"email", "municipality", "for_whom", "reference", "secret"}
_WHOLE = frozenset(
    {"safety", "handover", "clarify", "referral", "status", "welcome", "fallback", "smalltalk", "out_of_scope"}
)
"""Kinds of answers that are never cut into portions."""


@dataclass
class VoiceSession:
    """Turns of speech. `review`: a transcript is shown to be corrected and not sent by itself (push to talk in the browser).

    `screen`: what is said can be read too. `own`: commands that only what carries the conversation can obey (a telephone: `person`).
    Turns are recognised and answered while the next frames are taken. `failed` is told of what the assistant raises; without it the
    next `hear`, `let_go` or `submit` raises it.
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
    failed: Callable[[Exception], Awaitable[None]] | None = None
    waits_for: str | None = None
    _choices: list[str] = field(default_factory=list)
    _unconfirmed: str | None = None
    _answering: asyncio.Task[Said] | None = None
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self.speaker = Speaker(self.line, self.voice, self.screen)
        self._ears = Ears(self.recogniser, self.assistant.language)
        self._turns = InOrder(self.failed)

    @property
    def idle(self) -> bool:
        """Whether nobody speaks and nothing is being answered."""
        return not (self.speaker.speaking or self.utterances.speaking or self._turns.busy or self._turn.locked())

    async def hear(self, pcm: bytes) -> None:
        """Takes 16-bit 16 kHz sound as it comes. Does not wait for turns."""
        self._turns.check()
        for happened in self.utterances.hear(to_samples(pcm)):
            if isinstance(happened, Began):
                await self._began()
            elif isinstance(happened, SoFar):
                self._ears.so_far(happened.samples, self._show_partial)
            elif isinstance(happened, Paused):
                self._ears.ahead(happened.samples)
            else:
                await self._turns.put(self._ended(self._ears.whole(happened)))

    async def let_go(self) -> None:
        """Push to talk: the button was let go."""
        self._turns.check()
        ended = [happened for happened in self.utterances.finish() if isinstance(happened, Ended)]
        if not ended:
            await self._heard_nothing()
        for happened in ended:
            await self._turns.put(self._ended(self._ears.whole(happened)))

    async def submit(self, text: str) -> None:
        """Words that count, after the turns before them. Does not wait for the answer."""
        self._turns.check()
        await self._turns.put(self.send(text))

    async def settled(self) -> None:
        """Waits until every turn until now has its answer. Raises what the assistant raised, where nobody is told of it."""
        await self._turns.done()
        self._turns.check()

    async def send(self, text: str) -> None:
        """Words that count: corrected on the screen, chosen, or clear enough. Once taken they are answered, whoever hangs up."""
        async with self._turn:
            self._unconfirmed = None
            self._answering = asyncio.create_task(self._ask(text))
            said = await asyncio.shield(self._answering)
            self.waits_for, self._choices = said.waits_for, choices_by_key(said)
            await self.line.event("answer", shown=said.shown, language=said.language)
            self.speaker.answer(said.spoken, choices_aloud(said, self.screen), said.language, said.kind in _WHOLE)

    async def _ask(self, text: str) -> Said:
        return await self.assistant.answer(text)

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
        """Ends everything that is still under way but an answer that is being made. Nothing of the sound stays."""
        await self._turns.close()
        await self._ears.close()
        if self._answering is not None:
            await asyncio.wait([self._answering])
        await self.speaker.hush()
        self.utterances.finish()

    async def _began(self) -> None:
        await self.hush()
        self._ears.forget()
        await self.line.event("speech")

    async def _show_partial(self, heard: Transcript) -> None:
        text = self.repairer.repair(heard.text)
        if not text or not self.utterances.speaking:
            return
        await self.line.event("partial", text=text)
        if self.assistant.in_danger(text):
            self.utterances.finish()
            self._ears.forget()
            await self.line.event("final", text=text, confidence=heard.confidence, sent=True)
            await self._turns.put(self.send(text))

    async def _ended(self, hearing: Awaitable[Transcript]) -> None:
        heard = await hearing
        text = as_written(self.repairer.repair(heard.text), self.waits_for)
        if not text:
            await self._heard_nothing()
            return
        sent = not self.review or self.assistant.in_danger(text)  # danger does not wait for a correction
        await self.line.event("final", text=text, confidence=round(heard.confidence, 2), sent=sent)
        if sent:
            await self._take(text, heard.confidence)

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
        elif confidence < UNSURE or (self.waits_for in ALWAYS_CONFIRMED and not leads_on(text)):
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
