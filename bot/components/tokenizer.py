"""Norwegian tokens and lemmas: spaCy's `nb` rules, and the full `nb_core_news_*` model's lemmas where one is installed."""

from __future__ import annotations

from typing import Any

import spacy
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message
from spacy.language import Language

from language.normalise import normalise_word
from language.stems import lemma

_FULL_MODELS = ("nb_core_news_lg", "nb_core_news_md", "nb_core_news_sm")


def load_spacy() -> Language:
    """The largest Norwegian model installed, else the rules alone: they keep `ifm.`, `kl.`, dates and e-mail addresses whole."""
    for name in _FULL_MODELS:
        if spacy.util.is_package(name):
            return spacy.load(name, exclude=["ner", "parser", "senter"])
    return spacy.blank("nb")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class NorwegianTokenizer(Tokenizer):
    """Sets tokens with lemmas. Without the full model a lemma comes from simplemma's nb and nn dictionaries (language/stems.py)."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rasa asks every tokenizer about splitting intents; ours are never split."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed."""
        return ["spacy", "simplemma"]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> NorwegianTokenizer:
        """Builds it for Rasa's graph."""
        return cls(config)

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        self._spacy = load_spacy()

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Tokens of one attribute, in order, with character positions in the person's own text."""
        doc = self._spacy(message.get(attribute))
        return [Token(t.text, t.idx, lemma=_lemma(t.lemma_, t.text)) for t in doc if not t.is_space]


def _lemma(of_model: str | None, text: str) -> str:
    return (of_model or lemma(normalise_word(text.lower()))).lower()
