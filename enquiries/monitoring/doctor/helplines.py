"""Check that the helplines of each centre's country were verified within a year."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.monitoring.doctor import findings
from enquiries.monitoring.doctor.findings import Finding
from enquiries.organisation import centres, snapshot
from enquiries.organisation.models import Centre


def check(session: Session, now: datetime) -> Sequence[Finding]:
    """A finding for each country that a centre is in."""
    countries = session.scalars(select(Centre.country).distinct().order_by(Centre.country)).all()
    return [
        findings.helplines(
            each,
            centres.helplines_checked_on(session, each),
            now.date(),
            named=bool(snapshot.current_setup(session).lines_of(each).lines),
        )
        for each in countries
    ]
