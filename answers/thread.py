"""What a person says about the conversation itself: `hva var det første du sa?`, `si det enklere`, `hva mener du?`, `gjenta`."""

from __future__ import annotations

import re

_MOST_WORDS = 14
_FIRST = re.compile(
    r"\b(?:første|fyrste|først|fyrst|begynnelsen|starten|first|beginning)\b.{0,20}\b(?:sa|skrev|skreiv|svarte|svara|nevnte|nemnde|said|say|told|wrote)\b"
    r"|\b(?:sa|skrev|skreiv|svarte|svara|said|say|told)\b.{0,12}\b(?:først|fyrst|i starten|i begynnelsen|first|at first)\b"
    r"|\b(?:det første|det fyrste|the first) (?:svaret|answer)\b|\bførste svar\w*|\bfyrste svar\w*",
    re.IGNORECASE,
)
_SIMPLER = re.compile(
    r"\b(?:enklere|enklare|lettere|lettare|forenkl\w*|simplif\w*|simpler|simply|easier|klarspråk|kortere|kortare|shorter)\b"
    r"|\b(?:enkle|vanlige|vanlege|lette|andre|plain|simple|easy|other) (?:ord|språk|words|language|english|norsk)\b"
    r"|\b(?:forstod|forsto|forstår|skjønte|skjønner|skjønar|skjønte|skjøna|fatter|fatta|skjønne|begriper)\b.{0,12}\b(?:ikke|ikkje|itj|ittj|lite|ingenting)\b"
    r"|\b(?:did ?n.?t|do ?n.?t|did not|do not|can.?t) (?:understand|get (?:it|that))\b|\b(?:for|too) (?:vanskelig|vanskeleg"
    r"|komplisert|difficult|complicated)\b",
    re.IGNORECASE,
)
_SAID_ABOUT_IT = re.compile(
    r"\b(?:si|sei|sie|seie|forklar\w*|fortell\w*|skriv\w*|bruk\w*|ta|kan|could|can|say|explain\w*|put|tell|use|please|in|på|med"
    r"|det|dette|that|this|it|du sa"
    r"|you said|svaret|ordene|orda)\b",
    re.IGNORECASE,
)
_MEANT = re.compile(
    r"^\W*(?:men |og |and |but |unnskyld |sorry )?(?:(?:hva|kva|ka|ke|what) (?:mener|meiner|meine|meinte|mente|do you|did you"
    r"|d.?you) ?(?:du|dokker|mean)?"
    r"(?: (?:med det|med dette|by that|da|då))?|(?:hva|kva|ka) betyr (?:det|dette)(?: du sa)?|meaning)\W*$",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"^\W*(?:hæ|hva|kva|ka|ke|what|huh|eh)\W*\?+\W*$|"
    r"^\W*(?:unnskyld|sorry|beklager|men|og|nei|hæ)?\W*(?:(?:kan|kunne|can|could) (?:du|you) (?:please )?)?"
    r"(?:gjenta|gjentak|repeter|repeat|(?:hva|kva|ka) (?:var det )?(?:du sa|sa du)|say (?:that|it) again|come again|pardon"
    r"|what did you say|what was that"
    r"|(?:si|sei|ta) (?:det|den|dette) (?:igjen|om igjen|om att|på nytt|en gang til|ein gong til)|en gang til|ein gong til"
    r"|ei gong te|once more|one more time)"
    r"(?: (?:det|dette|det siste|det du sa|det der|svaret|nå|no|that|it|the last|the last one|the last thing|you said|please"
    r"|takk|er du snill|er du grei|igjen|at))*\W*$",
    re.IGNORECASE,
)

_SOMEONE = re.compile(
    r"\b(?:finnes|finst|fins|er|e|har|is|are)\b.{0,14}\b(?:noen|nokon|nokre|nokken|nån|nåkkån|nåen|nåkka|andre|someone|anyone|anybody|somebody|people)\b"
    r".{0,20}\b(?:snakk\w*|prat\w*|talk|speak)\b",
    re.IGNORECASE,
)
_APPEAL = re.compile(r"\b(?:klag\w*|appeal\w*|complain\w*)\b", re.IGNORECASE)
_DEADLINE = re.compile(
    r"\b\w*frist(?:en|a|er)?\b|\bdeadline\b|\b(?:hvor|kor) (?:lenge|lang tid|mange uker|mange veker) .{0,12}\b(?:klage|på meg|på oss)\b"
    r"|\bhow (?:long|many weeks) .{0,16}\b(?:appeal|complain)\b",
    re.IGNORECASE,
)


def asks_for_the_first(text: str) -> bool:
    """Whether the first answer of the conversation is wanted again: `hva var det første du sa?`."""
    return _short(text) and _FIRST.search(text) is not None


def wants_simpler(text: str) -> bool:
    """Whether the last answer is wanted in simpler words."""
    return _short(text) and _SIMPLER.search(text) is not None and _SAID_ABOUT_IT.search(text) is not None


def asks_what_was_meant(text: str) -> bool:
    """Whether somebody asks what the last message meant, and names nothing: `hva mener du?`."""
    return _MEANT.match(text) is not None


def asks_for_the_deadline(text: str, topic: str | None) -> bool:
    """Whether the deadline of an appeal is asked for, by name or after an answer about appeals."""
    appeals = topic == "rights_appeal" or _APPEAL.search(text) is not None
    return appeals and _short(text) and _DEADLINE.search(text) is not None


def asks_for_someone_to_talk_to(text: str) -> bool:
    """Whether somebody asks if there are people to talk to (`e det nån æ kan prat me`), which is a need, and not to be put through."""
    return _short(text) and _SOMEONE.search(text) is not None


def wants_it_again(text: str) -> bool:
    """Whether the last answer is wanted word for word, and nothing else is said."""
    return _AGAIN.match(text) is not None


def _short(text: str) -> bool:
    return len(text.split()) <= _MOST_WORDS
