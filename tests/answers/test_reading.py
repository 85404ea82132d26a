"""What the words tell more surely than a model: what is pointed at, a place asked of again, a wish to apply here."""

import pytest

from answers.boundaries import boundary
from answers.message import DialogueContext, Turn
from answers.ordinals import pointed_at
from answers.reading import read
from answers.service import AnswerService
from answers.subject import names_an_offer
from answers.understanding import Understanding
from knowledge_base.service import Catalogue

SHOWN = ["alesund-fysioterapi-barn", "alesund-barnefysioterapi-privat"]


def turn(text: str, **context: object) -> Turn:
    return Turn(conversation_id="c", text=text, municipality="alesund", context=DialogueContext(**context))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("er det privat eller kommunalt, det første?", 0),
        ("ta den andre da", 1),
        ("what about the last one", -1),
        ("en ergoterapeut til mor", None),
    ],
)
def test_what_a_question_points_at(text: str, place: int | None) -> None:
    assert pointed_at(text) == place


def test_a_question_that_points_at_a_number_is_about_that_entry(catalogue: Catalogue) -> None:
    found = read(turn("er det privat, det andre?", shown=SHOWN), Understanding("definition"), catalogue)
    assert found.first("entry_id") == SHOWN[1]
    beyond = read(turn("hva med det tredje?", shown=SHOWN), Understanding("definition"), catalogue)
    assert beyond.first("entry_id") is None


def test_a_place_alone_asks_the_question_before_of_it(catalogue: Catalogue) -> None:
    asked = Understanding("find_offer", entities={"municipality": ["melhus"]})
    again = turn("og hvis han flytter til Melhus, har de det der og?", last_question="støttekontakt", shown=SHOWN)
    assert read(again, asked, catalogue).intent == "inform_municipality"
    cost = turn("hva koster det i Melhus?", last_question="støttekontakt", shown=SHOWN)
    assert read(cost, asked, catalogue).intent == "find_offer"


def test_to_apply_here_is_a_wish_although_it_is_asked(catalogue: Catalogue) -> None:
    text = "kan jeg søke på hverdagsrehabilitering her hos deg?"
    assert read(turn(text), Understanding("how_to_get_in"), catalogue).intent == "open_referral"


@pytest.mark.parametrize("text", ["takk skal du ha vennen", "Tusen takk for hjelpa!", "👍", "ok takk"])
def test_thanks_are_thanks(text: str) -> None:
    assert boundary(text) == "thanks"


@pytest.mark.parametrize(
    "text", ["takk, men hva koster det?", "takknemlig for hjelp med rullator", "jeg takket nei til plass"]
)
def test_what_only_begins_with_thanks_is_read(text: str) -> None:
    assert boundary(text) is None


def test_an_offer_named_beside_chatter_is_answered(answers: AnswerService, catalogue: Catalogue) -> None:
    text = "beklager, katta gikk på tastaturet. lurer på hverdagsrehabiltering"
    assert names_an_offer(text, catalogue)
    assert not names_an_offer("Når tømmes papirdunken i gata mi?", catalogue)
    assert answers.answer(turn(text), Understanding("out_of_scope", 0.62)).messages[0].kind == "offer"
