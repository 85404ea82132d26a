"""Stock stays stock, and a kept model is used only for the data that it was made from."""

import json
from pathlib import Path

import pytest
import yaml

from benchmarks.stock.training import CONFIG, StockModel, config_of, digest, rasa_without_us, trained


def test_it_names_what_rasa_init_names() -> None:
    content = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))
    assert [part["name"] for part in content["pipeline"]][-4:] == [
        *("DIETClassifier", "EntitySynonymMapper", "ResponseSelector", "FallbackClassifier")
    ]
    assert [part["name"] for part in content["policies"]] == [
        *("MemoizationPolicy", "RulePolicy", "UnexpecTEDIntentPolicy", "TEDPolicy")
    ]


def test_fewer_epochs_are_said() -> None:
    assert "epochs: 100" not in config_of(5)
    assert StockModel(Path("m"), 5, 1.0).label == "5 epochs and not 100"
    assert StockModel(Path("m"), 100, 1.0).label == "100 epochs"


def test_a_kept_model_is_used_only_for_its_data(tmp_path: Path) -> None:
    data = tmp_path / "nlu.yml"
    data.write_text("a", encoding="utf-8")
    name = f"stock-5-{digest(config_of(5), [data])}"
    (tmp_path / f"{name}.tar.gz").write_bytes(b"")
    (tmp_path / f"{name}.json").write_text(json.dumps({"epochs": 5, "seconds": 7.0}), encoding="utf-8")
    assert trained(tmp_path, 5, [], [data], print).seconds == 7.0
    data.write_text("b", encoding="utf-8")
    assert digest(config_of(5), [data]) not in name


def test_stock_cannot_import_what_is_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEIVISER_ACTIONS_SECRET", "s")
    assert not {"PYTHONPATH", "VEIVISER_ACTIONS_SECRET"} & set(rasa_without_us())
