"""What Rasa understood of a message, as far as an answer needs it. Made by actions/ from the tracker, or by cues when Rasa is down."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Understanding:
    """`intent` with its confidence 0..1; `alternatives` the next intents, best first; `entities` kind -> values in order of mention."""

    intent: str
    confidence: float = 1.0
    alternatives: tuple[tuple[str, float], ...] = ()
    entities: dict[str, list[str]] = field(default_factory=dict)

    def first(self, kind: str) -> str | None:
        """The first entity of a kind, or None."""
        values = self.entities.get(kind)
        return values[0] if values else None
