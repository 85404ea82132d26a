"""Everything a question of the evaluation must not repeat: what the model is trained on and what the search knows by heart."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from knowledge_base.content import Content
from language.normalise import normalise
from veiviser.paths import BOT

_ENTITY = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")


def same(text: str) -> tuple[str, ...]:
    """A text as it is compared: its words in their bokmål forms, without case and punctuation."""
    return tuple(normalise(text))


def examples() -> Iterator[str]:
    """The training examples of bot/data/nlu, without the marks of their entities."""
    for path in sorted((BOT / "data" / "nlu").glob("*.yml")):
        for group in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            for line in group.get("examples", "").splitlines():
                yield _ENTITY.sub(r"\1", line.removeprefix("- "))


def asked_as(content: Content) -> Iterator[str]:
    """The questions that the catalogue's entries, records and facts are found by."""
    for item in (*content.services.values(), *content.records.values()):
        yield from (said for fact in item.facts for said in fact.asked)
        for questions in item.model_dump().get("asked_as", {}).values():
            yield from questions or []
