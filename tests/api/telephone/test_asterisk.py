"""Real calls: a SIP telephone, Asterisk with the dialplan that is shipped, the whole service, and what the caller hears."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.telephone.asterisk import Asterisk, running_asterisk
from benchmarks.telephone.caller import Key, Speak, Wait, has_telephone
from benchmarks.telephone.calls import Planned
from benchmarks.telephone.root import has_asterisk
from benchmarks.telephone.run import Rehearsal, greeting, service
from benchmarks.telephone.sounds import likeness

pytestmark = [pytest.mark.stack, pytest.mark.telephone]


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Rehearsal:
    if not has_telephone():
        pytest.skip("no SIP telephone: install Debian's package baresip-core")
    if not has_asterisk():
        pytest.skip("no Asterisk: `veiviser bench phone` sets one up where it can")
    made = Rehearsal(tmp_path_factory.mktemp("telephone"))
    if faults := made.engines.faults():
        pytest.skip("; ".join(faults))
    return made


@pytest.fixture(scope="module")
def asterisk(rehearsal: Rehearsal) -> Iterator[Asterisk]:
    with running_asterisk(rehearsal.sip, rehearsal.sound, rehearsal.ask, rehearsal.folder / "asterisk") as started:
        yield started


def test_calls_are_answered_put_through_and_never_lost(rehearsal: Rehearsal, asterisk: Asterisk) -> None:
    wish = Speak("I want to talk to a person.", "en")
    with service(rehearsal):
        person, got = rehearsal.call(asterisk, Planned("zero", [Wait(6.0), Key("0"), Wait(12.0)]))
        assert person.reached == "2000"
        assert likeness(got, greeting(rehearsal)) > 0.8
        asked, _ = rehearsal.call(asterisk, Planned("asks", [Wait(5.0), Key("9"), Wait(12.0), wish, Wait(25.0)], "en"))
        assert asked.reached == ""
        [answer] = asked.heard
        assert answer.first_sound is not None
        assert answer.seconds > 3
    gone, _ = rehearsal.call(asterisk, Planned("with the gate down", [Wait(4.0)]))
    assert gone.reached == "2999"


def test_the_dialplan_that_is_tested_is_the_one_that_is_shipped(asterisk: Asterisk) -> None:
    shipped = Path(__file__).parents[3] / "docs" / "telephone" / "extensions.conf"
    assert (asterisk.folder / "veiviser.conf").read_text() == shipped.read_text()
