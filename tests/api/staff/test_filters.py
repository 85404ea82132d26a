"""Filters from an address and back."""

from __future__ import annotations

from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from api.staff.filters import Wanted, read_wanted
from referrals.kinds import Kind
from referrals.states import State

WANTED = st.builds(
    Wanted,
    status=st.sampled_from(["", *State]),
    kind=st.sampled_from(["", *Kind]),
    unit=st.sampled_from(["", "a-b", "allocation_office:alesund"]),
    place=st.sampled_from(["", "alesund"]),
    reference=st.sampled_from(["", "V-7KQ3-M9TD"]),
    overdue=st.booleans(),
    mine=st.booleans(),
    ended=st.booleans(),
    page=st.integers(1, 5_000),
)


@given(WANTED)
def test_a_filter_survives_its_address(wanted: Wanted) -> None:
    assert read_wanted(dict(parse_qsl(wanted.query(wanted.page)))) == wanted


@given(st.dictionaries(st.sampled_from(["status", "kind", "page", "reference", "mine"]), st.text()))
def test_whatever_stands_in_an_address_gives_a_filter(query: dict[str, str]) -> None:
    wanted = read_wanted(query)
    assert wanted.page >= 1
    assert wanted.as_filter().state in {None, *State}
    assert "\x00" not in wanted.reference


def test_nothing_set_is_the_usual_list() -> None:
    assert not read_wanted({}).narrowed
    assert not read_wanted({"page": "3"}).narrowed
    assert read_wanted({"mine": "1"}).narrowed
