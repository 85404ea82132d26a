"""Names where the text says that a name follows: `jeg heter X`, `eg heiter X`, `my name is X`, `hilsen X`.

After "heter" and the like stand titles of services as often as names ("det heter individuell plan"). So lower-case words count as a
name only where the subject is a person; capitalised words count there too, and after a greeting at the end.
"""

from __future__ import annotations

import re

NAME = "[navn]"

_CALLED = r"(?:heter|heiter|heitar|heite|heit|hete|hetar|heitte|hette|hedder)"
_PERSON = (
    r"(?:jeg|eg|æ|æg|e|ej|je|jæ|i|han|hun|ho|hu|mor|mora|moren|mamma|far|faren|pappa|besta|bestemor|bestefar|farmor|mormor|morfar|farfar"
    r"|sønn\w*|datter\w*|dotter\w*|mann|mannen|kona|kone|samboer\w*|sambuar\w*|bror\w*|broren|søster\w*|søstera|syster\w*|barnet|gutten|guten"
    r"|jenta|pasient\w*|bruker\w*|brukar\w*|venn\w*|venninne\w*|nabo\w*|tante\w*|onkel\w*|ektefelle\w*|barnebarn\w*)"
)
_POSSESSIVE = r"(?:\s+(?:min|mi|mitt|vår|hans|hennes|hennar))?"
_INTRODUCTION = (
    rf"(?:\b{_PERSON}{_POSSESSIVE}\s+{_CALLED}"
    rf"|\b{_CALLED}\s+(?:jeg|eg|æ)"
    r"|\b(?:mitt\s+navn|navnet\s+mitt|namnet\s+mitt|mitt\s+namn|navnet\s+(?:hans|hennes)|namnet\s+(?:hans|hennar))\s+(?:er|e|æ)"
    r"|\b(?:my|his|her)\s+(?:full\s+|first\s+|last\s+)?name\s+is|\bmy\s+name['’]s|\bi\s*['’]?\s*a?m\s+called"
    r"|\b(?:he|she)\s+is\s+called|\bkall\s+meg|\bcall\s+me"
    r"|\b(?:fullt\s+)?(?:navn|namn|name)\s*:)"
)
_STOP = (
    r"(?:og|and|som|så|men|but|jeg|eg|æ|i|vi|we|du|han|hun|ho|he|she|er|is|am|har|have|has|bor|bur|trenger|treng|vil|want|need|fra|from"
    r"|på|til|for|med|with|ikke|ikkje|not|det|den|the|a|an|en|ei|et|eit|å|hva|kva|what|kan|can|skal|lurer|søker|ønsker|ynskjer|ringer"
    r"|hei|hello|fordi|because|at|om|når|nå|no|now|pårørende|in|on|to|who|which|um|av|of|eller|or|bare|berre|egentlig)"
)
_LETTERS = r"(?:[^\W\d_]\.|[^\W\d_]+(?:['’\-][^\W\d_]+)*)"
_ANY_NAME = rf"(?:(?!{_STOP}\b){_LETTERS})(?:\s+(?!{_STOP}\b){_LETTERS}){{0,3}}"
_CAPITAL = r"(?:[A-ZÆØÅ]\.|[A-ZÆØÅÄÖÜÁÉČŠŽŁŚ][^\W\d_]*(?:['’\-][^\W\d_]+)*)"
_CAPITAL_NAME = rf"{_CAPITAL}(?:\s+(?:van|von|de|af|av|al|el|bin)?\s*{_CAPITAL}){{0,3}}"

_INTRODUCED = re.compile(rf"(?P<lead>{_INTRODUCTION}(?!\w)\s*)(?P<name>{_ANY_NAME})", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?P<lead>\b(?i:(?:vennlig |venleg |beste? |kind |best )?(?:hilsen|helsing|hilser|regards)|mvh)[\s,.:]*)"
    rf"(?P<name>{_CAPITAL_NAME})\s*$"
)
_I_AM = re.compile(
    rf"(?P<lead>\b(?i:jeg er|eg er|æ e|i am|i'm|this is)\s+)(?P<name>{_CAPITAL}(?:\s+{_CAPITAL}){{1,3}})"
)


def mask_names(text: str) -> str:
    """Masks the name and keeps the words that lead to it, for they tell who asks."""
    for pattern in (_INTRODUCED, _SIGNED, _I_AM):
        text = pattern.sub(rf"\g<lead>{NAME}", text)
    return text
