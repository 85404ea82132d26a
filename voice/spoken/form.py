"""The spoken form of a text: what a voice should say where a reader sees figures, abbreviations, dates, links and signs."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml

from voice.spoken.digits import in_pairs
from voice.spoken.numbers import LIMIT, in_words, year_in_words
from voice.spoken.words import words

SpokenLanguage = Literal["nb", "nn", "en"]
_LINK = re.compile(r"https?://\S+|www\.\S+")
_DATE = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d\d)\b")
_ISO_DATE = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")
_PHONE = re.compile(
    r"(?<![\d.])(?:\+47[ \xa0]?)?"
    r"(116[ \xa0]?\d{3}|\d{2}(?:[ \xa0]\d{2}){3}|\d{3}[ \xa0]\d{2}[ \xa0]\d{3}|\d{3}[ \xa0]\d{3}[ \xa0]\d{2}|\d{8}|11[0-3])(?!\d)"
)
_CLOCK = re.compile(r"\b(\d{1,2})[.:](\d\d)\b(?!\.?\d)")
_SECTION = re.compile(r"(?<!§)(§ ?\d+)-(\d+)(?: ?([a-z])\b)?")
_DECIMAL = re.compile(r"\b(\d+),(\d+)\b")
_GROUPED = re.compile(r"\b(\d{1,3})(?:[ \xa0](\d{3}))+\b(?!\d)")
_RANGE = re.compile(r"(\d)\s?[–-]\s?(\d)")
_ORDINAL = re.compile(r"\b(\d{1,2})\.(?= (?:[a-zæøå]))")
_YEAR = re.compile(r"\b(1[1-9]\d\d|20\d\d)\b")
_NUMBER = re.compile(r"\d+")


@lru_cache(maxsize=3)
def _abbreviations(language: SpokenLanguage) -> tuple[re.Pattern[str], dict[str, str]]:
    """Pattern of all abbreviations, longest first, and what each becomes."""
    items = yaml.safe_load((Path(__file__).parent / "abbreviations.yaml").read_text(encoding="utf-8"))
    said = {item["short"]: item[language] for item in items}
    parts = []
    for short in sorted(said, key=len, reverse=True):
        before = r"(?<![\wæøå])" if short[0].isalnum() else ""
        after = r"(?![\wæøå])" if short[-1].isalnum() else ""
        parts.append(before + re.escape(short) + after)
    return re.compile("|".join(parts)), said


def to_speech(text: str, language: SpokenLanguage, screen: bool = True) -> str:
    """The words to say; `screen`: links are to be seen. Idempotent on its own output.

    Digits, links and known abbreviations are gone afterwards.
    """
    said = _LINK.sub(words(language).see_written if screen else words(language).see_elsewhere, text)
    said = _DATE.sub(lambda m: _date(int(m[1]), int(m[2]), int(m[3]), m[0], language), said)
    said = _ISO_DATE.sub(lambda m: _date(int(m[3]), int(m[2]), int(m[1]), m[0], language), said)
    said = _PHONE.sub(lambda m: in_pairs(re.sub(r"\D", "", m[1]), language), said)
    said = _SECTION.sub(lambda m: f"{m[1]} {m[2]} {m[3] or ''}", said)
    said = _RANGE.sub(rf"\1 {words(language).to} \2", said)
    said = _expand(said, language)
    said = _CLOCK.sub(lambda m: _clock(m, language), said)
    said = _DECIMAL.sub(lambda m: f"{_number(m[1], language)} {words(language).point} {_digits(m[2], language)}", said)
    said = _GROUPED.sub(lambda m: _number(re.sub(r"\D", "", m[0]), language), said)
    said = _ORDINAL.sub(lambda m: _ordinal(m, language), said)
    said = _YEAR.sub(lambda m: year_in_words(int(m[1]), language), said)
    said = _NUMBER.sub(lambda m: _number(m[0], language), said)
    return _tidy(said)


def _expand(text: str, language: SpokenLanguage) -> str:
    pattern, said = _abbreviations(language)
    return pattern.sub(lambda m: f" {said[m[0]]} " if not m[0][0].isalnum() else said[m[0]], text)


def _date(day: int, month: int, year: int, written: str, language: SpokenLanguage) -> str:
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return written
    return f"{words(language).ordinals[day - 1]} {words(language).months[month - 1]} {year_in_words(year, language)}"


def _ordinal(match: re.Match[str], language: SpokenLanguage) -> str:
    number = int(match[1])
    return words(language).ordinals[number - 1] if 1 <= number <= 31 else match[0]


def _clock(match: re.Match[str], language: SpokenLanguage) -> str:
    hour, minute = int(match[1]), int(match[2])
    if hour > 23 or minute > 59:
        return match[0]
    return in_words(hour, language) + (f" {in_words(minute, language)}" if minute else "")


def _number(digits: str, language: SpokenLanguage) -> str:
    if len(digits) > len(str(LIMIT)) or (len(digits) > 1 and digits.startswith("0")):
        return _digits(digits, language)
    return in_words(int(digits), language)


def _digits(digits: str, language: SpokenLanguage) -> str:
    return " ".join(in_words(int(digit), language) for digit in digits)


def _tidy(text: str) -> str:
    text = re.sub(r"[\[\](){}«»\"*_|]", " ", text)
    text = re.sub(r"\s+([.,;:?!])", r"\1", text)
    return re.sub(r"[ \t\xa0]+", " ", text).strip()


def for_the_ear(text: str, language: SpokenLanguage, most_sentences: int = 4) -> str:
    """A written answer worded for hearing: its first sentences in spoken form, and that the rest can be read."""
    said = spoken_sentences(text, language)
    short = " ".join(said[:most_sentences])
    return f"{short} {words(language).more}" if len(said) > most_sentences else short


def spoken_sentences(text: str, language: SpokenLanguage, screen: bool = True) -> list[str]:
    """All sentences of a written answer, in spoken form."""
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])", re.sub(r"\s+", " ", text).strip())
    return [to_speech(sentence, language, screen) for sentence in sentences]
