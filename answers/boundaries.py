"""What is answered by rule whatever the model understood: what would be a disclosure, a prediction or a game with the machine, and
what holds no words at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import yaml

_CODE = re.compile(
    r"<\s*/?\s*[a-z!][^>]*>|%3c|\{\{|\$\{|\bselect\b.+\bfrom\b|\bdrop\s+table\b|\bunion\s+(?:all\s+)?select\b|<\?|\bor\s+'?\d+'?\s*=\s*'?\d+"
    r"|\.\./|\bjavascript:|[{}\[\]]\s*[\"'].*:|^\s*[∕/]\w|__\w+__|\bos\.system\b|;\s*(?:cat|rm|ls|curl|wget)\b|\bsudo\b|@action_|\betc/passwd\b"
    r"|&(?:#\d+|#x[0-9a-f]+|lt|gt|quot);|\bdelete\s+from\b|\binsert\s+into\b|\bupdate\s+\w+\s+set\b|\balter\s+table\b|\$\(|\{%|%\}|```"
    r"|^\s*(?:get|post|put|patch|delete|options)\s+/\S|\bhttp/\d|\brm\s+-rf?\b|\bcurl\s+\S+\.\S|\bwget\s+\S|\bchmod\b|\|\s*(?:sh|bash)\b"
    r"|\b(?:eval|exec|alert|fetch|require|system|print|console\.log)\s*\(|\bdocument\.cookie\b|\bon(?:error|load|click|mouseover)\s*="
    r"|^\s*external:|\b(?:action|utter|intent)_\w+|[/\\]\w+\{|\w'\s*--|^\s*[\[{].*[\]}]\s*$|!\[[^\]]*\]\(|\]\(\s*https?:",
    re.IGNORECASE | re.DOTALL,
)
_INSULTS = re.compile(
    r"\b(?:idiot\w*|jævl\w*|jævel\w*|faen|fanden|helvete\w*|helvette\w*|forbann\w*|dritt\w*|drit\w*|fuck\w*|shit\w*|stupid|bitch|asshole|tulling\w*"
    r"|dust\w*|suger|sucks?|hore|kødd\w*|teit\w*|tosk\w*|rævhøl\w*|rasshøl\w*|fitte\w*|kuk|udugelig\w*|udugeleg\w*|elendig\w*|loser|moron|dumb|crap"
    r"|bastard|piece of|tispe\w*|føkk\w*|helsike|satan\w*|fæle? maskin|skrot|hold kjeft|kukk\w*|ubrukelig\w*|ubrukeleg\w*"
    r"|useless|dum+e?)\b",
    re.IGNORECASE,
)
_ABOUT_US = frozenset(
    {
        "robot",
        "roboten",
        "maskin",
        "maskina",
        "maskinen",
        "bot",
        "boten",
        "machine",
        "chatbot",
        "program",
        "kommune",
        "kommunen",
        "dra",
        "hold",
        "kjeft",
    }
)
_LETTERS = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SAME = re.compile(r"^(\S)\1{5,}$|^https?://\S+$")
_PLEASED = re.compile(r"^[\s👍👌🙏❤♥️😊😀😍👏💪🎉🥰😁😃😄✅\U0001F3FB-\U0001F3FF]+$")
_THANKS = re.compile(
    r"^\W*(?:(?:ok|okei|supert|flott|fint|så bra|å|oi|great)\W+)?(?:(?:tusen|mange|hjertelig|hjarteleg|masse) )?"
    r"(?:takk|takker|thanks|thank you)"
    r"(?: (?:skal du ha|ska du ha|skal dere ha|for|hjelpa|hjelpen|hjelpi|hjelp|svar|svaret|så|mye|mykje|my|veldig|vennen|venn|kjære"
    r"|du|deg|dokker|igjen|att|alt|det|dette|info|infoen|informasjonen|da|då|ja"
    r"|a lot|so much|very much|dear|your help|all|the help))*[^\w?]*$",
    re.IGNORECASE,
)
NO_WORDS = "no_words"


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    raw = yaml.safe_load((Path(__file__).parent / "boundaries.yaml").read_text(encoding="utf-8"))
    return [(key, re.compile(pattern)) for key, patterns in raw.items() for pattern in patterns]


def boundary(text: str) -> str | None:
    """The key of the fixed text that must answer, None for nearly everything that people write."""
    if _PLEASED.match(text) or _THANKS.match(text):
        return "thanks"
    if not _WORD.search(text) and not _LETTERS.search(text) and not text.strip().isdigit():
        return NO_WORDS
    if _CODE.search(text) or _SAME.match(text.strip()):
        return NO_WORDS
    low = text.lower()
    return next((key for key, pattern in _patterns() if pattern.search(low)), None)


def only_insults(text: str, meaningful: Callable[[str], list[str]]) -> bool:
    """Whether a message holds an insult and no matter beside it. `meaningful` gives the words of a text that name something."""
    if _INSULTS.search(text) is None:
        return False
    rest = _INSULTS.sub(" ", text)
    return not [word for word in meaningful(rest) if word not in _ABOUT_US]
