"""Whole forms: every kind, every language, corrections, and what is never said or kept."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answers.message import DialogueContext, Reply
from api.reply_check import broken_rule
from intake.service import Heard
from referrals.kinds import Kind
from referrals.people import Role, Staff
from referrals.service import ReferralService
from referrals.submission import Submission
from referrals.views import CaseFilter
from tests.intake.talker import NO_REPLY, Talker

NEED = "Har falt tre ganger i høst og tør ikke dusje alene"
OF = {
    "soknad": ["meg selv", NEED, "skip", "1953", "nei", "Kari Testesen", "41234567"],
    "melding": ["mor", "Olga Testesen", "83 år", "ja", NEED, "skip", "skip", "Kari Testesen", "41234567"],
    "henvisning": ["sykepleier", "Kollen", "Olga Testesen", "1943", "ja", NEED, "skip", "skip", "4. desember", "polsk", "nei",
    "skip", "Kari Testesen", "41234567"],
    "koordinator": ["barnet mitt", "Ola Testesen", "2019", NEED, "skip", "skip", "Kari Testesen", "41234567"],
    "barnekoordinator": ["barnet mitt", "skip", "skip", NEED, "skip", "skip", "Kari Testesen", "skip", "kari@eksempel.no"],
    "callback": [NEED, "Kari Testesen", "41234567", "etter klokka 12"],
}  # fmt: skip


def sent(referrals: ReferralService) -> list[Submission]:
    """What came in, as the units see it."""
    staff = Staff("s", "S", frozenset({Role.CASEWORKER}), frozenset(unit.id for unit in referrals.units.all()))
    return [referrals.case(staff, row.id).submission for row in referrals.cases(staff, CaseFilter()).rows]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("form", list(Kind))
def test_every_form_is_filled_in_in_every_language(
    talker: Talker, referrals: ReferralService, form: Kind, language: str
) -> None:
    message = talker.start(form, language=language)
    for text in OF[form]:
        assert message.language == language
        assert message.asks is not None
        assert broken_rule(Reply(messages=[message], context=DialogueContext())) is None
        message = talker.say(text)
    assert message.asks is not None
    assert message.asks.slot == "confirm", message.text
    receipt = talker.say({"nb": "ja, send", "nn": "ja, send", "en": "yes, send"}[language])
    assert talker.state.form is None
    [submission] = sent(referrals)
    assert (submission.kind, submission.language, submission.need) == (form, language, NEED)
    assert receipt.asks is None
    assert NEED not in receipt.text
    assert "Testesen" not in receipt.text


def test_what_is_sent_is_what_was_said(talker: Talker, referrals: ReferralService) -> None:
    talker.start("henvisning", role="staff")
    talker.say(*OF["henvisning"], "ja")
    [it] = sent(referrals)
    assert (it.relation, it.sender.profession, it.sender.organisation) == ("professional", "sykepleier", "Kollen")
    assert it.person is not None
    assert (it.person.name, it.person.birth_year, it.interpreter, it.children_in_family) == (
        "Olga Testesen",
        1943,
        "polsk",
        False,
    )
    assert (it.sender.phone, it.discharge_on and it.discharge_on.isoformat()) == ("+4741234567", "2026-12-04")


def test_the_kind_and_the_place_are_asked_when_they_are_not_known(talker: Talker) -> None:
    first = talker.start(None, municipality=None)
    assert first.asks is not None
    assert first.asks.slot == "kind"
    second = talker.say("melde fra om noe")
    assert second.asks is not None
    assert second.asks.slot == "municipality"
    assert talker.say("jeg bor på Melhus").asks.slot == "for_whom"  # type: ignore[union-attr]
    assert talker.last is not None
    assert talker.last.municipality == "melhus"


def test_a_relative_is_told_what_they_may_and_is_not_asked_whether_it_is_themselves(talker: Talker) -> None:
    message = talker.start("melding", role="relative")
    assert "kan du alltid gi opplysninger" in message.text
    assert [choice.title for choice in message.choices] == [
        "En annen i familien eller en venn",
        "Barnet mitt",
        "Avbryt",
    ]


def test_nobody_applies_for_another_without_power_of_attorney(talker: Talker, referrals: ReferralService) -> None:
    talker.start("soknad")
    message = talker.say("mor", "Olga Testesen", "1943", "ingen av delene")
    assert "melding om behov i stedet" in message.text
    assert talker.form.form == "melding"
    talker.say("ja", NEED, "skip", "skip", "Kari Testesen", "41234567", "ja, send")
    assert sent(referrals)[0].kind == "melding"


def test_a_guardian_applies_and_says_so(talker: Talker, referrals: ReferralService) -> None:
    talker.start("soknad")
    talker.say(
        "far", "Per Testesen", "1943", "jeg er verge", NEED, "skip", "nei", "Kari Testesen", "41234567", "ja, send"
    )
    [it] = sent(referrals)
    assert (it.relation, it.authority) == ("guardian", "Verge")


def test_a_child_that_is_of_age_applies_itself(talker: Talker) -> None:
    talker.start("soknad")
    message = talker.say("sønnen min", "Ola Testesen", "1990")
    assert "Fra 18 år" in message.text
    assert talker.form.pending == "relation"


def test_without_consent_no_referral(talker: Talker) -> None:
    talker.start("henvisning", role="staff")
    message = talker.say("sykepleier", "Kollen", "Olga Testesen", "1943", "nei")
    assert "Uten et ja" in message.text
    assert talker.form.pending == "consent"


def test_any_answer_can_be_corrected_before_it_is_sent(talker: Talker, referrals: ReferralService) -> None:
    talker.start("soknad")
    summary = talker.say(*OF["soknad"])
    assert "Rettet." in talker.say("nei, telefonen er 98 76 54 32").text
    talker.say("endre navnet til Kari Nordmann", "rett på behovet", "Trenger rampe ved inngangen")
    talker.press(talker.press(summary, "Endre noe"), "Fødselsåret ditt")
    talker.say("1954", "Viktig for deg", "Å komme meg ut", "ja, send")
    [it] = sent(referrals)
    assert (it.sender.name, it.sender.birth_year, it.need, it.important) == (
        "Kari Nordmann",
        1954,
        "Trenger rampe ved inngangen",
        "Å komme meg ut",
    )
    assert it.sender.phone == "+4798765432"


def test_skipping_is_for_what_may_be_skipped(talker: Talker) -> None:
    talker.start("soknad")
    assert "kan ikke hoppes over" in talker.say("meg selv", "hopp over").text
    assert talker.form.pending == "need"


def test_why_a_question_is_asked(talker: Talker) -> None:
    talker.start("soknad")
    talker.say(*OF["soknad"][:3])
    message = talker.say("hvorfor spør du om det?")
    assert message.text.startswith("Noen tilbud er for bestemte aldre.")
    assert talker.form.pending == "birth_year"


@pytest.mark.parametrize("text", ["ok", "takk", "👍", "fint", "hva koster det", "", "kanskje", "send meg en rullestol"])
def test_nothing_is_sent_without_a_clear_yes(talker: Talker, referrals: ReferralService, text: str) -> None:
    talker.start("soknad")
    talker.say(*OF["soknad"])
    talker.intake.hear(talker.state, text, None, talker.asker)
    assert sent(referrals) == []


def test_an_identity_number_is_masked_and_kindly_told(talker: Talker, referrals: ReferralService) -> None:
    talker.start("soknad")
    message = talker.say("meg selv", f"{NEED}. Mitt nummer er 130169 00278")
    assert "så jeg har fjernet det" in message.text
    assert "ser ut som et fødselsnummer" in talker.say("skip", "13016900278").text
    talker.say("1953", "nei", "Kari Testesen", "41234567", "ja, send")
    assert "00278" not in sent(referrals)[0].need


def test_the_buttons_of_an_ended_form_do_nothing(talker: Talker, referrals: ReferralService) -> None:
    talker.start("soknad")
    summary = talker.say(*OF["soknad"])
    talker.say("avbryt")
    assert "hører til noe som er sendt eller avbrutt" in talker.press(summary, "Ja, send").text
    talker.start("callback")
    assert "hører til noe som er sendt eller avbrutt" in talker.press(summary, "Ja, send").text
    assert talker.form.form == "callback"
    assert sent(referrals) == []


def test_an_old_button_corrects_its_own_answer(talker: Talker) -> None:
    first = talker.start("soknad")
    talker.press(first, "Meg selv")
    talker.press(first, "Barnet mitt")
    assert talker.form.answers["for_whom"] == "child"


def test_a_number_that_the_receiver_cannot_take_is_asked_again(talker: Talker, referrals: ReferralService) -> None:
    talker.start("soknad")
    message = talker.say("meg selv", NEED, "skip", "2015", "nei", "Kari Testesen", "41234567", "ja, send")
    assert "16 år" in message.text
    assert talker.form.pending == "birth_year"
    talker.say("1953", "ja, send")
    assert len(sent(referrals)) == 1


def test_what_was_in_doubt_is_sent_as_first_confirmed(
    talker: Talker, referrals: ReferralService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The referral was stored, but the answer was lost; then something is changed and confirmed again."""
    real = referrals.submit

    def stored_but_lost(*arguments: object) -> None:
        real(*arguments)  # type: ignore[arg-type]
        raise ConnectionError

    talker.start("soknad")
    talker.say(*OF["soknad"])
    with monkeypatch.context() as patch:
        patch.setattr(referrals, "submit", stored_but_lost)
        assert "her fortsatt" in talker.say("ja, send").text
    receipt = talker.say("endre behovet", "Noe annet enn før", "ja, send")
    assert "sendt allerede" in receipt.text
    assert "Referanse: V-" in receipt.text
    assert [it.need for it in sent(referrals)] == [NEED]


def test_nothing_of_the_answers_is_in_what_may_be_stored(talker: Talker) -> None:
    talker.start("melding")
    for text in OF["melding"]:
        talker.say(text)
        assert talker.last is not None
        stored = " ".join([talker.last.said_as or "", *talker.last.stored])
        for secret in ("Olga", "Testesen", "1943", NEED, "41 23 45 67", "41234567"):
            assert secret not in stored, stored


def test_known_names_are_masked_in_what_goes_elsewhere(talker: Talker) -> None:
    talker.start("melding")
    talker.say("mor", "Olga Testesen")
    assert (
        talker.intake.mask(talker.state, "hva får Olga Testesens datter vite?") == "hva får [navn] [navn] datter vite?"
    )
    assert talker.asides("hva får Olga vite?")


def test_who_lost_the_receipt_is_told_whom_to_ask(talker: Talker) -> None:
    talker.start("status")
    assert "Kontoret som fikk den" in talker.say("har ikke kvittering").text
    assert talker.state.form is None


TEXTS = st.one_of(
    st.text(max_size=60),
    st.sampled_from([*OF["soknad"], *OF["melding"], "ja", "nei", "tilbake", "hopp over", "endre navn",
        "nei, telefonen er 98765432", "hva koster det?", "avbryt",
                     "V-7KQ3-M9TD", "jeg mente 1950", "endre noe", "fortsett", "2"]),
)  # fmt: skip


@settings(max_examples=60)
@given(st.sampled_from(list(Kind)), st.lists(TEXTS, max_size=25))
def test_whatever_is_said_the_form_goes_on_and_sends_only_what_is_confirmed(form: Kind, said: list[str]) -> None:
    """No text breaks a form; nothing is sent but after a summary and a yes."""
    talker = Talker(_Intake.get())
    talker.start(form)
    for text in said:
        pending = talker.state.form.pending if talker.state.form else None
        before = talker.state.sent
        heard = talker.intake.hear(talker.state, text, None, talker.asker)
        if isinstance(heard, Heard):
            talker.state = heard.state
            assert all(message.text.strip() for message in heard.messages)
        if talker.state.sent is not before:
            assert pending == "confirm"


class _Intake:
    """One service for all examples: hypothesis and function fixtures do not mix."""

    made: object = None

    @classmethod
    def get(cls):  # type: ignore[no-untyped-def]
        return cls.made


@pytest.fixture(autouse=True)
def one_intake(talker: Talker) -> None:
    _Intake.made = talker.intake


def test_no_reply_means_no_line_above(talker: Talker) -> None:
    assert talker.start("callback").text.startswith("Jeg kan be kontoret")
    assert NO_REPLY.messages == []
