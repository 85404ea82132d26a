"""Which idea a word stands for: `æ`, `eg` and `jeg` are all `@i`. Filled once from words.yaml and from the words in the patterns."""

from __future__ import annotations

from collections import defaultdict

from api.safety.spelling import keyboard_forms, one_error_forms, spell, split

_SHORTEST_WITH_ERROR = 8
_SHORTEST_PARTED = 7


class Lexicon:
    """Words and their ideas. Entries: `word`, `word*` (any ending), `*word` (any beginning), `word~` (one typing error allowed)."""

    def __init__(self, named: dict[str, str]) -> None:
        self._named = named
        self._exact: dict[str, set[str]] = defaultdict(set)
        self._starts: dict[str, set[str]] = defaultdict(set)
        self._ends: dict[str, set[str]] = defaultdict(set)
        self._errors: dict[str, set[str]] = defaultdict(set)
        self._lengths: tuple[list[int], list[int]] = ([], [])

    def idea(self, item: str) -> str:
        """Registers an item of a pattern, `@name`, `word` or alternatives joined by `|`, and returns the name of its idea."""
        for alternative in item.split("|"):
            entries = self._named[alternative[1:]].split() if alternative.startswith("@") else [alternative]
            for entry in entries:
                self._add(entry, item)
        return item

    def _add(self, entry: str, idea: str) -> None:
        word = spell(entry.strip("*~"))
        if entry.endswith("~") and len(word) < _SHORTEST_WITH_ERROR:
            raise ValueError(f"{entry}: too short to allow an error")
        table = self._starts if entry.endswith("*") else self._ends if entry.startswith("*") else self._exact
        for form in keyboard_forms(word):
            table[spell(form)].add(idea)
        for form in one_error_forms(word) if entry.endswith("~") else ():
            self._errors[form].add(idea)
        self._lengths = (sorted({*map(len, self._starts)}), sorted({*map(len, self._ends)}))

    def ideas_of(self, word: str) -> set[str]:
        """Every idea that a word in comparing form stands for. A typing error counts only where the word itself is unknown."""
        found = set(self._exact.get(word, ()))
        for length in self._lengths[0]:
            found |= self._starts.get(word[:length], _NONE)
        for length in self._lengths[1]:
            found |= self._ends.get(word[-length:], _NONE)
        return found or self._errors.get(word, _NONE)

    def read(self, text: str) -> tuple[list[str], list[int]]:
        """Words and sentence numbers as `split`, with parted words (`selv mord`, `d ø d`) put together."""
        words, sentences = split(text)
        kept = self._together(words)
        return [word for word, _ in kept], [sentences[place] for _, place in kept]

    def _together(self, words: list[str]) -> list[tuple[str, int]]:
        kept: list[tuple[str, int]] = []
        place = 0
        while place < len(words):
            parts, used = self._letters(words, place) if len(words[place]) == 1 else self._parted(words, place)
            kept.extend((part, place) for part in parts)
            place += used
        return kept

    def _parted(self, words: list[str], place: int) -> tuple[list[str], int]:
        pair = "".join(words[place : place + 2])
        joined = place + 1 < len(words) and len(pair) >= _SHORTEST_PARTED and self._knows(pair, len(words[place]) + 1)
        return ([pair], 2) if joined else ([words[place]], 1)

    def _letters(self, words: list[str], place: int) -> tuple[list[str], int]:
        end = place
        while end < len(words) and len(words[end]) == 1:
            end += 1
        found = self._segments(spell("".join(words[place:end])))
        return (found, end - place) if found else ([words[place]], 1)

    def _knows(self, word: str, at_least: int) -> bool:
        """Whether a word stands in the lists, as a whole or by a beginning of at least that many letters."""
        return word in self._exact or any(word[:length] in self._starts for length in self._lengths[0] if length >= at_least)

    def _segments(self, run: str) -> list[str]:
        """A run of letters as known words of at least two letters, longest first; nothing when it does not come out even."""
        if not run:
            return []
        for length in range(min(len(run), 20), 1, -1):
            head, tail = run[:length], run[length:]
            if self._knows(head, length) and (not tail or (rest := self._segments(tail))):
                return [head, *(rest if tail else [])]
        return []


_NONE: frozenset[str] = frozenset()
