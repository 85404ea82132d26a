"""A database, a mailbox and processes to break; and what must hold afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from benchmarks.faults.actor import service
from benchmarks.faults.mail import Mailbox
from referrals.faults import Unknown
from referrals.states import State
from referrals.tables import DeliveryRow, ReferralRow
from veiviser.paths import ROOT

_SECONDS = 90
_KILLED = -9


@dataclass
class World:
    """One try. `receipts` are what senders were told; everything else is looked up."""

    url: str
    keys: Path
    mailbox: Mailbox
    receipts: list[tuple[str, str]] = field(default_factory=list)

    def start(self, *arguments: str, failpoint: str = "") -> subprocess.Popen[str]:
        """An actor in a process of its own, to be killed at a named point."""
        environment = {
            **os.environ,
            "FAULTS_URL": self.url,
            "FAULTS_KEYS": str(self.keys),
            "VEIVISER_FAILPOINT": failpoint,
            "VEIVISER_SMTP_HOST": "127.0.0.1",
            "VEIVISER_SMTP_PORT": str(self.mailbox.port),
            "VEIVISER_SMTP_STARTTLS": "off",
            "VEIVISER_SMTP_SENDER": "veiviser@eksempel.no",
            "VEIVISER_SMTP_TIMEOUT": "1.5",
            "PYTHONPATH": str(ROOT),
        }
        command = [sys.executable, "-m", "benchmarks.faults.actor", *arguments]
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)

    def submit(self, key: str, failpoint: str = "") -> bool:
        """Sends a referral; False when the process died before it could say so."""
        process = self.start("submit", "--key", key, failpoint=failpoint)
        said, _ = process.communicate(timeout=_SECONDS)
        if process.returncode == _KILLED:
            return False
        if process.returncode != 0:
            raise RuntimeError(f"submit ended with {process.returncode}")
        reference, secret = json.loads(said)
        if (reference, secret) not in self.receipts:
            self.receipts.append((reference, secret))
        return True

    def work(self, ahead: float = 0.0, failpoint: str = "") -> int:
        """A worker's round; its exit code."""
        process = self.start("work", "--ahead", str(ahead), failpoint=failpoint)
        process.communicate(timeout=_SECONDS)
        return process.returncode

    def losses(self, delivered: bool = True) -> list[str]:
        """What was lost, sent without being confirmed, twice in effect, or broken; must be empty."""
        made = service(self.url, self.keys)
        found: list[str] = []
        for reference, secret in self.receipts:
            try:
                state = made.view(reference, secret).status
            except Unknown:
                found.append(f"{reference} was confirmed and is gone")
                continue
            if delivered and state is not State.DELIVERED:
                found.append(f"{reference} is {state}")
        with made.parts.database.reading() as session:
            count = len(session.scalars(select(ReferralRow.id)).all())
            ids = {f"<{delivery}@eksempel.no>" for delivery in session.scalars(select(DeliveryRow.id))}
        if count != len(self.receipts):
            found.append(f"{count} referrals for {len(self.receipts)} receipts")
        found += [f"{message} belongs to no referral" for message in set(self.mailbox.taken) - ids]
        found += [f"the log: {place.what}" for place in made.audit.verify()]
        made.parts.database.engine.dispose()
        return found

    @property
    def arrived(self) -> int:
        """How many different messages the receiver has: it knows a repetition by its id."""
        return len(set(self.mailbox.taken))
