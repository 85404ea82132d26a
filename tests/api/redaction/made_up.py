"""Made-up numbers for the tests: none stands in the repository as a literal, so none can be somebody's."""

from __future__ import annotations

from hypothesis import strategies as st

_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def _check_digit(digits: list[int], weights: tuple[int, ...]) -> int:
    return (11 - sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11) % 11


def identity_number(day: int, month: int, year: int, individual: int) -> str:
    """Eleven digits with the check digits that belong to them."""
    digits = [int(digit) for digit in f"{day:02d}{month:02d}{year:02d}{individual:03d}"]
    for weights in (_FIRST, _SECOND):
        control = _check_digit(digits, weights)
        digits.append(0 if control == 10 else control)  # no real number has 10 there; a typing error may
    return "".join(map(str, digits))


def identity_numbers(month_shift: int = 0, day_shift: int = 0) -> st.SearchStrategy[str]:
    """Numbers of all days. Shifts: day +40 is a D-number; month +40 an H-number, +80 and +65 synthetic."""
    days = st.integers(1 + day_shift, 28 + day_shift)
    months = st.integers(1 + month_shift, 12 + month_shift)
    return st.builds(identity_number, days, months, st.integers(0, 99), st.integers(0, 999))


def mobile_numbers() -> st.SearchStrategy[str]:
    """Eight digits as Norwegian mobile telephones have them."""
    return st.tuples(st.sampled_from("49"), st.integers(0, 9_999_999)).map(lambda parts: f"{parts[0]}{parts[1]:07d}")


def grouped(digits: str, sizes: tuple[int, ...], between: str) -> str:
    """The digits in groups: `grouped("12345678", (3, 2, 3), " ")` is `123 45 678`."""
    groups, start = [], 0
    for size in sizes:
        groups.append(digits[start : start + size])
        start += size
    assert start == len(digits)
    return between.join(groups)
