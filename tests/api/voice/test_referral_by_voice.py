"""The whole main job by voice: an application spoken through a real session, gate and intake, read back, confirmed and sent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from answers.message import Reply, Turn, Wish
from api.voice.assistant import GateAssistant
from api.voice.desk import VoiceDesk
from referrals.people import Role, Staff
from referrals.views import CaseFilter
from tests.api.fakes import ScriptedBot
from tests.api.talk import Conversation, Talk
from tests.voice.fakes import Kept, LoudIsSpeech, Spoken, silence, speech
from voice.session import VoiceSession
from voice.stt.base import Transcript
from voice.stt.fake import ScriptedRecogniser
from voice.utterances import Patience, Utterances

pytestmark = pytest.mark.anyio


class Wishes(ScriptedBot):
    """Wishes for a form when it is asked to; everything else is scripted."""

    async def turn(self, turn: Turn) -> Reply:
        reply = await super().turn(turn)
        form = "soknad" if "søke" in turn.text else "henvisning" if "henvise" in turn.text else None
        if form is None:
            return reply
        wish = Wish(form=form, municipality=turn.municipality)  # type: ignore[arg-type]
        return reply.model_copy(update={"context": reply.context.model_copy(update={"wish": wish})})


@pytest.fixture
def bot() -> Wishes:
    return Wishes()


@dataclass
class Caller:
    """Speaks, hands free, and hears."""

    talk: Talk
    conversation: Conversation
    line: Kept = field(default_factory=Kept)
    voice: Spoken = field(default_factory=Spoken)

    def __post_init__(self) -> None:
        gate = self.talk.gate
        self.ears = ScriptedRecogniser()
        self.session = VoiceSession(
            self.line,
            GateAssistant(gate, self.conversation.id, "nb"),
            self.ears,
            self.voice,
            VoiceDesk(gate.settings, gate.catalogue).repairer,
            Utterances(LoudIsSpeech(), Patience(partial=60.0), hands_free=True),
        )

    async def say(self, text: str, confidence: float = 0.9) -> None:
        """One turn, and all that follows from it."""
        self.ears._script.append(Transcript(text, confidence))
        async with asyncio.timeout(30):
            for piece in (speech(0.6), silence(1.0)):
                await self.session.hear(piece)
            await self.session.settled()
            await self.session.speaker.finished()

    @property
    def read_back(self) -> str:
        """What was read back last."""
        return str([values["text"] for kind, values in self.line.events if kind == "confirm"][-1])

    @property
    def shown(self) -> str:
        """The text of the last answer."""
        answers = [values["shown"] for kind, values in self.line.events if kind == "answer"]
        return str(answers[-1]["messages"][-1]["text"])

    @property
    def said(self) -> str:
        """All that was said aloud."""
        return " ".join(text for text, _ in self.voice.said)

    def sent(self) -> int:
        """How many cases the unit has."""
        units = frozenset(unit.id for unit in self.talk.gate.referrals.units.all())
        staff = Staff("s", "S", frozenset({Role.CASEWORKER}), units)
        return self.talk.gate.referrals.cases(staff, CaseFilter()).total


APPLIES = (
    ("jeg vil søke om hjelp", None),
    ("meg selv", "meg selv"),
    ("jeg har falt på badet", None),
    ("hopp over", None),
)
"""An application as far as the year of birth; who might help besides is skipped."""


@pytest.fixture
async def caller(talk: Talk) -> AsyncIterator[Caller]:
    made = Caller(talk, await talk.start(municipality="alesund"))
    yield made
    await made.session.close()


async def answer(caller: Caller, *turns: tuple[str, str | None]) -> None:
    """Each answer, and what must be read back of it (None: it counts at once) and is said to be right."""
    for text, back in turns:
        await caller.say(text)
        if back is not None:
            assert f"Jeg hørte: {back}. Stemmer det?" == caller.read_back
            await caller.say("ja, det stemmer")


async def test_an_application_is_spoken_read_back_confirmed_and_sent(caller: Caller) -> None:
    await answer(
        caller,
        ("jeg vil søke om hjelp", None),
        ("meg selv", "meg selv"),
        ("jeg har falt tre ganger på badet i høst", None),
        ("hopp over", None),
        ("nitten femtitre", "1953"),
        ("hopp over", None),
        ("Åse Ø D E G Å R D", "Åse Ødegård"),
        ("førtien tjuetre førtifem sekstisju", "41234567"),
    )
    for given in ("Åse Ødegård", "1953", "41 23 45 67", "falt tre ganger"):
        assert given in caller.shown
    assert caller.sent() == 0
    await caller.say("ja, send")
    assert "Referanse: V-" in caller.shown
    assert caller.sent() == 1


async def test_what_was_heard_wrong_is_said_again_before_it_counts(caller: Caller) -> None:
    await answer(
        caller,
        *APPLIES,
    )
    await caller.say("nitten femtito")
    assert "1952" in caller.read_back
    await caller.say("nei, feil")
    assert caller.session.waits_for == "birth_year"
    await answer(caller, ("nitten femtitre", "1953"), ("hopp over", None), ("Kari Moe", "Kari Moe"))
    assert caller.session.waits_for == "phone"
    await answer(caller, ("sytti seksten tjue null null", "70162000"))
    assert "1953" in caller.shown and "1952" not in caller.shown
    assert caller.sent() == 0


async def test_an_unsure_yes_does_not_send(caller: Caller) -> None:
    await answer(
        caller,
        *APPLIES,
        ("hopp over", None),
        ("hopp over", None),
        ("Kari Moe", "Kari Moe"),
        ("70 16 20 00", "70162000"),
    )
    await caller.say("ja, send", confidence=0.2)
    assert caller.sent() == 0
    await caller.say("nei")
    assert caller.sent() == 0
    await caller.say("nei, ikke send")
    assert caller.sent() == 0


async def test_a_professional_cannot_go_on_without_the_patients_consent(talk: Talk) -> None:
    caller = Caller(talk, await talk.start(municipality="alesund", role="staff"))
    await answer(
        caller,
        ("jeg vil henvise en pasient", None),
        ("sykepleier", None),
        ("slagposten", None),
        ("Nils Vik", "Nils Vik"),
        ("nitten femtiseks", "1956"),
    )
    assert caller.session.waits_for == "consent"
    await caller.say("nei")
    assert caller.session.waits_for != "need"
    assert caller.sent() == 0
    await caller.session.close()


async def test_names_and_numbers_of_a_spoken_form_are_not_stored_in_the_lines(caller: Caller) -> None:
    await answer(
        caller,
        *APPLIES,
        ("nitten femtitre", "1953"),
        ("hopp over", None),
        ("Ragnhild Testesen", "Ragnhild Testesen"),
        ("sytti seksten tjue null null", "70162000"),
    )
    lines = str(caller.talk.gate.turns.transcript(caller.conversation.id))
    assert "Testesen" not in lines and "70162000" not in lines.replace(" ", "")
