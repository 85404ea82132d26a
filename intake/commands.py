"""What a person wants of the form itself, rather than an answer to its question: stop, skip, go back, change something, know why."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from intake.reading.words import plain


class Wants(StrEnum):
    """The commands. `CHANGE` comes with a slot where one was named."""

    CANCEL = "cancel"
    SKIP = "skip"
    BACK = "back"
    WHY = "why"
    AGAIN = "again"
    PROCEED = "proceed"
    CHANGE = "change"


@dataclass(frozen=True)
class Command:
    """`slot` and `rest` belong to CHANGE: what to change, and the new answer where it was given at once."""

    wants: Wants
    slot: str | None = None
    rest: str = ""


_I = r"(?:jeg|eg|æ|ej|e|je|i|vi|me|we)"
_NOT = r"(?:ikke|ikkje|itj|ittj|ikkj|itte)"
_IT = (
    r"(?:det|den|de|dette|alt|alt sammen|hele greia|heile greia|hele skjemaet|heile skjemaet|it|this|that|everything|all|noe"
    r"|noko|anything)"
)
_FORM = r"(?:skjemaet|søknaden|søknad|meldingen|meldinga|henvisningen|tilvisinga|the form|the application|the report)"
_FILLER = (
    rf"(?:nei|nei takk|næ|nehei|neida|nah|no|actually|egentlig|eigentleg|forresten|vent|vent litt|wait|hm|hmm|vet du hva"
    rf"|veit du kva|you know what|oi|ok|okei|takk|thanks|vær så snill|ver så snill|please|bare|berre|just|heller|likevel"
    rf"|allikevel|nå|no|now|da|så|så|du|{_FORM}|{_IT})"
)
_STOP = (
    r"(?:avbryt|avbryte|avslutt|avslutte|stopp|stoppe|stopp der|stans|stanse|cancel|abort|quit|stop|never ?mind|ombestemt|angrer|angrar"
    rf"|(?:glem|gløym|glæm|gløm|dropp|droppe|drop|forget|forget about|drit i|gi opp|gje opp|slett|slette|delete)(?: {_IT}| {_FORM})"
    r"|(?:la|lat) (?:det|de|d) (?:være|vere|vera|vær|ver|vara)"
    rf"|(?:{_NOT}|do not|don t|dont) (?:send|sende)(?: {_IT}| {_FORM})?"
    r"|(?:har )?ombestem(?:t|te) (?:meg|mæ|mæg|oss)|changed (?:my|our) mind|give up|gir opp|gjev opp)"
)
_WISH = rf"(?:{_I}|{_I} (?:vil|ville|må|har|want to|would like to|ve have)|kan du|kan vi|kan jeg|kan eg|can you|can we|let s|la oss)"
_CANCEL = re.compile(
    rf"^(?:{_FILLER} )*(?:{_WISH} )?{_STOP}(?: {_FILLER})*$"
    rf"|^(?:{_FILLER} )*{_I} (?:vil|ville|orker|orkar|orke|gidder|gidd|tør|tør|ønsker|ynskjer|ønskjer) {_NOT}(?: (?:likevel"
    rf"|allikevel|lenger|dette|det"
    rf"|mer|meir|å|av|her|i dag|i kveld|akkurat|fortsette|halde fram|holde på|nå|no|søke|søkje|søk|sende|gjøre dette|gjere dette))*$"
    rf"|^(?:{_FILLER} )*{_NOT} (?:likevel|allikevel)$"
    r"|^(?:no |nei )?(?:i|we) (?:do not|don t|dont) want (?:to|this|it|to anymore|this anymore|it anymore|to any more"
    r"|to do (?:this|it)|to do (?:this|it) (?:now|anymore|after all)|to go on|to continue|to apply|to apply anymore"
    r"|to apply after all)$"
)
_ONLY_FILLER = re.compile(rf"^{_FILLER}(?: {_FILLER})*$")
_PARTS = re.compile(r"[,.;:!?\n–-]+")
_SKIP = re.compile(
    rf"^(?:(?:jeg|eg|æ|i|vi|kan|kan jeg|kan eg|can i|can we|vil|vil gjerne|ja|bare|berre|takk|please|la oss) )*(?:hopp|hoppe"
    rf"|hopp øve|skip|pass|neste|next|hopp over|hoppe over|hopp øver|hoppe øver)(?: (?:over|det|den|dette|it|this|øver|øve"
    rf"|spørsmål|spørsmålet|question))*(?: (?:takk|please))?$"
    rf"|^(?:{_I} )?(?:vil|ønsker|ønskjer) {_NOT} (?:svare|svar|si|seie|oppgi|gi|gje)(?: (?:på )?(?:det|dette))?$"
    rf"|^(?:i )?(?:would|d) rather not(?: say| answer)?$"
    rf"|^(?:{_I} )?(?:har|have) (?:{_NOT}|ingen|inga|none)(?: (?:noe|noko|noen|nokon|det|telefon|mobil|e post"
    rf"|epost|kvittering|kvitteringa|kvitteringen|referanse|kode|a receipt|receipt|reference))?$"
    rf"|^(?:mistet|mista|lost) (?:den|han|it|kvitteringen|kvitteringa)$"
    rf"|^(?:{_I} )?(?:vet|veit|husker|hugsar|know) {_NOT}$|^(?:i )?(?:do not|don t|dont) (?:know|have (?:one|any|it"
    rf"|a phone))$"
    r"|^(?:ikke|ikkje|not) (?:relevant|aktuelt|født ennå|fødd enno|born yet)$|^(?:ingen|inga|ingenting|none|nothing|n a|nei"
    r"|nei takk|no|no phone|ingen telefon|ingen mobil|no thanks|no thank you|næ)$"
)
_BACK = re.compile(
    r"^(?:(?:kan|vil|jeg|eg|æ|vi|i|can|want|to|gå|gå et steg|go|et|eit|ett|steg|hakk|one|step|nei|oi|ta meg) )*(?:tilbake"
    r"|attende|back|forrige|førre|previous|angre|undo)(?: (?:spørsmål|spørsmålet|question|takk|please|et steg|eit steg"
    r"|one step|til forrige|til førre))*$"
)
_WHY = re.compile(
    r"^(?:(?:men|og|but|and) )?(?:hvorfor|kvifor|koffør|korfor|koffer|kvifør|why)(?: (?:spør|spørr|spør du|trenger|treng"
    r"|vil|må|do|should|are|is|skal|det|dere|de|de|du|you|vite|know|need|that|this|asking|ask|i|jeg|eg|oppgi|svare|om|på|it"
    r"|have|to|dokker|dykk|dykkar|seie|si|dette|gi|for|har|det|meg|spørre))*$"
    r"|^(?:hva|kva|ka) (?:skal|bruker|brukar|trenger|treng) (?:dere|de|du|dokker) (?:med )?(?:det|den|dette)(?: til| med)?$"
    r"|^what (?:do you need (?:that|it|this) for|is (?:that|this) for)$"
)
_AGAIN = re.compile(
    r"^(?:gjenta|repeat|hva sa du|kva sa du|ka sa du|si det igjen|si det en gang til|sei det igjen|hva spurte du om"
    r"|kva spurde du om|hva var spørsmålet|kva var spørsmålet|what was the question|say (?:it|that) again|hjelp|help"
    r"|hva mener du|kva meiner du|ka meine du|what do you mean|(?:jeg|eg|æ|i) (?:forstår|skjønner|skjønar|skjønne|forstår"
    r"|do not|don t|dont)(?: (?:ikke|ikkje|itj|understand))(?: (?:spørsmålet|det|dette|the question|it))?"
    r"|hva skal jeg (?:svare|skrive)|kva skal eg (?:svare|skrive)|what should i (?:write|answer))$"
)
_PROCEED = re.compile(
    r"^(?:(?:ja|ok|okei|takk|jeg vil|eg vil|vi kan|la oss|kan vi|yes|let s|i want to) )*(?:fortsett|fortsette|hald fram"
    r"|halde fram|gå videre|gå vidare|videre|vidare|continue|go on|carry on)(?: (?:med )?(?:skjemaet|søknaden|meldingen"
    r"|meldinga|the form|takk|please))*$"
)
_SIMPLE = (
    (Wants.CANCEL, _CANCEL), (Wants.BACK, _BACK), (Wants.WHY, _WHY), (Wants.AGAIN, _AGAIN), (Wants.PROCEED, _PROCEED),
    (Wants.SKIP, _SKIP),
)  # fmt: skip
_SURE_STOP = re.compile(r"^(?:avbryt|avslutt|stopp|stopp der|stans|cancel|abort|quit|stop)(?: .{0,20})?$")
"""What stops a form also where a reason was given first: `dette må jeg tenke på. Avbryt.`"""
_STOPS_FIRST = re.compile(rf"^(?:{_FILLER} )*(?:avbryt|avslutt|stopp|stans|cancel|abort|quit|stop)$")
"""What stops a form although a longer reason follows: `actually stop, she wants to think about it first`."""
_MOST_WORDS, _WITH_A_REASON, _AFTER_FILLER = 12, 7, 10

_LEAD = (
    r"(?:(?:nei|no|oi|ops|oops|unnskyld|orsak|beklager|sorry|vent|wait|men|but|ja|jeg|eg|æ|i|kan du|kan jeg|kan eg|can you"
    r"|can i|vil|vil gjerne|ønsker å|want to|would like to|må|please|å|hei)[\s,.:!]+)*"
)
_VERB = (
    r"(?:endre|endra|rette opp|rette på|rett opp|rett på|rette|rett|korriger|korrigere|bytt|bytte|byt|oppdater|change"
    r"|correct|fix|edit|update)"
)
_OWN = r"(?:(?:på|opp|the|my|min|mitt|di|din|ditt|det|den)\s+)*"
_THEN = r"(?:\s*(?:min|mitt|mi|til|to|er|is|should be|skal være|skal vere|skal vera|:|=|,)\s*)+"
_WRONG = r"(?:feil|feile|galt|gal|gale|wrong|incorrect)"
_SOMETHING = re.compile(
    rf"^{_LEAD}(?:{_VERB}(?:\s+(?:noe|noko|svar|svaret|et svar|eit svar|something|an answer|it|det|litt))*|(?:det|noe|noko"
    rf"|her|it|something)\s+(?:er|is|var|ble|vart)\s+{_WRONG}|(?:jeg|eg|æ|i)\s+(?:skrev|skreiv|wrote|svarte"
    rf"|svara)\s+{_WRONG}(?:\s+it)?|{_WRONG})[\s.!]*$",
    re.IGNORECASE,
)
_MEANT = re.compile(
    r"^(?:(?:nei|no|oi|unnskyld|sorry|beklager|orsak)[\s,.:!]+)*(?:jeg|eg|æ|ej|i)\s+(?:mente|meinte|meint|meinte|meant"
    r"|mener|meiner|mean)\s+(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
LAST = "last"
"""The slot of "jeg mente ...": whatever was answered last."""


def simple_command(text: str) -> Wants | None:
    """Stop, skip, back, why, again or go on; None when the text is something else. Only short texts that say nothing more count."""
    said = plain(text)
    if not said or len(said.split()) > _MOST_WORDS:
        return None
    if _cancels_in_parts(text, len(said.split())):
        return Wants.CANCEL
    return next((wants for wants, pattern in _SIMPLE if pattern.match(said)), None)


def _cancels_in_parts(text: str, words: int) -> bool:
    """`Nei takk, avbryt`, `never mind, cancel that`, and `gløym det, vi ventar litt`: first the word, then shortly why."""
    parts = [part for part in map(plain, _PARTS.split(text)) if part]
    if len(parts) < 2:
        return False
    stops = [bool(_CANCEL.match(part)) for part in parts]
    nothing_else = all(stop or _ONLY_FILLER.match(part) for stop, part in zip(stops, parts, strict=True))
    said_last = stops[-1] and bool(_SURE_STOP.match(parts[-1]))
    said_first = stops[0] and (words <= _WITH_A_REASON or bool(_STOPS_FIRST.match(parts[0])))
    said_first = said_first or (words <= _AFTER_FILLER and _first_that_says(parts, stops))
    return (any(stops) and nothing_else) or said_first or said_last


def _first_that_says(parts: list[str], stops: list[bool]) -> bool:
    """Whether the first part that is no mere filler stops: `nei vet du hva, dropp det. Jeg ringer heller`."""
    return next((stop for part, stop in zip(parts, stops, strict=True) if stop or not _ONLY_FILLER.match(part)), False)


def change_command(text: str, words: Mapping[str, str], bare: bool = False) -> Command | None:
    """`rett på navnet`, `nei, telefonen er 4...`, `feil nummer`. `words`: what people call a slot -> the slot. With `bare` also without
    a word of correction (`telefonen er 4...`)."""
    if not words:
        return None
    name = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    for pattern in _patterns(name, bare):
        if (found := re.match(pattern, text.strip(), re.IGNORECASE | re.DOTALL)) is not None:
            rest = (found.groupdict().get("rest") or "").strip()
            return Command(Wants.CHANGE, words[found["slot"].casefold()], rest)
    if _SOMETHING.match(text.strip()):
        return Command(Wants.CHANGE)
    if (meant := _MEANT.match(text.strip())) is not None:
        return Command(Wants.CHANGE, LAST, meant["rest"].strip())
    return None


def _patterns(name: str, bare: bool) -> list[str]:
    no = r"(?:(?:nei|no|oi|ops|oops|unnskyld|orsak|beklager|sorry|vent|wait|men|forresten)[\s,.:!]+)" + (
        "*" if bare else "+"
    )
    return [
        rf"{_LEAD}{_VERB}\s+{_OWN}(?P<slot>{name})(?:{_THEN}(?P<rest>.+)|[\s.!]*)$",
        rf"{_LEAD}{_OWN}(?P<slot>{name})\s+(?:min |mitt |mi )?(?:er|is|var|ble|vart|was)\s+{_WRONG}(?:[\s,.!]+(?:det|den"
        rf"|it)?\s*(?:er|is|skal være|skal vere)\s+(?P<rest>.+)|[\s.!]*)$",
        rf"{_LEAD}(?:det\s+(?:er|var|ble|vart)\s+|it's\s+|that's\s+(?:the\s+)?|(?:jeg|eg|æ|i)\s+(?:skrev|skreiv|wrote|ga|gav"
        rf"|gave)\s+(?:the\s+)?)?{_WRONG}\s+(?:på\s+)?(?P<slot>{name})(?P<rest>)[\s.!]*$",
        rf"{no}{_OWN}(?P<slot>{name}){_THEN}(?P<rest>.+)$",
    ]


_BEFORE = (
    r"^(?:(?:ja|jo|jau|jada|jepp|jess|yes|yep|ok|okei|greit|fint|flott|bra|da|så|takk|vær så snill|please|du kan|kan du|bare|berre|just"
    r"|det stemmer|alt stemmer|stemmer|gjerne) )*"
)
_AFTER = (
    r"(?: (?:det|den|han|ho|dette|inn|it|this|in|av gårde|av garde|saken|saka|the case|søknaden|søknad|meldingen|meldinga|henvisningen"
    r"|tilvisinga|the application|the report|nå|no|now|da|takk|please|gjerne|med en gang|med ein gong|for meg))*$"
)
_DO = {
    "send": re.compile(f"{_BEFORE}(?:send|sende|send inn){_AFTER}"),
    "withdraw": re.compile(f"{_BEFORE}(?:trekk|trekke|trekkje|withdraw){_AFTER}"),
}


def says_do(text: str, verb: Literal["send", "withdraw"]) -> bool:
    """Whether somebody clearly says to send, or to withdraw, what was just summed up."""
    return bool(_DO[verb].match(plain(text)))
