"""References survive being read aloud; a slip is caught."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from referrals.references import new_reference, new_secret, opens, read_reference, secret_hash


@given(st.integers(0, 2**32))
def test_a_reference_is_read_back_however_it_is_written(_seed: int) -> None:
    reference = new_reference()
    for written in (reference, reference.lower(), reference.replace("-", " "), reference[2:], f" {reference}. "):
        assert read_reference(written) == reference


@given(place=st.sampled_from([2, 3, 4, 5, 7, 8, 9, 10]), sign=st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_sign_is_no_reference(place: int, sign: str) -> None:
    reference = new_reference()
    wrong = reference[:place] + sign + reference[place + 1 :]
    assert read_reference(wrong) == (reference if wrong == reference else None)


@given(place=st.sampled_from([2, 3, 4, 7, 8]))
def test_neighbours_that_changed_places_are_no_reference(place: int) -> None:
    reference = new_reference()
    first, second = reference[place], reference[place + 1]
    swapped = reference[:place] + second + first + reference[place + 2 :]
    assert read_reference(swapped) == (reference if first == second else None)


@given(st.text(max_size=40))
def test_anything_can_be_read_without_harm(written: str) -> None:
    found = read_reference(written)
    assert found is None or read_reference(found) == found


def test_a_secret_opens_in_any_writing_and_nothing_else_does() -> None:
    secret = new_secret()
    assert opens(secret.lower().replace("-", " "), secret_hash(secret))
    assert not opens(new_secret(), secret_hash(secret))
    assert len({new_secret() for _ in range(200)}) == 200
