"""Made-up numbers for the tests: none stands in the repository as a literal, so none can be somebody's."""

from __future__ import annotations

from hypothesis import strategies as st

_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def _check_digit(digits: list[int], weights: tuple[int, ...]) -> int:
    return (11 - sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11) % 11


@st.composite
def identity_numbers(draw: st.DrawFn, month_shift: int = 0, day_shift: int = 0) -> str:
    """Eleven digits with valid check digits. Shifts: day +40 is a D-number; month +40 an H-number, +80 and +65 synthetic."""
    day, month, year = draw(st.integers(1, 28)), draw(st.integers(1, 12)), draw(st.integers(0, 99))
    start = f"{day + day_shift:02d}{month + month_shift:02d}{year:02d}{draw(st.integers(0, 999)):03d}"
    digits = [int(digit) for digit in start]
    for weights in (_FIRST, _SECOND):
        control = _check_digit(digits, weights)
        digits.append(0 if control == 10 else control)  # no real number has 10 there; a typing error may
    return "".join(map(str, digits))


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
