"""The compact model says what scikit-learn says."""

import pickle

import numpy as np
import pytest
from components.compact import CompactModel
from components.features import Sample
from components.intent_classifier import build_model

WORDS = ["hva", "koster", "det", "gratis", "vente", "kø", "klage", "søke", "hjelp", "melhus", "rullator", "lege"]
ASKED = [Sample("", ""), Sample("ukjent <short>", "ukjent æøå"), Sample("hva hva hva koster", "hva hva hva koster")]


def samples(seed: int, count: int) -> list[Sample]:
    chance = np.random.default_rng(seed)
    lines = [" ".join(chance.choice(WORDS, size=5)) for _ in range(count)]
    return [Sample(line, line.upper().lower() + "?") for line in lines]


@pytest.mark.parametrize("intents", [2, 5])
def test_it_gives_the_chances_of_the_pipeline(intents: int) -> None:
    seen = samples(1, 60)
    model = build_model(12.0).fit(seen, [f"i{number % intents}" for number in range(60)])
    compact = pickle.loads(pickle.dumps(CompactModel(model)))  # noqa: S301 - our own
    assert compact.classes == list(model.classes_)
    for sample in [*ASKED, *samples(2, 40)]:
        np.testing.assert_allclose(compact.chances(sample), model.predict_proba([sample])[0], atol=1e-5)
