"""Numbers that identify a person are masked in every spelling; numbers that belong to everybody stay."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from api.redaction import numbers as masks
from api.redaction import redact
from api.redaction.numbers import ACCOUNT, IDENTITY, NUMBER, PHONE, mask_numbers
from api.text_entry import clean
from tests.api.redaction.made_up import grouped, identity_numbers, mobile_numbers

KINDS = [
    pytest.param(0, 0, id="fødselsnummer"),
    pytest.param(0, 40, id="D-number"),
    pytest.param(40, 0, id="H-number"),
    pytest.param(80, 0, id="synthetic +80"),
    pytest.param(65, 0, id="synthetic +65"),
    pytest.param(80, 40, id="synthetic D-number"),
]
SPELLINGS = [(11,), (6, 5), (2, 2, 2, 3, 2), (2, 2, 2, 5), (1,) * 11]
PUBLIC = yaml.safe_load(Path(masks.__file__).with_name("public_numbers.yaml").read_text(encoding="utf-8"))


def digits_left(text: str) -> int:
    return max((len(re.sub(r"\D", "", run)) for run in re.findall(r"[\d .-]+", text)), default=0)


@pytest.mark.parametrize(("month_shift", "day_shift"), KINDS)
@given(data=st.data())
def test_identity_numbers_of_all_kinds_are_masked(month_shift: int, day_shift: int, data: st.DataObject) -> None:
    number = data.draw(identity_numbers(month_shift, day_shift))
    spelled = grouped(
        number, data.draw(st.sampled_from(SPELLINGS)), data.draw(st.sampled_from([" ", ".", "-", "\xa0", " - "]))
    )
    masked = redact(clean(f"Mor har fødselsnummer {spelled}, hva nå?"))
    assert masked == f"Mor har fødselsnummer {IDENTITY}, hva nå?"


@given(number=identity_numbers())
def test_a_wrong_check_digit_does_not_let_a_number_through(number: str) -> None:
    typo = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert redact(f"nr {typo}") == f"nr {IDENTITY}"


@given(number=identity_numbers())
def test_other_digits_and_glued_letters_do_not_hide_a_number(number: str) -> None:
    arabic = number.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    wide = number.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    split = "\u200b".join(number)
    for hidden in (arabic, wide, split, f"fnr{number}", f"{number}er mitt"):
        assert digits_left(redact(clean(hidden))) == 0, hidden
        assert IDENTITY in redact(clean(hidden))


@pytest.mark.parametrize(
    "spelling", [((8,), ""), ((3, 2, 3), " "), ((2, 2, 2, 2), " "), ((2, 2, 2, 2), "."), ((4, 4), "-")]
)
@pytest.mark.parametrize("prefix", ["", "+47 ", "+47", "0047 ", "(+47) ", "tlf. ", "tlf:"])
@given(number=mobile_numbers())
def test_telephones_are_masked_in_every_spelling(
    prefix: str, spelling: tuple[tuple[int, ...], str], number: str
) -> None:
    masked = redact(f"Ring meg på {prefix}{grouped(number, *spelling)} i kveld")
    assert digits_left(masked) == 0, masked
    assert PHONE in masked
    assert masked.startswith("Ring meg på ")
    assert masked.endswith(" i kveld")


@given(country=st.sampled_from(["46", "44", "48", "380"]), number=st.integers(10_000_000, 999_999_999))
def test_foreign_telephones_are_masked(country: str, number: int) -> None:
    assert redact(f"Ring +{country} {number} da") == f"Ring {PHONE} da"


@given(number=st.integers(0, 99_999_999_999).map(lambda value: f"{value:011d}"))
def test_accounts_are_masked_whatever_they_look_like(number: str) -> None:
    for between in (".", " ", ""):
        masked = redact(f"Konto {grouped(number, (4, 2, 5), between)}")
        assert masked.removeprefix("Konto ") in {ACCOUNT, IDENTITY, NUMBER, PHONE}


@given(number=st.integers(10**15, 10**16 - 1).map(str))
def test_card_numbers_are_masked(number: str) -> None:
    assert digits_left(redact(f"Kort {grouped(number, (4, 4, 4, 4), ' ')}")) == 0


@pytest.mark.parametrize("number", PUBLIC)
def test_numbers_of_everybody_stay(number: str) -> None:
    for text in (f"Skal jeg ringe {number}?", f"ring {number.replace(' ', '')} nå", f"{number}, sa de"):
        assert redact(text) == text


def test_public_numbers_beside_each_other_stay() -> None:
    text = "Legevakt 116 117, ambulanse 113 og hjelpetelefon 116 123"
    assert redact(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Planen gjelder 2016-2020 og ble vedtatt 24.11.2025",
        "Møtet er 2025-11-24 kl. 08.00-15.30",
        "Det koster 12 000 000 kroner, eller 1.250.000,- i året",
        "Hun er 86 år, veier 71,5 kg og bor i 6002 Ålesund",
        "Lov av 24. juni 2011 nr. 30 § 7-1",
        "ICD-10 G35, 3-4 ganger i uka, 15 timer",
    ],
)
def test_dates_years_prices_and_measures_stay(text: str) -> None:
    assert mask_numbers(text) == text
