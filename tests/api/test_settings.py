"""Settings: from the environment, checked, all of them documented."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from api.settings import Settings

DOCS = Path(__file__).parents[2] / "docs" / "gate.md"


def test_the_environment_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEIVISER_PORT", "8123")
    monkeypatch.setenv("VEIVISER_ENVIRONMENT", "production")
    settings = Settings()
    assert (settings.port, settings.development) == (8123, False)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "0"),
        ("environment", "staging"),
        ("bot_timeout", "0"),
        ("max_turns_in_flight", "-1"),
        ("bot_connections", "0"),
    ],
)
def test_what_cannot_work_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"VEIVISER_{name.upper()}", value)
    with pytest.raises(ValidationError):
        Settings()


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_stands_in_the_documentation_with_its_default(name: str) -> None:
    row = next(
        (line for line in DOCS.read_text(encoding="utf-8").splitlines() if f"`VEIVISER_{name.upper()}`" in line), ""
    )
    default = str(Settings.model_fields[name].default)
    assert (f"`{default}`" if default else "(empty)") in row
