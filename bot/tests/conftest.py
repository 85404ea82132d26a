"""A message that has passed the components before the one under test, without training a model."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from components.entity_linker import EntityLinker
from components.normaliser import Normaliser
from components.tokenizer import NorwegianTokenizer
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

NAMES = Path(__file__).parents[1] / "build" / "gazetteer.json"


@pytest.fixture(scope="session")
def names() -> dict:
    return json.loads(NAMES.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def linker(names: dict, tmp_path_factory: pytest.TempPathFactory) -> EntityLinker:
    storage = LocalModelStorage.create(tmp_path_factory.mktemp("model"))
    return EntityLinker(names, storage, Resource("linker"))


@pytest.fixture(scope="session")
def read(linker: EntityLinker) -> Callable[[str], Message]:
    tokenizer, normaliser = NorwegianTokenizer(NorwegianTokenizer.get_default_config()), Normaliser()

    def parse(text: str) -> Message:
        message = Message(data={TEXT: text})
        return linker.process(normaliser.process(tokenizer.process([message])))[0]

    return parse
