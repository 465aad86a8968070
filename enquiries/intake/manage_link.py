"""The link in the text that confirms a form: the call at another time, no call, or "it was not me".

Its token is not in the database in clear, only what finds it. The link is dead once the enquiry is closed.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.core import crypto
from enquiries.core.i18n import ENGLISH
from enquiries.core.settings import settings_of
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.exclusions import Exclusion, ExclusionReason
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState, Outcome
from enquiries.lifecycle.timeline import record
from enquiries.messaging import opt_outs
from enquiries.messaging.permission_rules import OptOutSource
from enquiries.oncall import call_changes


def new_link(session: Session, enquiry: Enquiry, language: str = ENGLISH) -> str:
    """Return a new address for the enquirer, in their language (ISO 639); earlier ones stop working."""
    token = crypto.new_token()
    enquiry.manage_lookup = crypto.digest(token)
    chosen = "" if language == ENGLISH else f"?lang={language}"
    return f"{settings_of(session).public_base_url}/m/{token}{chosen}"


def by_token(session: Session, token: str) -> Enquiry | None:
    """The enquiry that the link is for, while a call is still to come."""
    return session.scalar(
        select(Enquiry).where(
            Enquiry.manage_lookup == crypto.digest(token), Enquiry.state != EnquiryState.CLOSED
        )
    )


def cancel(session: Session, now: datetime, enquiry: Enquiry) -> bool:
    """No call is wanted. Returns False where there may be danger: a manager decides whether we ring."""
    record(session, now, enquiry, EventKind.OPTED_OUT, how="link")
    return call_changes.cancel_call(session, now, enquiry, Outcome.OPTED_OUT, alarm="cancelled")


def not_me(session: Session, now: datetime, enquiry: Enquiry) -> bool:
    """The number was given by another person: it gets no more texts. Returns what `cancel` does."""
    record(session, now, enquiry, EventKind.NOT_ME)
    opt_outs.add(session, now, enquiry.phone_lookup, OptOutSource.NOT_THEM)
    left_out = Exclusion(ExclusionReason.NOT_THEM)
    return call_changes.cancel_call(session, now, enquiry, Outcome.SPAM, alarm="not them", left_out=left_out)
