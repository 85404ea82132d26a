"""When a refusal that the classifier proposes does not count: everyday life that a person tells of is a need, not a wish for advice."""

from __future__ import annotations

import re

from answers.understanding import Understanding
from answers.wishes import wants_a_call

REFUSALS = frozenset({"out_of_scope", "private_data", "medical_advice", "smalltalk", "bot_challenge"})
_COURTESY = frozenset({"greet", "goodbye", "thanks"})
SURE_ENOUGH = 0.5
"""Confidence from which a refusal or a courtesy counts although the catalogue has something that fits."""
_VERY_SURE = 0.85
"""Confidence from which it counts although everyday words tell of a need."""
_WHO = r"(?:jeg|eg|æ|e|han|hun|ho|mor|far|mamma|pappa|vi|man|i|he|she|we)"
_NO_MEDICINE = r" (?:[\w ]{0,15} )?(?:kurs\w*|hjemmefra|heimefra|nett|kontakt|med|imot|buss\w*|drosje|taxi)\b"
"""What stands after `kan jeg ta` where no medicine is meant."""
_ASKS_FOR_JUDGEMENT = re.compile(
    "|".join(
        (
            rf"\b(?:kan|skal|ska|bør|må|burde) {_WHO} "
            rf"(?:ta(?!{_NO_MEDICINE})|slutte|bruke|øke|auke|kutte|trappe|gi|gje|blande|drikke|kjøre|stoppe)\b",
            rf"\b(?:can|should|may) {_WHO} (?:take|stop|give|use|drive|drink|mix)\b",
            r"\b(?:hvor|kor) (?:mye|mykje|mange)\b.*\b(?:medisin\w*|tablett\w*|pille\w*|paracet|ibux)",
            r"\bdos(?:e|en|er|is|ering)\b|\bmg\b|\bbivirkning\w*|\bbiverknad\w*|\bside effects?\b|\bdiagnose på\b",
            r"\ber det (?:farlig|farleg|normalt|vanlig|vanleg|demens|slag|kreft|alvorlig|alvorleg)\b",
            r"\bis it (?:dangerous|normal|serious|dementia)\b",
            r"\b(?:hva|kva|ka) (?:kan det være|kan det vere|feiler|feilar|betyr|tyder|skyldes|tror du|trur du)\b",
            r"\bhvorfor (?:er|har|får|blir)\b",
            rf"\bhar {_WHO} (?:fått )?(?:demens|slag|kreft|adhd|autisme)\b",
            rf"^\W*har {_WHO} (?!krav|rett|lov|mulighet|noen|noe)[\w ]{{2,50}}\?\W*$",
        )
    ),
    re.IGNORECASE,
)


_THING_HIT = re.compile(r"\bslår i (?:veggen|bordet|døra|golvet|gulvet)\b", re.IGNORECASE)
_ABUSE = re.compile(
    r"\b(?:slår|slær|slo|slått|sparker|vold\w*|vald\w*|tru[ea]\w*|mishandl\w*|misbruk\w*|overgrep\w*|voldt\w*|vanskjøt\w*"
    r"|omsorgssvikt\w*|barnevern\w*|blåmerke\w*|krisesenter\w*|utsatt|utsett|sult\w*|låser|bind\w*|klyp\w*|stjel\w*|utnytt\w*|hard\w*"
    r"|redd (?:mannen|kona|far|eksen)|bekymr\w*|uro\w*|melde?\w*|skrik\w*|tukt\w*|tatt på|hits?|beat\w*|abus\w*|violen\w*|threat\w*"
    r"|neglect\w*|rape\w*|report|afraid of|scared of)\b",
    re.IGNORECASE,
)
_ABUSE_IS_SURE = 0.8
_GROWING_UP = re.compile(
    r"\b(?:bekymr\w*|uro\w*|redd|worried) (?:for|over|about) (?:(?:the|his|her|their|en|sin|hans|hennes|barnets)\s)?"
    r"(?:utvikling\w*|språk\w*|motorikk\w*|hørsel\w*|høyrsel\w*|syn(?:et)?\b|uttale\w*|lesing\w*|vekt(?:a|en)?\b|balanse\w*"
    r"|development|speech|language|hearing|sight)",
    re.IGNORECASE,
)
"""A worry that is none about abuse: `bekymret for utviklingen til et barn`."""


def no_abuse_told(text: str, understanding: Understanding) -> bool:
    """Whether the classifier took for a worry about abuse what has none of its words: `beina svikter`, `redd for folk`."""
    return (
        understanding.intent == "abuse_concern"
        and understanding.confidence < _ABUSE_IS_SURE
        and _ABUSE.search(_GROWING_UP.sub(" ", _THING_HIT.sub(" ", text))) is None
    )


_PRIVATE = re.compile(
    r"\b(?:journal\w*|epikris\w*|vedtak\w*|sak(?:en|a)?|saks\w*|søknad\w*|person\w*|fødsels\w*|adress\w*|\w*nummer\w*|tlf|privat\w*"
    r"|nabo\w*|eks\w*|kolleg\w*|sjef\w*|lærer\w*|pasient\w*|bruker\w*|innlagt|innlagd|rom|kjent|kjend|registrert|oppført"
    r"|diagnos(?:en|a|e) til|hos dere|hos dykk|hvem er|kven er|hva heter|kva heiter|navn|namn|medisiner|opplysning\w*|slå opp|sjekk\w*"
    r"|venteliste\w*|ligger|ligg|timen|time|records?|patient|neighbou?r|address|number|case|application|name|known|registered|admitted"
    r"|colleague|boss|ex|look up|check)\b",
    re.IGNORECASE,
)


def nobody_asked_for(text: str, understanding: Understanding) -> bool:
    """Whether the classifier took for a question about somebody's data what has none of its words: `hvem kan gi oss råd`."""
    return (
        understanding.intent == "private_data"
        and understanding.confidence < _VERY_SURE
        and _PRIVATE.search(text) is None
    )


_NUMBER = re.compile(r"\b(?:\w*nummer\w*|tlf\w*|mobilen|number|phone)\b", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b(?:leder\w*|leiar\w*|saksbehandl\w*|sakshandsam\w*|rådgiv\w*|ansvarlig\w*|koordinator\w*|kontor\w*|avdeling\w*"
    r"|virksomhet\w*|verksemd\w*|teamet|manager|case ?worker|head of|office|department)\b",
    re.IGNORECASE,
)


def asks_for_an_office_number(text: str, understanding: Understanding) -> bool:
    """Whether what the classifier took for somebody's data is the number of one who works in an office: the answer names the office
    and says that the number is not known."""
    return understanding.intent == "private_data" and bool(_NUMBER.search(text) and _OFFICE.search(text))


_CASE = re.compile(
    r"\b(?:søk\w*|søkt|sak\w*|vedtak\w*|svar\w*|status\w*|trekk\w*|angr\w*|avslut\w*|avlys\w*|avbestill\w*|slett\w*|venteliste\w*"
    r"|registrert\w*|mottatt|motteke|henvis\w*|tilvis\w*|journal\w*|skjema\w*|sendt|sende|sent|melding\w*|meldt|fått|takke nei"
    r"|appli\w*|case|withdraw\w*|cancel\w*|decision|answer|referral|received)\b",
    re.IGNORECASE,
)


def no_case_told(text: str, understanding: Understanding, *, need: bool) -> bool:
    """Whether the classifier took for somebody's own case what tells of a need and has no word of a case: `løfte meg ut av senga`."""
    own_case = understanding.intent in {"case_status", "withdraw"} and understanding.confidence < _VERY_SURE
    return need and own_case and _CASE.search(text) is None


def doubtful(text: str, understanding: Understanding) -> bool:
    """Whether the classifier refuses without being sure, and the words do not ask for a judgement."""
    unsure = understanding.intent in REFUSALS | _COURTESY and understanding.confidence < SURE_ENOUGH
    return unsure and _ASKS_FOR_JUDGEMENT.search(text) is None


def may_want_a_profession(text: str, understanding: Understanding) -> bool:
    """Whether the classifier hears a wish for a human, is not sure, and nobody asks to be called: `is there a psychologist I can talk
    to`."""
    unsure = understanding.intent == "human_contact" and understanding.confidence < _VERY_SURE
    return unsure and not wants_a_call(text)


def told_need(text: str, understanding: Understanding, *, lay_words: bool) -> bool:
    """Whether a proposed refusal is rather a need: everyday words of the catalogue were said (`lay_words`), nothing is asked to be
    judged, and the classifier is not very sure."""
    return (
        lay_words
        and understanding.intent in REFUSALS
        and understanding.confidence < _VERY_SURE
        and _ASKS_FOR_JUDGEMENT.search(text) is None
    )


_TALK = re.compile(
    r"\b(?:menneske\w*|person\w*|folk|snakk\w*|prat\w*|ring\w*|telefon\w*|møt\w*|saksbehandl\w*|sakshandsam\w*|ansatt\w*|tilsett\w*|rådgiv\w*|veileder\w*|robot\w*"
    r"|maskin\w*|kontakt\w*|nummer\w*|human|people|talk|speak|call|phone|someone real|staff|agent|operator|advis\w*|case ?worker"
    r"|machine|bot|levende|ekte|real)\b",
    re.IGNORECASE,
)


def no_talk_asked_for(text: str, understanding: Understanding) -> bool:
    """Whether the classifier took for a wish to talk to a human what has none of its words: `someone to bring me meals`."""
    unsure = understanding.intent == "human_contact" and understanding.confidence < _VERY_SURE
    return unsure and bool(text.strip()) and not text.startswith("/") and _TALK.search(text) is None
