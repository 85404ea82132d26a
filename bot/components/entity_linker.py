"""Links what is said to what the catalogue knows: municipality, need, service, setting, asker, and ages.

The names come from `bot/build/gazetteer.json`, exported from the catalogue before training and kept in the model, so that
Rasa's process needs neither our database nor our content.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.ages import find_ages
from components.normaliser import Normaliser, Word, words_of
from language.gazetteer import Gazetteer

_NAMES = "gazetteer.json"
_KINDS = ("municipality", "need", "service", "setting", "asker")


# As a featurizer: the recipe runs those, and not extractors, before the classifier while training.
@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class EntityLinker(GraphComponent):
    """Deterministic: the same words give the same entities. Training only packs the list of names into the model."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Normalised words must be there."""
        return [Normaliser]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`names`: the exported list, from the checkout's root."""
        return {"names": "bot/build/gazetteer.json"}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EntityLinker:
        """Builds it for training: reads the exported list."""
        names = json.loads(Path(config["names"]).read_text(encoding="utf-8"))
        return cls(names, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> EntityLinker:
        """Builds it for a trained model: the list as it was then."""
        with model_storage.read_from(resource) as folder:
            names = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
        return cls(names, model_storage, resource)

    def __init__(self, names: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._names = names
        self._gazetteer = Gazetteer({kind: names[kind] for kind in _KINDS})
        self._model_storage = model_storage
        self._resource = resource

    def train(self, training_data: TrainingData) -> Resource:
        """Keeps the list of names in the model."""
        with self._model_storage.write_to(self._resource) as folder:
            (folder / _NAMES).write_text(json.dumps(self._names, ensure_ascii=False), encoding="utf-8")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The examples get the same entities: the classifier sees kinds of things, not only their names."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds entities to each message."""
        for message in messages:
            words = words_of(message)
            found = [*(message.get(ENTITIES) or []), *self._linked(words), *_ages(message.get(TEXT) or "")]
            if found:
                message.set(ENTITIES, found, add_to_output=True)
        return messages

    def _linked(self, words: tuple[Word, ...]) -> list[dict[str, Any]]:
        matches = self._gazetteer.find([word.text for word in words])
        return [_entity(m.kind, m.value, words[m.first].start, words[m.last - 1].end) for m in matches]


def _ages(text: str) -> list[dict[str, Any]]:
    return [_entity("age", str(age), start, end) for age, start, end in find_ages(text)]


def _entity(kind: str, value: str, start: int, end: int) -> dict[str, Any]:
    return {"entity": kind, "value": value, "start": start, "end": end, "extractor": "EntityLinker"}
