"""When a refusal that the classifier proposes does not count: everyday life that a person tells of is a need, not a wish for advice."""

from __future__ import annotations

import re

from answers.understanding import Understanding

REFUSALS = frozenset({"out_of_scope", "private_data", "medical_advice", "smalltalk", "bot_challenge"})
SURE_ENOUGH = 0.5
"""Confidence from which a refusal counts although the catalogue has something that fits."""
_VERY_SURE = 0.85
"""Confidence from which it counts although everyday words tell of a need."""
_WHO = r"(?:jeg|eg|æ|e|han|hun|ho|mor|far|mamma|pappa|vi|man|i|he|she|we)"
_ASKS_FOR_JUDGEMENT = re.compile(
    "|".join(
        (
            rf"\b(?:kan|skal|ska|bør|må|burde) {_WHO} (?:ta|slutte|bruke|øke|auke|kutte|trappe|gi|gje|blande|drikke|kjøre|stoppe)\b",
            rf"\b(?:can|should|may) {_WHO} (?:take|stop|give|use|drive|drink|mix)\b",
            r"\b(?:hvor|kor) (?:mye|mykje|mange)\b.*\b(?:medisin\w*|tablett\w*|pille\w*|paracet|ibux)",
            r"\bdos(?:e|en|er|is|ering)\b|\bmg\b|\bbivirkning\w*|\bbiverknad\w*|\bside effects?\b|\bdiagnose på\b",
            r"\ber det (?:farlig|farleg|normalt|vanlig|vanleg|demens|slag|kreft|alvorlig|alvorleg)\b",
            r"\bis it (?:dangerous|normal|serious|dementia)\b",
            r"\b(?:hva|kva|ka) (?:kan det være|kan det vere|feiler|feilar|betyr|tyder|skyldes)\b|\bhvorfor (?:er|har|får|blir)\b",
            rf"\bhar {_WHO} (?:fått )?(?:demens|slag|kreft|adhd|autisme)\b|^\W*har {_WHO} [\w ]{{2,25}}\?\W*$",
        )
    ),
    re.IGNORECASE,
)


def doubtful(text: str, understanding: Understanding) -> bool:
    """Whether the classifier refuses without being sure, and the words do not ask for a judgement."""
    unsure = understanding.intent in REFUSALS and understanding.confidence < SURE_ENOUGH
    return unsure and _ASKS_FOR_JUDGEMENT.search(text) is None


def told_need(text: str, understanding: Understanding, *, lay_words: bool) -> bool:
    """Whether a proposed refusal is rather a need: everyday words of the catalogue were said (`lay_words`), nothing is asked to be
    judged, and the classifier is not very sure."""
    return (
        lay_words
        and understanding.intent in REFUSALS
        and understanding.confidence < _VERY_SURE
        and _ASKS_FOR_JUDGEMENT.search(text) is None
    )
