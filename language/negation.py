"""What a person does not want: `men ikke på sykehjem`, `vil ikke ha logoped`, `not home nursing`.

Only wishes are read. `klarer ikke trappa` and `har ikke koordinator` name the very thing the person needs help with.
"""

from __future__ import annotations

import re

_NOT = r"(?:(?:absolutt|egentlig|eigentleg|helst|slett|definitivt|really|absolutely) )?(?:ikke|ikkje|itj|itte|inte|ente|not)"
_FILL = (
    r"(?:(?:ha|my|min|mi|mitt|vår|vårt|his|her|our"
    r"|få|på|til|i|noe|noko|nåkka|en|ei|et|eit|a|an|any|the|som|trene|trena|bo|bu|bruke|with|at)\s+)*"
)
_WISH = r"(?:vil|ville|ønsker|ønskjer|ynskjer|trenger|treng|skal|helst|heller|want|need)"
_REFUSED = re.compile(
    rf"(?:^\s*|^\W*(?:nei|næ|no|nei takk)\W+|[,;]\s*|\b(?:men|og|but)\s+|\b{_WISH}\s+){_NOT}\s+{_FILL}(?P<first>\w{{3,}})"
    rf"|\b(?P<verb>nekter|nektar|nekte|nekta)\s+(?:å\s+)?(?:dra|reise|flytte|bo|bu|være|vere|gå|komme)\s+{_FILL}(?P<fourth>\w{{4,}})"
    rf"|\b(?P<refuses>refus(?:es|ed|e))\s+to\s+(?:go|move|live|stay|be)\s+(?:into|in|to|at)\s+{_FILL}(?P<fifth>\w{{4,}}(?:\s+home)?)"
    rf"|\b(?:i stedet for|istedenfor|i staden for|heller enn|framfor|fremfor|rather than|instead of)\s+{_FILL}(?P<sixth>\w{{4,}})"
    rf"|\bhar\s+{_NOT}\s+(?P<second>\w{{4,}})(?=[^.?!]*\bmen\b)"
    r"|\b(?:do not|don['’]t|does not|doesn['’]t)\s+(?:need|want)\s+(?:an?\s+|any\s+|the\s+)?(?P<third>\w{4,}(?:\s+nursing|\s+care)?)",
    re.IGNORECASE,
)
_NOTHING = {
    "det",
    "den",
    "dei",
    "deg",
    "meg",
    "mæ",
    "oss",
    "han",
    "hun",
    "alt",
    "dra",
    "bli",
    "bare",
    "berre",
    "bra",
    "så",
    "nok",
    "helt",
    "heilt",
    "for",
    "være",
    "vere",
    "the",
    "one",
    "sure",
    "sikker",
    "spørre",
    "snakke",
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
    found = [group for match in _REFUSED.finditer(text) for group in match.groups() if group]
    return [word for phrase in found for word in phrase.lower().split() if word not in _NOTHING]
