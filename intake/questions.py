"""Whether a message is a question of the person's own, or an answer to the one that was asked.

Names, numbers and needs must not be taken for questions: a question leaves this room. So where it is doubtful it is an answer.
"""

from __future__ import annotations

import re

from intake.reading.words import plain

_WH = (
    "hva|kva|ka|hvem|kven|kem|hvor|kvar|kor|hvordan|korleis|koss|kossn|hvilke|hvilken|hvilket|kva for|når|hvorfor|kvifor"
    "|koffer|what|who|where|how|when|why|which"
)
_ASKS = (
    "kan|får|fær|må|skal|er|finnes|finst|finns|koster|kostar|har|blir|vert|gjelder|gjeld|trenger|treng|is|are|can|does|do"
    "|will|must|should|could|may|vet du|veit du|vil"
)
_TELL = re.compile(
    r"^(?:(?:forresten|men|og|først|kan du|vil du|could you|can you|please|by the way) )*(?:fortell|forklar|vis meg|si meg"
    r"|sei meg|tell me|explain|show me|jeg lurer på|eg lurer på|æ lure på|i wonder|jeg har et spørsmål|eg har eit spørsmål"
    r"|i have a question)\b"
)
_HUMAN = re.compile(
    r"\b(?:snakke med|prate med|snakk med|talk to|speak to) (?:et|eit|en|ein|a|an)?\s?(?:menneske|person|human|noen|nokon"
    r"|someone|saksbehandler|saksbehandlar)\b"
)
_SWITCH = re.compile(
    r"^(?:kan vi|kan du|snakk|svar|bruk|switch|speak|answer|can we|please)\b.*\b(?:engelsk|english|nynorsk|bokmål|norsk|norwegian)\b"
)
_FIRST = re.compile(
    rf"^(?:(?:men|og|forresten|unnskyld|sorry|hei|but|and|nei|ja|ok|okei|først|vent|vent litt|wait|bare|berre|just|hm|hmm|så"
    rf"|then|da|då) )*(?:{_WH})\b"
)
_FIRST_VERB = re.compile(
    rf"^(?:(?:men|og|forresten|unnskyld|sorry|hei|but|and|først|vent|vent litt|wait|bare|berre|just|hm|hmm|så|then|da"
    rf"|då) )*(?:{_ASKS})\b"
)
_CLAUSES = re.compile(r"[,.;:!–]+")
_SHORT, _SHORTER = 14, 8
_ASKED_WORDS = 4
_NEEDS_HELP = re.compile(r"\b(?:hjelp|help|hjelpe|støtte|avlastning|avlasting|trene|komme meg|assistance|support)\b")


def is_question(text: str, free_text: bool) -> bool:
    """Whether to answer rather than to note it. `free_text`: the slot takes sentences (a need)."""
    said = plain(text)
    words = len(said.split())
    if _TELL.match(said) or _HUMAN.search(said) or _SWITCH.match(said):
        return not free_text or words <= _SHORT
    asked = text.rstrip(" !)»\"'").endswith("?")
    if free_text:
        return _asks_in_free_text(said, words, asked, text)
    if _FIRST.match(said):
        return asked or words <= _SHORT
    return asked and any(_FIRST.match(part) or _FIRST_VERB.match(part) for part in map(plain, _CLAUSES.split(text)))


def looks_asked(text: str) -> bool:
    """Whether a message ends as a question does and is no short doubtful answer: `kjører dere ut middag også?`, not `til mamma?`."""
    return text.rstrip(" !)»\"'").endswith("?") and len(plain(text).split()) >= _ASKED_WORDS


def _asks_in_free_text(said: str, words: int, asked: bool, text: str) -> bool:
    """One short sentence that begins as a question does. "Kan jeg få hjelp med å dusje?" tells a need."""
    sentences = [part for part in re.split(r"[.!?\n]+", text) if part.strip()]
    if words > _SHORT or len(sentences) != 1 or not asked:
        return (
            bool(_FIRST.match(said))
            and words <= _SHORTER
            and len(sentences) == 1
            and not said.startswith(("når ", "er ", "when ", "where "))
        )
    if _FIRST.match(said):
        return True
    return bool(_FIRST_VERB.match(said)) and not _NEEDS_HELP.search(said)
