"""What the gate does to a message before the bot sees it: cleaning, safety rules, language, masking."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from api.redaction import redact
from api.safety import SafetyRules
from api.text_entry import enter_text
from benchmarks.generated import questions
from benchmarks.timing import line, milliseconds
from knowledge_base.content import load_content
from language.identify import LanguageIdentifier

_HOSTILE = ("d ø ", "selv mord ", "a@b.", "1234 ", "har slag hadde ")
_FOREIGN = "Potrzebuję pomocy dla mojej matki po udarze"


def bench_gate(say: Callable[[str], None]) -> None:
    """Prints times for usual messages and for the longest that are allowed, of wording that makes rules work hard."""
    rules, languages = SafetyRules(), LanguageIdentifier()
    languages.warm()
    usual = [text for text, _ in questions(load_content(local=None), 300)]
    longest = [(part * 1000)[:1000] for part in _HOSTILE] * 20
    for name, texts in (("usual", usual), ("1,000 hostile characters", longest)):
        say(line(f"clean, {name}", [milliseconds(partial(enter_text, text, 1000)) for text in texts]))
        say(line(f"safety rules, {name}", [milliseconds(partial(rules.check, text)) for text in texts]))
        say(line(f"mask, {name}", [milliseconds(partial(redact, text)) for text in texts]))
        say(line(f"language, {name}", [milliseconds(partial(languages.decide, text, "nb", False)) for text in texts]))
    say(
        line(
            "language, second detector asked",
            [milliseconds(partial(languages.decide, _FOREIGN, "nb", False)) for _ in range(50)],
        )
    )
