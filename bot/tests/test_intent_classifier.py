"""The classifier learns from examples, names kinds instead of names, and says how sure it is."""

from collections.abc import Callable

from components.entity_linker import EntityLinker
from components.features import features_of, written_of
from components.intent_classifier import LinearIntentClassifier, build_model
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

Read = Callable[[str], Message]
EXAMPLES = {
    "ask_cost": ["hva koster det", "hvor mye må jeg betale", "er det gratis", "kva er prisen"],
    "ask_waiting": ["hvor lenge må jeg vente", "hva er ventetiden", "er det kø", "kor lang er ventetida"],
}


def test_a_place_counts_as_a_place_and_not_by_its_name(read: Read) -> None:
    assert features_of(read("tilbud i Melhus")) == features_of(read("tilbud i Ålesund"))
    assert "<municipality>" in features_of(read("tilbud i Melhus"))


def test_the_letters_as_written_stay_but_the_name_of_a_place_goes(read: Read) -> None:
    assert written_of(read("Ka tilbod finst i Melhus no?")) == "ka tilbod finst i no?"
    assert len(written_of(read("a" * 900))) == 400


def test_it_learns_and_ranks(read: Read, linker: EntityLinker) -> None:
    messages = []
    for intent, texts in EXAMPLES.items():
        for text in texts:
            message = read(text)
            message.set(INTENT, intent)
            messages.append(message)
    classifier = LinearIntentClassifier(build_model(12.0), linker._model_storage, Resource("intents"))
    classifier.train(TrainingData(messages))
    answered = classifier.process([read("koster det mye?")])[0]
    assert answered.get(INTENT)["name"] == "ask_cost"
    chances = [item["confidence"] for item in answered.get("intent_ranking")]
    assert chances == sorted(chances, reverse=True)
    assert abs(sum(chances) - 1) < 1e-6


def test_a_very_long_text_is_cut_not_choked_on(read: Read) -> None:
    assert len(features_of(read("slag " * 200)).split()) <= 125


def test_of_a_long_story_only_the_asking_part_is_read(read: Read) -> None:
    story = (
        "Hei! Vi har hatt en tung høst og mye å gjøre med jobb og barn og hus og hage og alt annet. "
        "Far falt i trappa. Hva koster trygghetsalarm? Tusen takk for hjelpen, hilsen en sliten datter."
    )
    line = features_of(read(story))
    assert "trygghetsalarm" in line
    assert "hag" not in line.split()
    assert "takk" not in line.split()
