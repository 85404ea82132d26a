"""Whole numbers as words in bokmål, nynorsk and English, and number words back to digits."""

from __future__ import annotations

from functools import lru_cache

from voice.spoken.words import words

LIMIT = 999_999_999


def in_words(number: int, language: str) -> str:
    """The number as it is said, 0 to 999,999,999. Raises ValueError beyond."""
    if not 0 <= number <= LIMIT:
        raise ValueError(f"not between 0 and {LIMIT}")
    if number < 100:
        return _below_hundred(number, language)
    if number < 1_000:
        return _hundreds(number, language)
    if number < 1_000_000:
        return _thousands(number, language)
    return _millions(number, language)


def _below_hundred(number: int, language: str) -> str:
    if number < 20:
        return words(language).units[number]
    tens, rest = divmod(number, 10)
    joint = "-" if language == "en" else ""
    return words(language).tens[tens - 2] + (joint + words(language).units[rest] if rest else "")


def _hundreds(number: int, language: str) -> str:
    hundred, conjunction = words(language).hundred, words(language).conjunction
    count, rest = divmod(number, 100)
    said = f"{words(language).units[count]} {hundred}" if count > 1 or language == "en" else hundred
    return f"{said} {conjunction} {_below_hundred(rest, language)}" if rest else said


def _thousands(number: int, language: str) -> str:
    conjunction, thousand = words(language).conjunction, words(language).thousand
    count, rest = divmod(number, 1_000)
    said = f"{in_words(count, language)} {thousand}" if count > 1 or language == "en" else thousand
    if not rest:
        return said
    return f"{said} {conjunction} {in_words(rest, language)}" if rest < 100 else f"{said} {in_words(rest, language)}"


def _millions(number: int, language: str) -> str:
    one, many = words(language).million, words(language).millions
    count, rest = divmod(number, 1_000_000)
    said = f"{in_words(count, language)} {one if count == 1 else many}"
    return f"{said} {in_words(rest, language)}" if rest else said


def year_in_words(year: int, language: str) -> str:
    """A year as people say it: 1968 -> nitten sekstiåtte, 2016 -> to tusen og seksten."""
    century, rest = divmod(year, 100)
    if 11 <= century <= 19:
        ending = in_words(rest, language) if rest else words(language).hundred
        return f"{in_words(century, language)} {ending}"
    return in_words(year, language)


@lru_cache(maxsize=1)
def _values() -> dict[str, int]:
    values: dict[str, int] = {}
    for language in ("nb", "nn", "en"):
        values |= {in_words(number, language): number for number in range(100)}
    for word, value in (
        ("én", 1),
        ("ett", 1),
        ("eitt", 1),
        ("éin", 1),
        ("syv", 7),
        ("tyve", 20),
        ("tredve", 30),
        ("oh", 0),
    ):
        values[word] = value
    for tens, value in (("tjue", 20), ("tyve", 20), ("tredve", 30)):
        values |= {tens + unit: value + number for number, unit in enumerate(words("nb").units[:10]) if number}
    for number in range(1, 10):  # the older way: femogtjue
        for tens, value in zip(words("nb").tens, range(20, 100, 10), strict=True):
            values[f"{words('nb').units[number]}og{tens}"] = value + number
    return values


def value_of(word: str) -> int | None:
    """The value of one number word below 100 in any of the three languages, None when it is none."""
    return _values().get(word.lower())
