"""E-mail addresses in plain and evasive spelling, and street addresses. The place name stays: it says which municipality."""

from __future__ import annotations

import re

EMAIL, ADDRESS = "[e-post]", "[adresse]"

# Both patterns start where a run of their first class starts: from every place inside it they would look through the rest of it again.
_PLAIN_EMAIL = re.compile(r"(?<![^\s@<>(),;:\[\]])[^\s@<>(),;:\[\]]+ ?@ ?[^\s@<>(),;:\[\]]+")
_AT = r"\s*(?:@|[(\[{]\s*(?:at|a|krøllalfa|alfakrøll)\s*[)\]}]|\b(?:at|krøllalfa|alfakrøll)\b)\s*"
_DOT = r"\s*(?:[(\[{]\s*(?:dot|punktum|prikk)\s*[)\]}]|\b(?:dot|punktum|prikk)\b)\s*"
_SPELLED_EMAIL = re.compile(
    rf"(?<![\w.+-])(?:[\w.+-]+(?:{_DOT}[\w+-]+)*{_AT}[\w-]+(?:{_DOT}[\w-]+)+|[\w.+-]+\s*(?:[(\[{{]\s*(?:at|krøllalfa|alfakrøll)\s*[)\]}}]"
    rf"|\b(?:krøllalfa|alfakrøll)\b)\s*[\w-]+(?:\.[\w-]+)+)",
    re.IGNORECASE,
)

_STREET = r"(?:gat[ae]n?|vei(?:en)?|veg(?:en)?|all[eé]en?|svingen|bakken|stredet|smauet|tunet)"
_HOUSE = r"\s+(?:nr\.?\s*)?\d{1,4}\s?[a-hA-H]?(?!\w)"
_POSTCODE = r"(?:[\s,;]+(?:N-)?\d{4}(?!\d)(?=\s+[^\W\d_]))"
_ONE_WORD = re.compile(
    rf"\b(?!(?:over|om|av|ut|snar|motor|sykkel)ve[ig]\w*)[^\W\d_][\w.'-]+{_STREET}\b{_HOUSE}{_POSTCODE}?", re.IGNORECASE
)
_SEVERAL_WORDS = re.compile(
    rf"\b(?:[A-ZÆØÅ][\w.'-]+\s+){{1,3}}(?i:{_STREET}|gt\.?|plass){_HOUSE}{_POSTCODE}?"
    rf"|\b(?:[^\W\d_][\w.'-]+\s+){{1,2}}(?:gate|gata|vei|veg|plass){_HOUSE}{_POSTCODE}"
)
_WITH_POSTCODE = re.compile(rf"\b(?:[A-ZÆØÅ][\w.'-]*\s+){{0,3}}[^\W\d_][\w.'-]+{_HOUSE}{_POSTCODE}")


def mask_emails(text: str) -> str:
    """Masks `kari@x.no`, `kari @ x.no`, `kari (at) x.no` and `kari krøllalfa x punktum no`."""
    return _PLAIN_EMAIL.sub(EMAIL, _SPELLED_EMAIL.sub(EMAIL, text))


def mask_addresses(text: str) -> str:
    """Masks street, house number and postal code, and street with house number where the name tells that it is a street."""
    for pattern in (_ONE_WORD, _SEVERAL_WORDS, _WITH_POSTCODE):
        text = pattern.sub(ADDRESS, text)
    return text
