"""Which language a message is in. Decides nb, nn, en and se itself, names others, and does not jump about in a conversation.

Two detectors and word lists, because none is enough alone (docs/decisions/0010-language-identification.md): py3langid with priors
for the Nordic languages and English, langdetect as second opinion before a wider world language is believed, lists of words
that only one written language has. Swedish and Danish count as bokmål: their writers read Norwegian, and dialect looks like both.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory
from langdetect.lang_detect_exception import LangDetectException
from py3langid.langid import MODEL_FILE
from py3langid.langid import LanguageIdentifier as Model

from language.told import Spoken, asked_for, told_by
from language.words import split_words

_PRIORS = {"no": 0.0, "nn": -0.5, "en": -1.5, "sv": -2.5, "da": -3.0, "se": -2.0}
_WORLD_PRIOR = -6.0
_NORDIC = {"no", "nn", "sv", "da"}
_SURE = 0.9
_CLEAR = 10.0  # in log-score: enough to leave the language of a conversation without a single word from the lists
_BEYOND_DOUBT = 30.0
_GREETINGS = {
    ("hello", "there"),
    ("hi", "there"),
    ("hey", "there"),
    *(("good", time) for time in ("morning", "afternoon", "evening")),
}
"""So short and yet English beyond doubt."""
_OF_DIALECT = 3
"""Words of nynorsk that one of dialect outweighs: `ikkje` and `heime` are both, and nobody who writes nynorsk writes `ka` or `nån`."""
_ENOUGH_TO_TELL = 5
"""Words from which the model may call a message nynorsk that has no nynorsk word from the lists."""


@dataclass(frozen=True)
class Decision:
    """The language to answer in. `foreign`: ISO 639 code of a language that we do not speak. `chosen`: the person asked for it."""

    language: Spoken
    foreign: str | None = None
    chosen: bool = False


class LanguageIdentifier:
    """Loads its models at the first question; `warm()` does so at start. Safe to share between threads."""

    @property
    def _model(self) -> Model:
        return _load_model()

    def warm(self) -> None:
        """Loads model and lists (about a second), so that the first person does not wait. The second opinion (40 MB) comes with the
        first message that seems to be in another language: a third of a second, once."""
        self.decide("Hei, jeg lurer på hvem som kan hjelpe oss hjemme", "nb", False)

    def decide(self, text: str, current: Spoken, chosen: bool) -> Decision:
        """The language of a message in a conversation that was in `current`; `chosen` when the person asked for that one."""
        words = split_words(text)
        if (asked := asked_for(words, current)) is not None:
            return Decision(asked, chosen=True)
        script = _foreign_script(text)
        if script is not None:
            return Decision(current, foreign=self._of_script(script, text))
        known = told_by().marks
        marks = Counter(known[word] for word in words if word in known)
        if len(words) <= 2:
            return Decision("en" if tuple(words) in _GREETINGS and not chosen else current)
        foreign = self._foreign(text, words, marks)
        if chosen or foreign not in (None, "se"):
            return Decision(current, foreign=None if foreign == "se" else foreign)
        return Decision("se" if foreign == "se" else self._spoken(text, marks, current))

    def _spoken(self, text: str, marks: Counter[str], current: Spoken) -> Spoken:
        """Norwegian or English. Where no word tells, only a clear score leaves the language of the conversation."""
        norwegian = marks["nb"] + marks["nn"] + marks["dialect"] + marks["norwegian"]
        if norwegian or marks["en"]:
            return "en" if marks["en"] > norwegian else self._nb_or_nn(text, marks, current)
        scores = dict(self._ranked(text))
        lead = scores["en"] - max(scores[name] for name in _NORDIC)
        if lead > _CLEAR:
            return "en"
        return self._nb_or_nn(text, marks, current) if lead < -_CLEAR or current != "en" else current

    def _nb_or_nn(self, text: str, marks: Counter[str], current: Spoken) -> Spoken:
        """By words that only one of them has; dialect is answered in bokmål, or stays where the conversation was."""
        norwegian_now: Spoken = "nn" if current == "nn" else "nb"
        if marks["nn"] > marks["nb"] + _OF_DIALECT * marks["dialect"]:
            return "nn"
        if marks["dialect"]:
            return norwegian_now
        if marks["nb"] > marks["nn"]:
            return "nb"
        if marks["nn"] or norwegian_now == "nn":
            return norwegian_now
        if len(text.split()) < _ENOUGH_TO_TELL:
            return "nb"
        scores = dict(self._ranked(text))
        return "nn" if scores["nn"] > max(scores["no"], scores["da"], scores["sv"]) + 1.0 else "nb"

    def _foreign(self, text: str, words: list[str], marks: Counter[str]) -> str | None:
        """A language that is neither Norwegian nor English, only when little speaks against it and both detectors agree."""
        known = marks["nb"] + marks["nn"] + marks["dialect"] + marks["norwegian"] + marks["en"]
        if known > len(words) / 4:  # whatever the model thinks of it
            return None
        best, margin = self._best(text)
        if best == "se":
            return "se" if margin > 4 else None
        if best in _PRIORS or len(words) < 3:
            return None
        if margin > _BEYOND_DOUBT:
            return best if _second_opinion(text) in (best, None) else None
        return best if margin > 4 and _second_opinion(text) == best else None

    def _of_script(self, script: str, text: str) -> str:
        """The likeliest language written in a script. Tigrinya is not in the model, and its script tells enough."""
        if script == "ETHIOPIC":
            return "ti"
        if script == "CYRILLIC" and set("іїєґ") & set(text.lower()):
            return "uk"
        likely = told_by().by_script.get(script)
        return next((name for name, _ in self._ranked(text) if likely is None or name in likely))

    def _best(self, text: str) -> tuple[str, float]:
        ranked = self._ranked(text)
        return ranked[0][0], ranked[0][1] - ranked[1][1]

    def _ranked(self, text: str) -> list[tuple[str, float]]:
        scored = [(name, float(score) + _PRIORS.get(name, _WORLD_PRIOR)) for name, score in self._model.rank(text)]
        return sorted(scored, key=lambda pair: pair[1], reverse=True)


@lru_cache(maxsize=1)
def _load_model() -> Model:
    """The model over the languages that we may name. Made anew of its own parts, because the loaded one keeps all languages beside them
    (28 MB)."""
    whole = Model.from_model_file(MODEL_FILE)
    whole.set_languages([*_PRIORS, *sorted(told_by().world)])
    return Model(whole.nb_ptc, whole.nb_pc, whole.nb_classes, whole.tk_nextmove, whole.tk_output, tk_row=whole.tk_row)


def _foreign_script(text: str) -> str | None:
    """The script of more than half of the letters, when it is not Latin."""
    scripts = Counter(unicodedata.name(letter, "?").split()[0] for letter in text if letter.isalpha())
    if not scripts:
        return None
    script, count = scripts.most_common(1)[0]
    return script if script in told_by().scripts and count * 2 > sum(scripts.values()) else None


@lru_cache(maxsize=1)
def _profiles() -> DetectorFactory:
    """langdetect with the languages that we may name only: 25 MB instead of 62."""
    wanted = {*told_by().world, "no", "da", "sv", "en"}
    files = [path for path in sorted(Path(PROFILES_DIRECTORY).iterdir()) if path.name in wanted]
    factory = DetectorFactory()
    factory.load_json_profile([path.read_text(encoding="utf-8") for path in files])
    factory.set_seed(0)
    return factory


def _second_opinion(text: str) -> str | None:
    detector = _profiles().create()
    detector.append(text)
    try:
        best = detector.get_probabilities()[0]
    except (LangDetectException, IndexError):
        return None
    name: str = best.lang
    return name if best.prob >= _SURE else None
