"""What a municipality writes down about its units, and the settings of the channels, hold what the documents say."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from knowledge_base.local import override_files
from knowledge_base.service import Catalogue
from referrals.gateways.registry import CHANNELS
from referrals.gateways.settings import GatewaySettings
from referrals.units import Units, UnitSettings

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "local" / "units.yaml.txt"


def test_the_example_of_units_can_be_used_as_it_is(catalogue: Catalogue) -> None:
    units = Units.from_file(catalogue, EXAMPLE)
    given = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))
    for unit_id in given:
        unit = units.get(unit_id)
        assert unit is not None, unit_id
        assert set(unit.channels) <= set(CHANNELS)
    assert set(UnitSettings.model_fields) == {key for item in given.values() for key in item}
    found = units.get("alesund-koordinerende-enhet")
    assert found is not None
    assert (found.language, found.email) == ("nn", "koordinerende.enhet@example.no")


def test_units_and_staff_beside_the_overrides_are_not_taken_for_a_municipality(tmp_path: Path) -> None:
    for name in ("units.yaml", "staff.yaml", "alesund.yaml"):
        (tmp_path / name).write_text("{}")
    assert [path.name for path in override_files(tmp_path)] == ["alesund.yaml"]


def test_every_setting_of_a_channel_is_in_the_documents() -> None:
    said = (ROOT / "docs" / "gateways.md").read_text(encoding="utf-8")
    named = set(re.findall(r"VEIVISER_[A-Z_]+", said))
    assert {f"VEIVISER_{name.upper()}" for name in GatewaySettings.model_fields} <= named
    assert all(f"`{name}`" in said for name in CHANNELS)
