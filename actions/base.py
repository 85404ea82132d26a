"""What every action does: read the turn that the gate sent along, ask answers/, give back one reply."""

from __future__ import annotations

from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from answers.message import Turn
from answers.service import AnswerService
from answers.understanding import Understanding


class TurnMissing(ValueError):
    """The message came without the gate's turn: someone spoke to Rasa past the gate."""


def read_turn(tracker: Tracker) -> Turn:
    """The turn in the latest message's metadata. Raises TurnMissing or pydantic.ValidationError."""
    metadata = tracker.latest_message.get("metadata") or {}
    if "turn" not in metadata:
        raise TurnMissing("no turn in the message's metadata")
    return Turn.model_validate(metadata["turn"])


def read_understanding(tracker: Tracker, intent: str) -> Understanding:
    """What Rasa understood, with the intent that the chosen action stands for."""
    message = tracker.latest_message
    entities: dict[str, list[str]] = {}
    for entity in message.get("entities") or []:
        entities.setdefault(entity["entity"], []).append(str(entity["value"]))
    ranking = message.get("intent_ranking") or []
    return Understanding(
        intent=intent,
        confidence=float((message.get("intent") or {}).get("confidence") or 0.0),
        alternatives=tuple((item["name"], float(item["confidence"])) for item in ranking[1:4]),
        entities=entities,
    )


class AnswerAction(Action):  # type: ignore[misc]
    """An action that answers one intent. Subclasses name it."""

    intent: ClassVar[str]

    def __init__(self, answers: AnswerService) -> None:
        self._answers = answers

    def name(self) -> str:
        """The name in Rasa's domain."""
        return f"action_{self.intent}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Answers the turn with one reply as custom JSON. Leaves no events: the context travels in the reply."""
        turn = read_turn(tracker)
        reply = self._answers.answer(turn, read_understanding(tracker, self.intent))
        dispatcher.utter_message(json_message=reply.model_dump(mode="json"))
        return []
