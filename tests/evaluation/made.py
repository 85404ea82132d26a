"""Questions, answers and dialogues made up for tests of the scoring."""

from __future__ import annotations

from typing import Any

from evaluation.cases import Dialogue, Question
from evaluation.run import Answer


def question(**changed: Any) -> Question:
    """An in-scope question in bokmål about entry `a`."""
    return Question.model_validate(
        {
            **{"id": "q-1", "text": "Hva?", "municipality": None, "form": "bokmål", "asker": "citizen"},
            **{"entries": ["a"], "facts": ["3 måneder|tre måneder", "gratis"], "kinds": ["offer"]},
            **changed,
        }
    )


def answer(*entries: str, **changed: Any) -> Answer:
    """An offer in bokmål with a source that shows `entries`."""
    message = {
        **{"text": "Lånet varer i tre måneder.", "language": "nb", "kind": "offer", "asks": None, "buttons": []},
        **{"entries": [{"id": entry} for entry in entries], "sources": [{"document": "Plan"}]},
        **changed,
    }
    return Answer(200, message)


def dialogue(*expected: dict[str, Any]) -> Dialogue:
    """A dialogue whose turns expect what is given."""
    turns = [{"say": "Hva?", "expect": wanted} for wanted in expected]
    head = {"id": "d-1", "class": "repeat", "language": "nb", "municipality": None, "asker": "citizen"}
    return Dialogue.model_validate({**head, "turns": turns})
