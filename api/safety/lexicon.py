"""Which idea a word stands for: `æ`, `eg` and `jeg` are all `@i`. Filled once from words.yaml and from the words in the patterns."""

from __future__ import annotations

from collections import defaultdict

from api.safety.spelling import keyboard_forms, one_error_forms, spell, split

_SHORTEST_WITH_ERROR = 8
_SHORTEST_PARTED = 7
_NONE: set[str] = set()
_NOTHING: dict[str, set[str]] = {}


class Lexicon:
    """Words and their ideas. Entries: `word`, `word*` (any ending), `*word` (any beginning), `word~` (one typing error allowed)."""

    def __init__(self, named: dict[str, str]) -> None:
        self._named = named
        self._exact: dict[str, set[str]] = defaultdict(set)
        self._errors: dict[str, set[str]] = defaultdict(set)
        self._starts: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))  # by the first two letters
        self._ends: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))  # by the last two letters

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
        for form in map(spell, keyboard_forms(word)):
            self._table(entry, form)[form].add(idea)
        for form in one_error_forms(word) if entry.endswith("~") else ():
            self._errors[form].add(idea)

    def _table(self, entry: str, form: str) -> dict[str, set[str]]:
        if entry.endswith("*"):
            return self._starts[form[:2]]
        return self._ends[form[-2:]] if entry.startswith("*") else self._exact

    def ideas_of(self, word: str) -> set[str]:
        """Every idea that a word in comparing form stands for. A typing error counts only where the word itself is unknown."""
        found = self._exact.get(word, _NONE)
        for start, ideas in self._starts.get(word[:2], _NOTHING).items():
            if word.startswith(start):
                found = found | ideas
        for end, ideas in self._ends.get(word[-2:], _NOTHING).items():
            if word.endswith(end):
                found = found | ideas
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
        first = words[place]
        pair = "".join(words[place : place + 2])
        joined = len(pair) > max(len(first), _SHORTEST_PARTED - 1) and self._knows(pair, len(first) + 1)
        return ([pair], 2) if joined else ([first], 1)

    def _letters(self, words: list[str], place: int) -> tuple[list[str], int]:
        end = place
        while end < len(words) and len(words[end]) == 1:
            end += 1
        found = self._segments(spell("".join(words[place:end])))
        return (found, end - place) if found else ([words[place]], 1)

    def _knows(self, word: str, at_least: int) -> bool:
        """Whether a word stands in the lists, as a whole or by a beginning of at least that many letters."""
        starts = self._starts.get(word[:2], _NOTHING)
        return word in self._exact or any(len(start) >= at_least and word.startswith(start) for start in starts)

    def _segments(self, run: str) -> list[str]:
        """A run of letters as known words of at least two letters, longest first; nothing when it does not come out even."""
        if not run:
            return []
        for length in range(min(len(run), 20), 1, -1):
            head, tail = run[:length], run[length:]
            if self._knows(head, length) and (not tail or (rest := self._segments(tail))):
                return [head, *(rest if tail else [])]
        return []
