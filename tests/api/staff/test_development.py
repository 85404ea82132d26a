"""The demo people are there in development and nowhere else: anything else ends the start."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from api.settings import Settings
from api.staff.development import DevelopmentLogin, DevelopmentLoginRefused, demo_people
from api.staff.login import build_login
from referrals.people import Role


def units_of(place: str) -> list[str]:
    return [f"office:{place}"]


@pytest.mark.parametrize(
    ("environment", "wanted", "there"),
    [
        ("development", "auto", True),
        ("development", "development", True),
        ("development", "off", False),
        ("production", "auto", False),
        ("production", "off", False),
    ],
)
def test_the_demo_people_are_there_in_development_only(
    settings: Settings, environment: str, wanted: str, there: bool
) -> None:
    login = build_login(settings.model_copy(update={"environment": environment, "staff_login": wanted}), units_of)
    assert (login.development is not None) == there


def test_the_process_ends_when_it_is_switched_on_in_production(tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text("A" * 43 + "=")
    environment = {
        **os.environ,
        "VEIVISER_ENVIRONMENT": "production",
        "VEIVISER_STAFF_LOGIN": "development",
        "VEIVISER_DATA_KEY_FILE": str(key),
        "VEIVISER_DATABASE_URL": f"sqlite:///{tmp_path / 'a.db'}",
    }
    ended = subprocess.run(
        [sys.executable, "-m", "api"], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 2
    said = json.loads(ended.stdout.splitlines()[-1])
    assert "VEIVISER_STAFF_LOGIN=development lets anybody in" in said["reason"]


def test_nobody_builds_it_around_the_setting(settings: Settings) -> None:
    with pytest.raises(DevelopmentLoginRefused):
        DevelopmentLogin(settings.model_copy(update={"environment": "production"}), units_of)


def test_there_is_a_person_for_every_role(settings: Settings) -> None:
    login = DevelopmentLogin(settings, units_of)
    people = [login.person(key) for key in demo_people()]
    assert {role for person in people if person for role in person.roles} == set(Role)
    assert login.person("nobody") is None
