"""Dialect, nynorsk and typing habits to the words of bokmål, beside the person's own text, which stays as it was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from language.normalise import normalise_word
from language.words import split_words

WORDS = "normalised_words"


@dataclass(frozen=True)
class Word:
    """One normalised word and where it stands in the person's text: [start, end)."""

    text: str
    start: int
    end: int


def words_of(message: Message) -> tuple[Word, ...]:
    """What the normaliser left in a message; empty before it ran."""
    return message.get(WORDS) or ()


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class Normaliser(GraphComponent):
    """Sets `normalised_words`. A token such as `re-/habilitering` gives two words with the token's position."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Tokens must be there."""
        return [Tokenizer]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Normaliser:
        """Builds it for Rasa's graph."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the words to each message."""
        for message in messages:
            found = [
                Word(normalise_word(part), token.start, token.end)
                for token in message.get(TOKENS_NAMES[TEXT]) or []
                for part in split_words(token.text)
            ]
            message.set(WORDS, tuple(found))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The same for the examples."""
        self.process(training_data.training_examples)
        return training_data
