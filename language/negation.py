"""What a person does not want: `men ikke på sykehjem`, `vil ikke ha logoped`, `not home nursing`.

Only wishes are read. `klarer ikke trappa` and `har ikke koordinator` name the very thing the person needs help with.
"""

from __future__ import annotations

import re

_NOT = r"(?:ikke|ikkje|itj|itte|inte|ente|not)"
_FILL = r"(?:(?:ha|få|på|til|i|noe|noko|nåkka|en|ei|et|eit|a|an|any|the|som|trene|trena|bo|bu|bruke|with|at)\s+)*"
_WISH = r"(?:vil|ville|ønsker|ønskjer|ynskjer|trenger|treng|skal|helst|heller|want|need)"
_REFUSED = re.compile(
    rf"(?:^\s*|[,;]\s*|\b(?:men|og|but)\s+|\b{_WISH}\s+){_NOT}\s+{_FILL}(?P<first>\w{{4,}})"
    rf"|\bhar\s+{_NOT}\s+(?P<second>\w{{4,}})(?=[^.?!]*\bmen\b)"
    r"|\b(?:do not|don['’]t|does not|doesn['’]t)\s+(?:need|want)\s+(?:an?\s+|any\s+|the\s+)?(?P<third>\w{4,}(?:\s+nursing|\s+care)?)",
    re.IGNORECASE,
)
_NOTHING = {
    "likevel",
    "lenger",
    "lengre",
    "mer",
    "meir",
    "enda",
    "ennå",
    "noen",
    "vite",
    "veit",
    "what",
    "that",
    "this",
    "more",
    "anymore",
}


def refused(text: str) -> list[str]:
    """The lower-case words of what is refused, in order; empty when nothing is."""
    found = [next(group for group in match.groups() if group) for match in _REFUSED.finditer(text)]
    return [word for phrase in found for word in phrase.lower().split() if word not in _NOTHING]
