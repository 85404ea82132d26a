"""Whatever people and staff do, in whatever order: the service follows its table, and history, log and outbox agree."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from knowledge_base.service import Catalogue
from referrals.people import Role, Staff
from referrals.service import ReferralService
from referrals.states import Event, Forbidden, State, after, possible
from referrals.units import Units
from referrals.views import ActDetails, CaseFilter
from referrals.worker import Worker
from storage.database import Database, make_engine
from storage.vault import Vault
from tests.referrals.conftest import UNIT, Clock, application
from tests.referrals.gateways_for_tests import Recording

STAFF_EVENTS = [
    Event.RECEIVE,
    Event.ASSESS,
    Event.ASK,
    Event.ACCEPT,
    Event.APPOINT,
    Event.REJECT,
    Event.RECONSIDER,
    Event.CLOSE,
]
DETAILS = ActDetails(note="Et notat", coordinator="Per Hansen")


def life(filled: Path) -> type[RuleBasedStateMachine]:
    """The machine over copies of a filled database."""

    class Life(RuleBasedStateMachine):
        @initialize()
        def begin(self) -> None:
            self.folder = Path(tempfile.mkdtemp())
            shutil.copy(filled, self.folder / "life.db")
            self.database = Database(make_engine(f"sqlite:///{self.folder / 'life.db'}"))
            catalogue = Catalogue(self.database.engine)
            clock = Clock()
            self.service = ReferralService(self.database, Vault([os.urandom(32)]), catalogue, Units(catalogue), clock)
            self.channel = Recording()
            self.worker = Worker(self.service.parts, {"inbox": self.channel})
            self.staff = Staff("s", "S", frozenset({Role.CASEWORKER}), frozenset({UNIT}))
            self.receipt = self.service.submit(application(), "key")
            self.case_id = self.service.cases(self.staff, CaseFilter()).rows[0].id
            self.model, self.events = State.SUBMITTED, [Event.SUBMIT]

        def expect(self, event: Event) -> bool:
            """Moves the model; whether the event can happen."""
            if event not in possible(self.model):
                return False
            self.model = after(self.model, event)
            self.events.append(event)
            return True

        @rule(event=st.sampled_from(STAFF_EVENTS))
        def staff_act(self, event: Event) -> None:
            if self.expect(event):
                self.service.act(self.staff, self.case_id, event, DETAILS)
            else:
                with pytest.raises(Forbidden):
                    self.service.act(self.staff, self.case_id, event, DETAILS)

        @rule(event=st.sampled_from([Event.WITHDRAW, Event.ANSWER]))
        def sender_acts(self, event: Event) -> None:
            opens = (self.receipt.reference, self.receipt.secret)
            act = self.service.withdraw if event is Event.WITHDRAW else self.service.answer
            if self.expect(event):
                act(*opens, "Noen ord")
            else:
                with pytest.raises(Forbidden):
                    act(*opens, "Noen ord")

        @rule()
        def worker_runs(self) -> None:
            waiting = not any(delivery.notice == "submitted" for delivery in self.channel.seen)
            self.worker.round()
            if waiting and Event.DELIVER in possible(self.model):
                self.expect(Event.DELIVER)

        @rule()
        def sent_again(self) -> None:
            assert self.service.submit(application(), "key") == self.receipt

        @invariant()
        def all_agree(self) -> None:
            if not hasattr(self, "receipt"):
                return
            case = self.service.case(self.staff, self.case_id)
            assert case.row.state is self.model
            assert [line.event for line in case.history] == self.events
            assert self.service.view(self.receipt.reference, self.receipt.secret).status is self.model
            assert self.service.audit.verify() == []

        def teardown(self) -> None:
            if hasattr(self, "database"):
                ids = [delivery.id for delivery in self.channel.seen]
                assert len(ids) == len(set(ids))
                self.database.engine.dispose()
                shutil.rmtree(self.folder)

    return Life


def test_a_referral_lives_by_its_table(filled_sqlite: Path) -> None:
    run_state_machine_as_test(
        life(filled_sqlite), settings=settings(max_examples=15, stateful_step_count=14, deadline=None, derandomize=True)
    )
