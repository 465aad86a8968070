"""Signs of danger in what somebody wrote: noted, answered at once, and never taken back by a machine."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from enquiries.domain import risk
from enquiries.domain.risk import Finding, Tier
from enquiries.models.enquiry import Enquiry
from enquiries.models.timeline import What
from enquiries.services import enquiries, replies
from enquiries.services.timeline import record

_HOUR = timedelta(hours=1)


def note(session: Session, now: datetime, enquiry: Enquiry, finding: Finding) -> Finding | None:
    """Make the enquiry urgent where something was found. Returns the finding, or None where nothing was."""
    if not finding.tiers:
        return None
    known = enquiry.risk.split(",") if enquiry.risk else []
    enquiry.risk = ",".join(tier for tier in Tier if tier in {*known, *finding.tiers})
    record(session, now, enquiry, What.RISK_FOUND, tiers=list(finding.tiers), list_version=risk.VERSION)
    enquiries.make_urgent(session, now, enquiry, finding.tiers[0])
    return finding


def answer(session: Session, now: datetime, enquiry: Enquiry, finding: Finding) -> None:
    """Say how to get help now: for the worst that was found, and once an hour."""
    tier = finding.tiers[0]
    kind = "risk.overdose_other" if tier is Tier.OVERDOSE and finding.other else f"risk.{tier}"
    if not replies.was_sent_since(session, enquiry.phone_lookup, kind, now - _HOUR):
        replies.answer(session, now, enquiry, kind, capped=False)
