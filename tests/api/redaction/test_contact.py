"""E-mail and street addresses, in plain and evasive spelling. Place names stay: they say which municipality."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.redaction import redact
from api.redaction.contact import ADDRESS, EMAIL


@pytest.mark.parametrize(
    "email",
    [
        "kari.nordmann@eksempel.no",
        "kari @ eksempel.no",
        "kari+legen@post.eksempel.no",
        "kari (at) eksempel.no",
        "kari [at] eksempel [dot] no",
        "kari krøllalfa eksempel punktum no",
        "kari.nordmann krøllalfa eksempel.no",
        "KARI@EKSEMPEL.NO",
        "bjørg.ås@eksempel.no",
    ],
)
def test_e_mail_is_masked(email: str) -> None:
    masked = redact(f"Svar til {email} takk")
    assert masked == f"Svar til {EMAIL} takk"


@given(name=st.from_regex(r"[a-zæøå]{1,12}([._-][a-zæøå]{1,8})?", fullmatch=True))
def test_every_plain_e_mail_is_masked(name: str) -> None:
    assert redact(f"Send til {name}@example.org") == f"Send til {EMAIL}"


@pytest.mark.parametrize(
    "address",
    [
        "Storgata 12",
        "storgata 12 b",
        "Kongens gate 5",
        "Fjellveien 3, 6002",
        "Nordre Ringvei 14A",
        "Kirkegata 7",
        "Torvet plass 1, 6413",
    ],
)
def test_street_addresses_are_masked_and_the_place_stays(address: str) -> None:
    masked = redact(f"Vi bor i {address} Molde")
    assert ADDRESS in masked, masked
    assert masked.endswith("Molde")
    assert not any(character.isdigit() for character in masked)


@pytest.mark.parametrize(
    "text",
    [
        "Finnes det en rehabiliteringsplass i Ålesund?",
        "Hvilken vei skal vi gå, og hvor lang tid tar det, 3 uker?",
        "Vi bor i Ålesund kommune",
        "Overveier 2 tilbud",
        "Hva sier § 7 om egenandel, 200 kroner?",
    ],
)
def test_what_is_no_address_stays(text: str) -> None:
    assert redact(text) == text
