"""Rasa without TensorFlow: only where the configuration allows it, and then really without."""

import subprocess
import sys
from pathlib import Path

import pytest
from lean import CONFIG, LIGHT, is_light

ROOT = Path(__file__).parents[2]
LOADS = """
import sys, lean
lean.install()
import rasa.core.agent, rasa.core.run
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
import rasa.engine.recipes.default_components
import components.intent_classifier, components.entity_linker, components.tokenizer
print(sorted(DefaultV1Recipe._registered_components))
print([name for name in ("tensorflow", "keras", "matplotlib") if name in sys.modules])
try:
    from rasa.utils.tensorflow.callback import RasaTrainingLogger
    RasaTrainingLogger(1, silent=True)
except RuntimeError as error:
    print("refused:", error)
"""


def test_our_configuration_is_light() -> None:
    assert is_light(CONFIG)


@pytest.mark.parametrize(
    "text",
    [
        "pipeline: [{name: DIETClassifier}]\npolicies: [{name: RulePolicy}]",
        "pipeline: [{name: components.tokenizer.NorwegianTokenizer}]\npolicies: [{name: TEDPolicy}]",
        "recipe: default.v1",
    ],
)
def test_any_other_configuration_gets_the_whole_of_rasa(tmp_path: Path, text: str) -> None:
    config = tmp_path / "config.yml"
    config.write_text(text, encoding="utf-8")
    assert not is_light(config)


def test_neither_networks_nor_drawing_are_loaded_and_who_asks_for_them_is_told() -> None:
    command = [sys.executable, "-W", "ignore", "-c", LOADS]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    registered, loaded, refused = done.stdout.splitlines()[-3:]
    assert all(name in registered for name in LIGHT)
    assert "LinearIntentClassifier" in registered
    assert loaded == "[]"
    assert refused.startswith("refused: Left out")
