"""Which idea a word stands for: `æ`, `eg` and `jeg` are all `@i`. Filled once from words.yaml and from the words in the patterns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from api.safety.spelling import keyboard_forms, one_error_forms, slips, spell, split, squeeze

_SHORTEST_WITH_ERROR = 8
_SHORTEST_LOOSE = 4
_SHORTEST_LOOSE_START = 5
_SHORTEST_PARTED = 7
_LONGEST_LETTERED = 40
_VERB_ENDINGS = (
    "",
    "e",
    "a",
    "er",
    "ar",
    "et",
    "te",
    "t",
    "de",
    "d",
    "je",
    "ja",
    "jer",
    "i",
    "æ",
    "ast",
    "es",
    "ende",
    "ande",
)
_NONE: set[str] = set()
_NOTHING: dict[str, set[str]] = {}


class _Table:
    """Words, beginnings and endings with the ideas they stand for; the two latter by their first or last two letters."""

    def __init__(self) -> None:
        self.exact: dict[str, set[str]] = defaultdict(set)
        self.starts: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.ends: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))

    def add(self, entry: str, form: str, idea: str) -> None:
        if entry.endswith("*"):
            self.starts[form[:2]][form].add(idea)
        elif entry.startswith("*"):
            self.ends[form[-2:]][form].add(idea)
        else:
            self.exact[form].add(idea)

    def find(self, word: str) -> set[str]:
        found = self.exact.get(word, _NONE)
        for start, ideas in self.starts.get(word[:2], _NOTHING).items():
            if word.startswith(start):
                found = found | ideas
        for end, ideas in self.ends.get(word[-2:], _NOTHING).items():
            if word.endswith(end):
                found = found | ideas
        return found

    def knows(self, word: str, at_least: int) -> bool:
        """Whether a word stands here, as a whole or by a beginning of at least that many letters."""
        starts = self.starts.get(word[:2], _NOTHING)
        return word in self.exact or any(len(start) >= at_least and word.startswith(start) for start in starts)


class Lexicon:
    """Words and their ideas. Entries: `word`, `word*` (any ending), `*word` (any beginning), `word~` (one typing error allowed),
    `word+` (a verb's stem with the endings of bokmål, nynorsk and dialects), `@name` (the entries of another idea).

    A word is looked up as it is written, and only when it is unknown so with repeated letters once and with an error: `legge` is not
    `lege` as long as it stands in the lists itself.
    """

    def __init__(self, named: dict[str, str]) -> None:
        self._named = named
        self.named = frozenset(f"@{name}" for name in named)
        self._written = _Table()
        self._loose = _Table()

    def idea(self, item: str) -> str:
        """Registers an item of a pattern, `@name`, `word` or alternatives joined by `|`, and returns the name of its idea."""
        for alternative in item.split("|"):
            for entry in self._entries(alternative):
                self._add(entry, item)
        return item

    def _entries(self, entry: str) -> Iterator[str]:
        if entry.startswith("@"):
            for inner in self._named[entry[1:]].split():
                yield from self._entries(inner)
        elif entry.endswith("+"):
            yield from (entry[:-1] + ending for ending in _VERB_ENDINGS)
        else:
            yield entry

    def _add(self, entry: str, idea: str) -> None:
        word = spell(entry.strip("*~"))
        if entry.endswith("~") and len(word) < _SHORTEST_WITH_ERROR:
            raise ValueError(f"{entry}: too short to allow an error")
        for form in keyboard_forms(word):
            self._written.add(entry, form, idea)
            if len(squeeze(form)) >= (_SHORTEST_LOOSE_START if entry.endswith("*") else _SHORTEST_LOOSE):
                self._loose.add(entry, squeeze(form), idea)
        for form in slips(squeeze(word)) if "*" not in entry else ():
            self._loose.add(word, form, idea)
        for form in one_error_forms(squeeze(word)) if entry.endswith("~") else ():
            self._loose.add(word, form, idea)

    def ideas_of(self, word: str) -> set[str]:
        """Every idea that a word in comparing form stands for."""
        found = self._written.find(word)
        return found if word in self._written.exact else found | self._loose.find(squeeze(word))

    def read(self, text: str) -> tuple[list[str], list[int]]:
        """Words and sentence numbers as `split`, with parted words (`selv mord`, `d ø d`) put together."""
        words, sentences = split(text)
        kept = self._together(words, sentences)
        return [word for word, _ in kept], [sentences[place] for _, place in kept]

    def _together(self, words: list[str], sentences: list[int]) -> list[tuple[str, int]]:
        kept: list[tuple[str, int]] = []
        place = 0
        while place < len(words):
            parts, used = [words[place]], 1
            if len(words[place]) == 1:
                parts, used = self._letters(words, place)
            elif sentences[place] == sentences[min(place + 1, len(words) - 1)]:
                parts, used = self._parted(words, place)
            kept.extend((part, place) for part in parts)
            place += used
        return kept

    def _parted(self, words: list[str], place: int) -> tuple[list[str], int]:
        first = words[place]
        pair = "".join(words[place : place + 2])
        at_least = max(len(first) + 1, _SHORTEST_PARTED - 1)
        joined = len(pair) >= max(at_least, _SHORTEST_PARTED) and self._written.knows(pair, at_least)
        return ([pair], 2) if joined else ([first], 1)

    def _letters(self, words: list[str], place: int) -> tuple[list[str], int]:
        end = place
        while end < len(words) and len(words[end]) == 1:
            end += 1
        found = self._segments("".join(words[place:end])) if end - place <= _LONGEST_LETTERED else []
        return found or words[place:end], end - place

    def _segments(self, run: str) -> list[str]:
        """A run of letters as known words of at least two letters; nothing when it does not come out even."""
        until: list[list[str] | None] = [[], *[None] * len(run)]
        for end in range(2, len(run) + 1):
            for start in range(end - 1):
                before = until[start]
                if before is not None and self._written.knows(run[start:end], end - start):
                    until[end] = [*before, run[start:end]]
                    break
        return until[-1] or []
