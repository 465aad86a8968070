"""Check that someone is on call whenever a centre is open, for the next fourteen days."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from enquiries.monitoring.doctor.findings import Finding, fail, ok, warn
from enquiries.organisation import centres, on_call
from enquiries.organisation.coverage import say, while_open
from enquiries.organisation.models import Centre
from enquiries.organisation.rota import HORIZON

_ADVICE = "Add a shift, or ask someone to text ON"


def check(session: Session, now: datetime) -> Iterator[Finding]:
    """Each centre, for the next fourteen days."""
    every = centres.all_centres(session)
    for centre in every:
        yield _check(session, now, centre)
    if not every:
        yield fail("rota", "there is no centre", "Load a setup file: ./ringback load FILE.toml")


def _check(session: Session, now: datetime, centre: Centre) -> Finding:
    about = f"rota of {centre.slug}"
    gaps = on_call.gaps(session, centre, now, now + HORIZON)
    alone = [part for gap in gaps for part in while_open(gap, centre.opening_hours, centre.zone)]
    if not alone:
        return ok(about, f"someone is on call whenever it is open, for {HORIZON.days} days")
    first = say(alone[0], centre.zone)
    more = f", and {len(alone) - 1} more times in {HORIZON.days} days" if alone[1:] else ""
    if alone[0][0] <= now:
        return fail(about, f"NO ONE IS ON CALL NOW, {first}{more}", _ADVICE)
    return warn(about, f"no one is on call {first}{more}", _ADVICE)
