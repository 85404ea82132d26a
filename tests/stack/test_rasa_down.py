"""With nobody at Rasa's address the gate alone still helps, and says to its operator what is missing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import httpx
import pytest

from tests.service import Talk, address, own_environment, running, wait_for
from tests.stack.contract import VALIDATOR
from veiviser.paths import ROOT

pytestmark = pytest.mark.stack


@pytest.fixture(scope="module")
def gate_alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The gate as a process over a loaded database. Rasa and the action server are not there."""
    folder = tmp_path_factory.mktemp("alone")
    environment, log = own_environment(folder), folder / "log"
    load = [sys.executable, "-m", "veiviser", "catalogue", "load"]
    subprocess.run(load, cwd=ROOT, env=environment, check=True, capture_output=True, timeout=120)
    with running(["-m", "api"], environment, log) as process:
        wait_for(f"{address(environment)}/healthz", process, log)
        yield address(environment)


@pytest.fixture
def talk(gate_alone: str) -> Iterator[Talk]:
    """A conversation in Melhus; what comes keeps to the contract also now."""
    conversation = Talk.start(gate_alone, municipality="melhus", language="nb")
    yield conversation
    for message in conversation.seen:
        VALIDATOR.validate(message)
    conversation.end()


def test_a_life_in_danger_is_answered(talk: Talk) -> None:
    answer = talk.say("jeg orker ikke leve lenger")
    assert answer["kind"] == "safety"
    assert "116 123" in answer["text"]


def test_the_catalogue_answers_with_source(talk: Talk) -> None:
    answer = talk.say("kan jeg få hverdagsrehabilitering?")
    assert answer["entries"][0]["id"] == "melhus-hverdagsrehabilitering"
    assert answer["sources"]


def test_a_follow_up_is_understood(talk: Talk) -> None:
    talk.say("kan jeg få hverdagsrehabilitering?")
    assert talk.say("hvordan søker jeg?")["entries"][0]["id"] == "melhus-hverdagsrehabilitering"


def test_contact_is_given(talk: Talk) -> None:
    answer = talk.say("hvem kan jeg ringe om rehabilitering?")
    assert answer["kind"] == "contact"
    assert answer["entries"]


def test_readiness_names_what_is_missing(gate_alone: str) -> None:
    answer = httpx.get(f"{gate_alone}/readyz", timeout=10)
    assert answer.status_code == 503
    assert answer.json()["failing"] == ["actions", "bot"]
    assert httpx.get(f"{gate_alone}/healthz").status_code == 200
