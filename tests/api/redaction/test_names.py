"""Names where the text says that a name follows; titles of services stay."""

import pytest

from api.redaction import redact
from api.redaction.names import NAME


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Jeg heter Kari Nordmann og trenger hjelp", f"Jeg heter {NAME} og trenger hjelp"),
        ("eg heiter kari", f"eg heiter {NAME}"),
        ("Mor mi heiter Åse-Marie O. Vik", f"Mor mi heiter {NAME}"),
        ("æ hete Per og bor i Bodø", f"æ hete {NAME} og bor i Bodø"),
        ("My name is John Smith and I need help", f"My name is {NAME} and I need help"),
        ("Mitt navn er Ola", f"Mitt navn er {NAME}"),
        ("Hva gjør jeg? Hilsen Kari Nordmann", f"Hva gjør jeg? Hilsen {NAME}"),
        ("Takk! Mvh Ola N", f"Takk! Mvh {NAME}"),
        ("Jeg er Kari Nordmann, pårørende", f"Jeg er {NAME}, pårørende"),
        ("Sønnen min heter Jon, han er 7 år", f"Sønnen min heter {NAME}, han er 7 år"),
    ],
)
def test_a_name_is_masked_and_the_lead_stays(text: str, masked: str) -> None:
    assert redact(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "Hva heter tilbudet i Melhus?",
        "Det heter individuell plan",
        "Kva heiter koordinerande eining?",
        "Jeg er pårørende til en med slag",
        "Jeg er fra Kristiansund",
        "Hilsen fra Sunnmøre er ikke et navn",
    ],
)
def test_what_is_no_name_stays(text: str) -> None:
    assert redact(text) == text
