"""What is a command to the form, what is a question of one's own, and what is an answer."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.commands import LAST, Wants, change_command, says_do, simple_command
from intake.questions import is_question, looks_asked

WORDS = {
    "telefonen": "phone",
    "telefon": "phone",
    "nummeret": "phone",
    "nummer": "phone",
    "navnet": "name",
    "navn": "name",
    "name": "name",
}

CANCELS = [
    "avbryt", "Avbryt!", "glem det", "stopp", "stopp nå", "jeg vil ikke likevel", "nei, jeg vil ikke likevel",
    "eg vil ikkje likevel", "æ vil itj likevel",
    "gløym det", "gløym heile greia", "glæm det", "lat det vere", "la det være", "jeg har ombestemt meg", "eg ombestemte meg",
    "ikke send det",
    "ikkje send søknaden", "cancel", "stop", "never mind", "forget it", "I changed my mind", "I don't want to",
    "please cancel", "kan vi avbryte", "slett alt", "actually no, forget about that", "æ gidd itj meir", "I don't want to do "
    "this anymore",
    "Dette må jeg tenke mer på først. Avbryt.",
]  # fmt: skip
NOT_CANCELS = [
    "jeg vil ikke ha tolk", "Stoppested", "han vil ikke spise", "jeg glemmer alt jeg skal gjøre",
    "det stopper opp når jeg går i trapp", "Kari", "ja",
    "jeg vil ikke bo på sykehjem", "hun avbryter alltid", "ikke så bra", "nei", "slutter aldri å gjøre vondt",
]  # fmt: skip


@pytest.mark.parametrize("text", CANCELS)
def test_cancelling(text: str) -> None:
    assert simple_command(text) is Wants.CANCEL


@pytest.mark.parametrize("text", NOT_CANCELS)
def test_answers_do_not_cancel(text: str) -> None:
    assert simple_command(text) is not Wants.CANCEL


@pytest.mark.parametrize(
    ("text", "wants"),
    [
        ("hopp over", Wants.SKIP), ("hoppe over", Wants.SKIP), ("kan jeg hoppe over?", Wants.SKIP), ("skip", Wants.SKIP),
        ("vil ikke svare", Wants.SKIP),
        ("vet ikke", Wants.SKIP), ("veit ikkje", Wants.SKIP), ("I don't know", Wants.SKIP), ("har ikke", Wants.SKIP),
        ("nei takk", Wants.SKIP),
        ("tilbake", Wants.BACK), ("gå tilbake", Wants.BACK), ("go back", Wants.BACK), ("forrige spørsmål", Wants.BACK),
        ("hvorfor spør du?", Wants.WHY), ("kvifor treng de det?", Wants.WHY), ("why do you need that?", Wants.WHY),
        ("koffør?", Wants.WHY),
        ("gjenta", Wants.AGAIN), ("hva mener du?", Wants.AGAIN), ("hjelp", Wants.AGAIN), ("jeg forstår ikke", Wants.AGAIN),
        ("fortsett", Wants.PROCEED), ("hald fram", Wants.PROCEED), ("continue", Wants.PROCEED),
        ("ja, fortsett med skjemaet", Wants.PROCEED),
    ],
)  # fmt: skip
def test_commands(text: str, wants: Wants) -> None:
    assert simple_command(text) is wants


@pytest.mark.parametrize(
    ("text", "slot", "rest"),
    [
        ("nei, telefonen er 41234567", "phone", "41234567"), ("rett på navnet", "name", ""), ("endre telefon", "phone", ""),
        ("endre navnet til Kari Nordmann", "name", "Kari Nordmann"), ("navnet er feil", "name", ""), ("feil nummer", "phone", ""),
        ("jeg skrev feil navn", "name", ""), ("Navnet er feil, det er Ola", "name", "Ola"), ("kan du endre navnet?", "name", ""),
        ("change my name to Jo", "name", "Jo"), ("endre noe", None, ""), ("jeg skrev feil", None, ""),
        ("nei, jeg mente 1954", LAST, "1954"),
    ],
)  # fmt: skip
def test_corrections(text: str, slot: str | None, rest: str) -> None:
    command = change_command(text.rstrip("?"), WORDS)
    assert command is not None
    assert (command.slot, command.rest) == (slot, rest)


@pytest.mark.parametrize(
    "text",
    ["telefonen er 41234567", "Kari", "jeg trenger hjelp med telefonen", "mor endrer mening hele tiden", "rettigheter"],
)
def test_no_corrections(text: str) -> None:
    assert change_command(text, WORDS) is None


def test_at_the_summary_the_name_of_an_answer_is_enough() -> None:
    command = change_command("telefonen er 41234567", WORDS, bare=True)
    assert command is not None
    assert command.rest == "41234567"


@pytest.mark.parametrize(
    "text", ["ja, send", "send", "Ja takk, send den inn", "send søknaden nå", "yes, send it", "det stemmer, send"]
)
def test_a_clear_yes_to_sending(text: str) -> None:
    assert says_do(text, "send")
    assert not says_do(text, "withdraw")


@pytest.mark.parametrize(
    "text", ["ok", "takk", "ikke send", "kan jeg sende senere", "send meg mer informasjon", "fint"]
)
def test_no_yes_to_sending(text: str) -> None:
    assert not says_do(text, "send")


@pytest.mark.parametrize("text", ["Hva koster det?", "hvem leser dette?", "hva er en koordinator", "Er det gratis?",
    "kva skjer etterpå?", "how long does it take?", "fortell om hverdagsrehabilitering", "jeg vil snakke med et menneske",
    "svar på nynorsk"])  # fmt: skip
@pytest.mark.parametrize("free", [True, False])
def test_questions(text: str, free: bool) -> None:
    assert is_question(text, free)


@pytest.mark.parametrize(
    "text",
    [
        "Mor har falt tre ganger. Kan dere hjelpe henne? Hun bor alene.", "Kan jeg få hjelp med å dusje?",
        "Når jeg skal dusje blir jeg svimmel",
        "Hvordan kan vi få hverdagen til å gå opp når jeg er alene med to barn og jobber fullt?",
        "Jeg trenger noen å snakke med", "Hjelp til å komme ut",
        "Er sliten og klarer ikke mer av husarbeidet", "Han spør hele tiden: hvem er jeg? Det er tungt for oss alle.",
    ],
)  # fmt: skip
def test_needs_are_no_questions(text: str) -> None:
    assert not is_question(text, free_text=True)


@pytest.mark.parametrize(
    "text", ["Kari Nordmann", "Kari?", "41234567", "barnet mitt?", "1953", "kari@eksempel.no", "Hans Hvem"]
)
def test_short_answers_are_no_questions(text: str) -> None:
    assert not is_question(text, free_text=False)


@given(st.text(max_size=300))
def test_any_text_is_understood_or_not_without_fault(text: str) -> None:
    simple_command(text)
    change_command(text, WORDS, bare=True)
    is_question(text, free_text=True)


@pytest.mark.parametrize(
    "text", ["jeg kan " * 6, "nei nei " * 500, "endre til til " * 300, "til" * 1300, "kan jeg vil " * 80, "hei " * 1000]
)
def test_no_text_takes_long(text: str) -> None:
    started = time.perf_counter()
    test_any_text_is_understood_or_not_without_fault.hypothesis.inner_test(text)  # type: ignore[attr-defined]
    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize(
    "text", ["actually stop, she wants to think about it first", "nei vet du hva, dropp det. Jeg ringer heller"]
)
def test_who_stops_may_say_why(text: str) -> None:
    assert simple_command(text) is Wants.CANCEL


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("vent litt, kjører dere ut middag også?", True),
        ("til mamma?", False),
        ("Solveig Aas", False),
        ("det er til mor", False),
    ],
)
def test_what_ends_as_a_question_is_no_name(text: str, asks: bool) -> None:
    assert looks_asked(text) is asks
