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
