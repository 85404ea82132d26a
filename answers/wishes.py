"""Which form a wish to send something is about, as far as its words tell."""

from __future__ import annotations

import re

from answers.message import Form, Role

_CUES: tuple[tuple[Form, re.Pattern[str]], ...] = (
    ("barnekoordinator", re.compile(r"barnekoordinator|child(?:ren'?s)? coordinator", re.IGNORECASE)),
    (
        "callback",
        re.compile(
            r"\b(?:ring|ringe|ringje|kontakte|call) (?:til )?(?:meg|mæ|oss|me|us)\b|\bbli (?:opp)?ring[td]",
            re.IGNORECASE,
        ),
    ),
    ("koordinator", re.compile(r"koordinator|coordinator|individuell plan|individual plan", re.IGNORECASE)),
)
_CALL = re.compile(
    r"\b(?:noen|nokon|nån|en|ei|ein|dere|de|dokker|dykk)\b.{0,20}\b(?:ringer|ringe|ringje|ring|kontakter|kontakte)"
    r" (?:til )?(?:meg|mæ|oss)\b"
    r"|\b(?:some(?:one|body)|a person|you)\b.{0,12}\b(?:call|phone|ring) (?:me|us)\b|\bring meg\b|\bgive me a call\b",
    re.IGNORECASE,
)
_REFERS = re.compile(r"henvis|tilvis|\brefer", re.IGNORECASE)
_APPLIES = re.compile(r"\bsøk|søknad|\bappl|bestill|\border\b|\bmeld(?:e)? (?:meg|mæ|på)", re.IGNORECASE)

_WANTS_TO_APPLY = re.compile(
    r"^\W*(?:(?:hei|hello|hi|ok|greit|ja|yes)\W+)?(?:i'?d like to|i would like to|i want to|we want to|we would like to"
    r"|we'd like to|please help me(?: to)?"
    r"|(?:jeg|eg|æ|vi|me) (?:vil|ønsker|ønskjer|ynskjer|vil gjerne|har lyst til|skal|må)(?: gjerne)?(?: no| nå)?(?: å)?)"
    r" (?:apply|søke|søkje|søk|sende (?:inn )?(?:en |ein )?søknad|send (?:in )?an application|fill (?:in|out) an application)\b",
    re.IGNORECASE,
)
_APPLY_HERE = re.compile(
    r"\b(?:kan|får|can|may|could) (?:jeg|eg|æ|vi|me|i|we|man) (?:få )?"
    r"(?:søke|søkje|søk|henvise|melde|apply|refer|sende (?:inn )?(?:en |ein )?søknad)\b.{0,60}"
    r"\b(?:her hos deg|hos deg|her i chatten|i chatten|via deg|gjennom deg|med deg|through you|with you|in this chat)\b",
    re.IGNORECASE,
)
_ASKS_HOW = re.compile(
    r"\b(?:hvordan|korleis|korsn|hvor|kor|kvar|hvem|kven|kem|hva|kva|ka|how|where|who|what|which)\b|\?", re.IGNORECASE
)


def wants_to_apply(text: str) -> bool:
    """Whether somebody says that they want to apply, and asks nothing: `I'd like to apply for respite care for my son`."""
    if _APPLY_HERE.search(text) is not None:
        return True
    return _WANTS_TO_APPLY.search(text) is not None and _ASKS_HOW.search(text) is None


def wished_form(text: str, intent: str, role: Role) -> Form | None:
    """The form, None when the person has to be asked: "send den" says too little."""
    for form, cue in _CUES:
        if cue.search(text):
            return form
    if _REFERS.search(text):
        return "henvisning" if role == "staff" else None
    if intent == "notify_coordinating_unit":
        return "melding"
    return "soknad" if _APPLIES.search(text) else None


def wants_a_call(text: str) -> bool:
    """Whether somebody asks to be called: `kan noen ringe meg`, `I would like someone to phone me`."""
    return _CALL.search(text) is not None
