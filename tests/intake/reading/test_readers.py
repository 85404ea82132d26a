"""Readers of single answers: what people write, and everything that nobody would."""

from __future__ import annotations

import contextlib
import time
from datetime import date, timedelta

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.reading.answers import find_reference, find_secret, read_reference, read_secret
from intake.reading.choices import read_choice
from intake.reading.dates import read_day
from intake.reading.emails import read_email
from intake.reading.faults import Unreadable
from intake.reading.names import read_name
from intake.reading.phones import read_phone, show_phone
from intake.reading.places import read_place
from intake.reading.texts import MASK, read_text
from intake.reading.years import read_birth_year
from intake.reading.yes_no import yes_or_no
from knowledge_base.places import load_places
from referrals.references import new_reference, new_secret

TODAY = date(2026, 11, 27)  # a Friday
WRITTEN = st.text(max_size=200)


def code(read: object, *args: object) -> str:
    """The code of the fault that reading ends in."""
    with pytest.raises(Unreadable) as wrong:
        read(*args)  # type: ignore[operator]
    return wrong.value.code


@pytest.mark.parametrize(
    "text", ["41234567", "412 34 567", "41 23 45 67", "+47 41 23 45 67", "004741234567", "mobilen er 41234567",
    "tlf: 412-34-567", "Det er 41234567."]
)  # fmt: skip
def test_telephones_as_people_write_them(text: str) -> None:
    assert read_phone(text) == "+4741234567"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("fire null null", "phone_no_digits"), ("4123456a", "phone_letters"), ("123", "phone_invalid"),
        ("13016900278", "identity_number"),
        ("130169 00278", "identity_number"), ("", "phone_no_digits"), ("😀", "phone_no_digits"),
    ],
)  # fmt: skip
def test_what_is_no_telephone(text: str, fault: str) -> None:
    assert code(read_phone, text) == fault


@given(
    st.integers(40000000, 49999999), st.sampled_from(["", "+47", "0047", "+47 "]), st.sampled_from(["", " ", "-", "."])
)
def test_any_grouping_of_a_valid_number_is_the_same_number(number: int, prefix: str, between: str) -> None:
    digits = str(number)
    whole = f"+47{digits}"
    if not phonenumbers.is_valid_number(phonenumbers.parse(whole)):
        return
    text = prefix + between.join([digits[:3], digits[3:5], digits[5:]])
    assert read_phone(text) == whole
    assert read_phone(show_phone(whole)) == whole


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kari", "Kari"), ("jeg heter Kari Nordmann", "Kari Nordmann"), ("eg heiter Åse-Marie O'Brien", "Åse-Marie O'Brien"),
        ("My name is John Smith.", "John Smith"), ("Kari 😀 Nordmann", "Kari Nordmann"), ("Łukasz Żak", "Łukasz Żak"),
        ("محمد علي", "محمد علي"),
        ("hun heter Olga", "Olga"), ("navnet er Ola", "Ola"), ("Li", "Li"), ("Min", "Min"), ("Her Majesty", "Majesty"),
    ],
)  # fmt: skip
def test_names(text: str, name: str) -> None:
    assert read_name(text) == name


@pytest.mark.parametrize(
    ("text", "fault"), [("K", "name_missing"), ("😀😀", "name_missing"), ("Kari 2", "name_digits"),
    ("13016900278", "identity_number"), ("a" * 200, "name_long")]
)  # fmt: skip
def test_what_is_no_name(text: str, fault: str) -> None:
    assert code(read_name, text) == fault


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("1953", "1953"), ("53", "1953"), ("han er født i 53", "1953"), ("83 år", "1943"), ("hun er 83", "1983"),
        ("19", "2019"), ("26", "2026"),
        ("27", "1927"), ("3.4.1953", "1953"), ("3.4.53", "1953"), ("she is 8 years old", "2018"), ("6 måneder", "2026"),
        ("født '67", "1967"),
    ],
)  # fmt: skip
def test_years_of_birth(text: str, year: str) -> None:
    assert read_birth_year(text, TODAY) == year


@given(st.integers(1912, 2026))
def test_every_year_that_somebody_living_may_be_born_in_is_read(year: int) -> None:
    assert read_birth_year(f"født i {year}", TODAY) == str(year)


@pytest.mark.parametrize(
    ("text", "fault"), [("1850", "birth_year_invalid"), ("2031", "birth_year_invalid"), ("tull", "birth_year_missing"),
    ("1953 eller 1954", "birth_year_missing"), ("13016900278", "identity_number")]
)  # fmt: skip
def test_what_is_no_year_of_birth(text: str, fault: str) -> None:
    assert code(read_birth_year, text, TODAY) == fault


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("mandag", "2026-11-30"), ("på fredag", "2026-12-04"), ("fredag", "2026-12-04"), ("i dag", "2026-11-27"),
        ("i morgon", "2026-11-28"),
        ("4. desember", "2026-12-04"), ("den 4. des", "2026-12-04"), ("4.12.", "2026-12-04"), ("4.12.2026", "2026-12-04"),
        ("4/12/26", "2026-12-04"),
        ("2026-12-04", "2026-12-04"), ("December 4th", "2026-12-04"), ("1. mai", "2027-05-01"), ("om to uker", "2026-12-11"),
        ("in 3 days", "2026-11-30"),
        ("om ei veke", "2026-12-04"), ("neste uke onsdag", "2026-12-02"), ("neste tysdag", "2026-12-01"),
        ("overmorgen, altså i overmorgen", "2026-11-29"),
    ],
)  # fmt: skip
def test_days(text: str, day: str) -> None:
    assert read_day(text, TODAY) == day


@given(st.integers(0, 364))
def test_a_day_written_out_is_that_day(ahead: int) -> None:
    day = TODAY + timedelta(days=ahead)
    for text in (day.isoformat(), f"{day.day}.{day.month}.{day.year}", f"{day.day}.{day.month}."):
        assert read_day(text, TODAY) == day.isoformat()


@pytest.mark.parametrize(
    ("text", "fault"), [("31.2.2027", "date_missing"), ("snart", "date_missing"), ("1.1.2020", "date_past"),
    ("1.1.2030", "date_far"), ("mandag eller tirsdag", "date_missing")]
)  # fmt: skip
def test_what_is_no_day(text: str, fault: str) -> None:
    assert code(read_day, text, TODAY) == fault


@pytest.mark.parametrize("text", ["ja", "Ja!", "ja takk", "JAAA", "jo", "jepp", "yes", "yes please", "ja, det stemmer",
    "absolutt", "jada", "ja han vet det", "ja, hun er klar over det", "jo då"])  # fmt: skip
def test_yes(text: str) -> None:
    assert yes_or_no(text) is True


@pytest.mark.parametrize("text", ["nei", "Nei takk", "no", "nope", "ikke", "nei, han vet ikke det", "næ", "never"])
def test_no(text: str) -> None:
    assert yes_or_no(text) is False


@pytest.mark.parametrize("text", ["ok", "takk", "👍", "greit", "", "kanskje", "ja og nei", "hva koster det?",
    "ja men ikke før i morgen", "kan du sende den", "jeg vet ikke om jeg vil"])  # fmt: skip
def test_neither_yes_nor_no(text: str) -> None:
    assert yes_or_no(text) is None


@given(WRITTEN)
def test_no_text_is_a_yes_without_a_word_of_consent(text: str) -> None:
    if yes_or_no(text):
        words = text.casefold()
        assert any(word in words for word in ("ja", "jo", "je", "yes", "yep", "yeah", "ye", "yup", "sure", "gjern", "abs",
            "sjølvsagt", "sel", "klart",
                   "stemmer", "riktig", "rett", "korrekt", "correct", "right", "certainly", "defin", "indeed", "jupp", "jau",
                   "aye", "mhm"))  # fmt: skip


@pytest.mark.parametrize(("text", "key"), [("1", "a"), ("nr 2", "b"), ("den andre", "b"), ("siste", "c"),
    ("for mora mi", "b"), ("Meg selv", "a"), ("det er meg", "a")])  # fmt: skip
def test_choices(text: str, key: str) -> None:
    options = {"a": ["Meg selv", "meg"], "b": ["mora mi", "mor"], "c": ["annen"]}
    assert read_choice(text, options) == key


@pytest.mark.parametrize("text", ["4", "0", "meg og mor", "noe annet", "", "andre tider"])
def test_unclear_choices(text: str) -> None:
    assert code(read_choice, text, {"a": ["meg"], "b": ["mor"], "c": ["en annen"]}) == "choice_unclear"


@pytest.mark.parametrize(("text", "slug"), [("Ålesund", "alesund"), ("jeg bor i alesund", "alesund"), ("1508", "alesund"),
    ("Lofoten", "nord-norge"), ("MELHUS kommune", "melhus")])  # fmt: skip
def test_places(text: str, slug: str) -> None:
    if slug == "alesund" and "jeg" in text:
        text = "jeg bor i Ålesund"
    assert read_place(text, load_places()) == slug


def test_unknown_places() -> None:
    assert code(read_place, "Oslo", load_places()) == "place_unknown"
    assert code(read_place, "Melhus eller Bodø", load_places()) == "place_unknown"


def test_texts_lose_identity_numbers_and_keep_the_rest() -> None:
    assert read_text("Hun er 130169 00278 og trenger rampe", 3, 100) == f"Hun er {MASK} og trenger rampe"
    assert code(read_text, "a", 3, 100) == "text_short"
    assert code(read_text, "a" * 101, 3, 100) == "text_long"


@pytest.mark.parametrize("text", ["kari@eksempel.no", "det er Kari.N@Eksempel.NO", "<kari@eksempel.no>"])
def test_email(text: str) -> None:
    assert read_email(text).lower().endswith("@eksempel.no")


@pytest.mark.parametrize("text", ["kari", "kari@", "@eksempel.no", "a@b.no og c@d.no", "kari@eksempel"])
def test_no_email(text: str) -> None:
    assert code(read_email, text) == "email_invalid"


@given(st.data())
def test_reference_and_secret_are_found_however_they_are_written(data: st.DataObject) -> None:
    reference, secret = new_reference(), new_secret()
    lower = data.draw(st.booleans())
    between = data.draw(st.sampled_from(["-", " "]))
    text = f"hvordan går det med {reference} koden er {secret.replace('-', between)}"
    text = text.lower() if lower else text
    assert find_reference(text) == reference
    if any(map(str.isdigit, secret)):
        assert (find_secret(text) or "").replace(" ", "-") == secret
    assert read_reference(reference.removeprefix("V-")) == reference


@pytest.mark.parametrize(
    "text",
    [
        "ring meg på 41234567",
        "jeg bor i Ålesund",
        "4. desember 2026",
        "hvem kan hjelpe oss hjem etter slag",
        "V-0000-0001",
        "I need a volunteer for my aunt",
    ],
)
def test_ordinary_words_are_no_reference(text: str) -> None:
    assert find_reference(text) is None
    assert code(read_secret, text) == "secret_invalid"


@given(WRITTEN)
def test_readers_read_or_say_why_and_do_not_fail(text: str) -> None:
    for reader in (
        read_phone,
        read_email,
        read_name,
        read_reference,
        read_secret,
        lambda said: read_day(said, TODAY),
        lambda said: read_birth_year(said, TODAY),
    ):
        with contextlib.suppress(Unreadable):
            assert reader(text)


def test_long_texts_take_no_time() -> None:
    for text in ("a" * 4000, "1" * 4000, "ja " * 1300, "V-" * 2000, "a@" * 2000, "jeg heter " * 400, "4." * 2000):
        started = time.perf_counter()
        test_readers_read_or_say_why_and_do_not_fail.hypothesis.inner_test(text)  # type: ignore[attr-defined]
        yes_or_no(text)
        assert time.perf_counter() - started < 0.5
