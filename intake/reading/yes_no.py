"""Yes and no, as people write them in bokmål, nynorsk, dialect and English."""

from __future__ import annotations

import re

from intake.reading.words import plain


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LONG_JA = re.compile(r"^(j)a+$|^(jo)+$")
_YES = _words(
    """ja jaja jada javisst jo joda jau jaudå jepp jepps japp jess yes yess yep yup yeah yea ye aye sure gjerne gjerna
    absolutt selvfølgelig sjølvsagt selvsagt klart stemmer riktig rett korrekt correct right certainly definitely indeed
    jupp mhm hm-hm"""
)
_NO = _words("""nei neida neppe nehei næ næi naj nix niks nope no nah never aldri ikke ikkje itj ittj ikkj nei-nei""")
_WEAK = _words("""ok okei okay oki greit grei fint fin bra flott supert takk tusen thanks fine good great alright 👍""")
_FILLER = _words(
    """han hun ho hu she he klar over klart det den de dei jeg eg æ ej i vi we you du har har vet veit vil vel er e æ takk
    tusen please thanks thank that is this it så då da bare berre helt heilt av course of god gjør gjer og and nå no til
    to min mi mitt me meg mæ pappa mamma mor far send sende sendt inn innsend oss for informert klar over dette the do
    does did can yes all alt good ganske ikkeno really not at"""
)


def yes_or_no(text: str) -> bool | None:
    """True for a clear yes, False for a clear no, None for everything else: `ok` and `takk` alone are neither."""
    words = plain(text).split()
    if not words or len(words) > 8:
        return None
    yes = [word for word in words if word in _YES or _LONG_JA.match(word)]
    no = [word for word in words if word in _NO]
    if words[0] in _NO or (no and not yes):
        return False if all(word in _NO | _FILLER | _WEAK for word in words) else None
    if yes and not no and all(word in _YES | _FILLER | _WEAK or _LONG_JA.match(word) for word in words):
        return True
    return None
