"""One process that can be killed: submits a referral, or works the outbox. Started by world.py, never by hand."""

from __future__ import annotations

import argparse
import json
import os
from datetime import datetime, timedelta
from pathlib import Path

from knowledge_base.service import Catalogue
from referrals.clock import now
from referrals.gateways.registry import Gateways
from referrals.gateways.settings import GatewaySettings
from referrals.kinds import Kind, Relation
from referrals.service import ReferralService
from referrals.submission import Party, Submission
from referrals.units import Units, UnitSettings
from referrals.worker import Worker
from storage.database import Database, make_engine
from storage.vault import Vault

UNIT = "alesund-tildelingskontoret"


def service(url: str, keys: Path, ahead: float = 0.0) -> ReferralService:
    """The service whose unit gets e-mail, with a clock `ahead` seconds of the present."""

    def clock() -> datetime:
        return now() + timedelta(seconds=ahead)

    database = Database(make_engine(url))
    catalogue = Catalogue(database.engine)
    units = Units(catalogue, {UNIT: UnitSettings(email="enhet@eksempel.no", channels=["email_notice"])})
    return ReferralService(database, Vault.from_file(keys), catalogue, units, clock)


def submission() -> Submission:
    """A sound application."""
    sender = Party(name="Prøve Prøvesen", phone="70162000")
    return Submission(
        kind=Kind.SOKNAD, area="alesund", relation=Relation.SELF, sender=sender, consent=True, need="Trenger trening"
    )


def main() -> None:
    """`submit KEY` prints the receipt; `work` delivers until nothing is due."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["submit", "work"])
    parser.add_argument("--key", default="")
    parser.add_argument("--ahead", type=float, default=0.0)
    given = parser.parse_args()
    made = service(os.environ["FAULTS_URL"], Path(os.environ["FAULTS_KEYS"]), given.ahead)
    if given.what == "submit":
        receipt = made.submit(submission(), given.key)
        print(json.dumps([receipt.reference, receipt.secret]), flush=True)
    else:
        Worker(made.parts, Gateways(GatewaySettings())).round()


if __name__ == "__main__":
    main()
