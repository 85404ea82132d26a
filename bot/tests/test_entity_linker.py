"""What the linker finds, and that a stored model finds the same."""

from collections.abc import Callable

import pytest
from components.entity_linker import EntityLinker
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

Read = Callable[[str], Message]


def linked(message: Message) -> set:
    return {(entity["entity"], entity["value"]) for entity in message.get(ENTITIES) or []}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Far fikk slag og vi bor i Ålesund", {("need", "hjerneslag"), ("municipality", "alesund")}),
        ("pappa på 82 i aalesund", {("age", "82"), ("municipality", "alesund")}),
        ("mamma har kols, me bur i Kristiansund", {("need", "kols"), ("municipality", "kristiansund")}),
        ("æ e 58 å bor i bodø", {("age", "58"), ("municipality", "bodo")}),
        ("my son is 14 years old and has autism", {("age", "14"), ("need", "autisme")}),
    ],
)
def test_names_of_things_are_linked(read: Read, text: str, expected: set) -> None:
    assert expected <= linked(read(text))


def test_an_entity_stands_where_the_person_wrote_it(read: Read) -> None:
    text = "Hva finnes i Melhus for kols?"
    for entity in read(text).get(ENTITIES):
        assert text[entity["start"] : entity["end"]] in {"Melhus", "kols"}


def test_prices_dates_and_telephone_numbers_are_no_ages(read: Read) -> None:
    for text in ("350 kroner", "ring 116117", "vedtak fra 2016", "innen 4 uker", "999 år"):
        assert not {kind for kind, _ in linked(read(text))} & {"age"}


def test_a_stored_linker_finds_the_same(linker: EntityLinker) -> None:
    resource = linker.train(TrainingData())
    context = ExecutionContext(GraphSchema({}))
    loaded = EntityLinker.load({}, linker._model_storage, resource, context)
    assert loaded._names == linker._names
