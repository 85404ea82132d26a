"""`rasa` without the neural networks that our configuration does not use: a third of the memory, a fraction of the start.

Rasa imports every component that it ships, TensorFlow with them, before it reads which ones a configuration names. Here its list of
shipped components is replaced, by Python's own import hook and in this process only, with the few that are named; Rasa's files stay
as they are. Where a configuration names any other, nothing is replaced and the whole of Rasa runs (docs/decisions/0011).

    bot/.venv/bin/python bot/lean.py run --model ...     # the same arguments as `rasa`
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType

import yaml

CONFIG = Path(__file__).resolve().parents[1] / "config.yml"
SHIPPED = "rasa.engine.recipes.default_components"
LIGHT = {
    "RulePolicy": "rasa.core.policies.rule_policy",
    "FallbackClassifier": "rasa.nlu.classifiers.fallback_classifier",
}
"""Rasa's components that need no TensorFlow, and where they live. One more is one more line."""
_OURS = "components."
_NEVER = "tensorflow"
"""spaCy's thinc takes it up merely because it is there; without it, it does without."""
_LEFT_OUT: Mapping[str, Sequence[str]] = {
    "rasa.utils.tensorflow.callback": ("RasaTrainingLogger", "RasaModelCheckpoint"),
    "rasa.utils.tensorflow.data_generator": ("RasaBatchDataGenerator",),
    "rasa.utils.plotting": (),
    "rasa.graph_components.validators.default_recipe_validator": ("DefaultV1RecipeValidator",),
}
"""Modules that only training and drawing reports need, and the names that others import from them."""


def named_components(config: Path) -> list[str]:
    """Names in the pipeline and the policies of a configuration."""
    content = yaml.safe_load(config.read_text(encoding="utf-8"))
    return [part["name"] for key in ("pipeline", "policies") for part in content.get(key) or []]


def is_light(config: Path) -> bool:
    """Whether every component is ours or stands in LIGHT. An empty list means Rasa's default, which is not."""
    names = named_components(config)
    return bool(names) and all(name.startswith(_OURS) or name in LIGHT for name in names)


class NotLoaded:
    """Stands for what was left out; whoever uses it learns why."""

    def __init__(self, *_arguments: object, **_options: object) -> None:
        raise RuntimeError("Left out by bot/lean.py, because config.yml names no component that needs it.")


class _Lean(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds and fills the replaced modules; knows nothing of others."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 - Python calls it so
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname == _NEVER:
            raise ModuleNotFoundError(f"No module named {fullname!r}: left out by bot/lean.py", name=fullname)
        if fullname == SHIPPED or fullname in _LEFT_OUT:
            return importlib.util.spec_from_loader(fullname, self)
        return None

    def exec_module(self, module: ModuleType) -> None:
        if module.__name__ == SHIPPED:
            found = [getattr(importlib.import_module(place), name) for name, place in LIGHT.items()]
            module.DEFAULT_COMPONENTS = found  # type: ignore[attr-defined]
            return
        for name in _LEFT_OUT[module.__name__]:
            setattr(module, name, type(name, (NotLoaded,), {}))


def install() -> None:
    """From now on this process imports the lean modules."""
    sys.meta_path.insert(0, _Lean())


def _without_other_origins(*_arguments: object, **_options: object) -> None:
    """Stands for Rasa's set-up of cross-origin requests: no page of another origin may ask, and none is told that it may."""


def main() -> None:
    """What `rasa` does, for one caller on loopback."""
    if is_light(CONFIG):
        install()
    importlib.import_module("rasa.server").configure_cors = _without_other_origins  # type: ignore[attr-defined]
    importlib.import_module("rasa.__main__").main()


if __name__ == "__main__":
    main()
