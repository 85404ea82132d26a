"""Which part of a long message asks: people tell their story around one question, greet before it and thank after it.

A message of one sentence, or a short one, is left as it is. Weights only lower what does not ask; nothing is thrown away.
"""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_SHORT = 22
_ASKS = re.compile(
    r"\?|\b(?:hva|hvem|hvor|hvordan|hvilk\w+|når|hvorfor|kva|kven|kvar|korleis|kor|ka|kem|kæm|korsn|åssen|lurer på|trenger|treng"
    r"|finnes|finst|kan vi|kan jeg|kan eg|kan æ|får vi|what|who|where|how|which|is there|can we|can i)\b",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"^\W*(?:hei|hallo|heisann|god (?:dag|morgen|kveld)|takk|tusen takk|på forhånd|mvh|hilsen|vennlig hilsen|helsing"
    r"|hello|hi|dear|thanks|thank you|regards)\b",
    re.IGNORECASE,
)
_QUESTION, _ASKING, _BESIDE, _STORY, _COURTESY = 1.0, 0.9, 0.6, 0.4, 0.12


_WORKPLACE = re.compile(
    r"\b(?:jeg|eg|æ|e|i|vi|me|we) (?:jobber|jobbar|jobbe|arbeider|arbeidar|arbeide|er ansatt|er tilsett|work) "
    r"(?:i|på|ved|hos|for|in|at) (?:en |ei |et |eit |the |a |an )?([\wæøå-]+)",
    re.IGNORECASE,
)


_COMES_FROM = re.compile(
    r"\b(?:hjem|heim|hjæm|jem|utskrevet|utskriven|utskrives|skrives ut|skreve ut|skrevet ut|home|discharged) "
    r"(?:fra|frå|ifra|from) (?:the )?"
    r"((?:st\.? )?[\wæøå-]+)(?: (?:sykehus|sjukehus|hospital)\w*)?",
    re.IGNORECASE,
)


def workplaces(text: str) -> set[str]:
    """Lower-case words for where people say that they work or come home from: who asks, and not what is asked about.

    >>> workplaces("Jeg jobber i hjemmesykepleien og har en bruker som vil trene")
    {'hjemmesykepleien'}
    >>> sorted(workplaces("mannen min kommer hjem fra St. Olavs på fredag"))
    ['olavs', 'st']
    """
    found = [*_WORKPLACE.findall(text), *(word for place in _COMES_FROM.findall(text) for word in place.split())]
    return {word.lower().strip(".") for word in found} - _NO_NAMES


_NO_NAMES = frozenset({"sykehus", "sykehuset", "sjukehus", "sjukehuset", "hospital", "the", "et", "eit", "en", "ein"})
"""That somebody comes home from hospital says what they need; from which one does not."""


def sentences(text: str) -> list[str]:
    """The sentences of a text, blanks stripped, empty ones left out."""
    return [found for part in _SENTENCE.findall(text) if (found := part.strip(" ,;:-"))]


def _weight(sentence: str) -> float:
    if "?" in sentence:
        return _QUESTION
    if _POLITE.search(sentence) and not _ASKS.search(sentence):
        return _COURTESY
    return _ASKING if _ASKS.search(sentence) else _STORY


def weighed(text: str) -> list[tuple[str, float]]:
    """(sentence, weight 0..1) in order. A sentence before a question counts more than the rest of the story: it says what about."""
    parts = sentences(text)
    if len(parts) < 2 or len(text.split()) <= _SHORT:
        return [(text, 1.0)]
    weights = [_weight(part) for part in parts]
    if max(weights) < _ASKING:
        return [(part, 1.0 if weight > _COURTESY else weight) for part, weight in zip(parts, weights, strict=True)]
    lifted = [
        max(weight, _BESIDE) if weight == _STORY and _QUESTION in weights[place + 1 : place + 2] else weight
        for place, weight in enumerate(weights)
    ]
    return list(zip(parts, lifted, strict=True))
