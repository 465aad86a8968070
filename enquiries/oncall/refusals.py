"""What a provider's refusal teaches us: about our own set-up, which people are told, or about a number."""

from datetime import datetime

from sqlalchemy.orm import Session

from enquiries.alarms import alarms
from enquiries.alarms.rules import AlarmKind, Cause
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.timeline import EnquiryLocks, record
from enquiries.messaging import opt_outs, preferences
from enquiries.messaging.gateway import ProviderRefusal
from enquiries.messaging.models import LearntFrom, Outgoing
from enquiries.messaging.permission_rules import Ban, OptOutSource
from enquiries.organisation import snapshot


def raise_alarm(session: Session, now: datetime, message: Outgoing) -> None:
    """A text waits because our number, account or token is not in order: people are told until it is."""
    number = snapshot.current_setup(session).number(message.sender)
    centre_id = None if number is None else number.centre_id
    alarms.raise_alarm(
        session, now, Cause(AlarmKind.TEXTS_REFUSED, "texts refused", f"sender {message.sender}", centre_id)
    )


def learn(session: Session, turns: EnquiryLocks, message: Outgoing, refusal: ProviderRefusal | None) -> None:
    """That a phone has stopped our texts, or takes none: known at every centre from now on."""
    lookup, enquiry = message.to_lookup, message.enquiry
    if refusal is ProviderRefusal.TAKES_NO_TEXTS:
        preferences.add(session, turns.now, lookup, Ban.TAKES_NO_TEXTS, LearntFrom.PROVIDER)
    elif refusal is ProviderRefusal.OPTED_OUT:
        is_new = opt_outs.add(session, turns.now, lookup, OptOutSource.PROVIDER)
        if is_new and enquiry is not None:
            record(session, turns.of(enquiry), enquiry, EventKind.OPTED_OUT, how="provider")
