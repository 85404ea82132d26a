"""Where somebody lives is found by slug, number or name, and only what a conversation may be about is found."""

import pytest

from knowledge_base.places import load_places


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ("alesund", "alesund"),
        (" Ålesund ", "alesund"),
        ("1508", "alesund"),
        ("Tromsø", "nord-norge"),
        ("tromso", "nord-norge"),
        ("Mo i Rana", "nord-norge"),
        ("bærum", "baerum"),
    ],
)
def test_a_place_is_found_by_what_people_call_it(said: str, slug: str) -> None:
    place = load_places().resolve(said)
    assert place is not None
    assert place.slug == slug


@pytest.mark.parametrize("said", ["norge", "Møre og Romsdal", "Atlantis", "", "0000"])
def test_what_is_no_place_to_live_in_is_not_found(said: str) -> None:
    assert load_places().resolve(said) is None
