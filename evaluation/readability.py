"""How hard our own texts are to read: LIX and sentence length of every template.

LIX = words per sentence + percentage of words of more than six letters (Björnsson). Under 30 is very easy, 30-40 easy, 40-50 medium.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ("answers/texts", "api/texts", "api/safety")
"""Folders whose YAML holds what people read."""
_LANGUAGES = {"nb", "nn", "en"}
_PLACEHOLDER = re.compile(r"\{\w+\}")
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_END = re.compile(r"[.!?:](?=\s|$)|\n")
_LONG = 7
MIN_WORDS = 4
"""Shorter texts (button titles, joining words) are no sentences: LIX says nothing about them."""


@dataclass(frozen=True)
class Readability:
    """One text: where it stands (`file: key`), its language, LIX, and words in its longest sentence."""

    where: str
    language: str
    lix: float
    longest: int


def lix(text: str) -> float:
    """Readability index of a text. Raises ValueError when it has no words."""
    words = _WORD.findall(text)
    if not words:
        raise ValueError("no words")
    long = sum(len(word) >= _LONG for word in words)
    return len(words) / len(sentences(text)) + 100 * long / len(words)


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence; a colon ends one, as in LIX."""
    return [words for part in _END.split(text) if (words := _WORD.findall(part))]


def _texts(node: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """(path, language, text) of every string under a language key, also in lists."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _texts(value, (*path, str(key)))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _texts(value, (*path, str(number)))
    elif isinstance(node, str) and (language := next((key for key in path if key in _LANGUAGES), None)):
        yield path, language, node


def read_file(path: Path) -> list[Readability]:
    """The texts of one YAML file that are long enough to be read as sentences. Placeholders count as one short word."""
    found = []
    for keys, language, text in _texts(yaml.safe_load(path.read_text(encoding="utf-8")), ()):
        plain = _PLACEHOLDER.sub("ord", text)
        if len(_WORD.findall(plain)) >= MIN_WORDS:
            longest = max(map(len, sentences(plain)))
            found.append(Readability(f"{path.name}: {'.'.join(keys)}", language, lix(plain), longest))
    return found


def measure_templates(root: Path = ROOT) -> list[Readability]:
    """Every template of ours, hardest first."""
    files = [path for folder in TEXTS for path in sorted((root / folder).glob("*.yaml"))]
    return sorted((item for path in files for item in read_file(path)), key=lambda item: -item.lix)
