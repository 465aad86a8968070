"""Tell managers of enquiries that were closed by text without a logged call, since a sender can be forged.

A text waits a minute before it leaves: a closing that is undone by then is no news, and several closings
share one text. So a manager gets one a minute at most for each centre.
"""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.core.base import is_one_of
from enquiries.core.enums import Role
from enquiries.lifecycle import claims
from enquiries.lifecycle.models import Enquiry
from enquiries.messaging.models import Outgoing
from enquiries.messaging.outbox import WAITING
from enquiries.messaging.states import MessageState
from enquiries.messaging.texts import TextKind
from enquiries.messaging.to_staff import people_of, tell
from enquiries.organisation.models import Staff
from enquiries.wording import wording

_GATHERS = timedelta(minutes=1)


def tell_managers(session: Session, now: datetime, enquiry: Enquiry, closed_by: Staff) -> None:
    """Tell them, unless a call was logged while the enquiry was last held."""
    claim = claims.last(session, enquiry)
    if claim is not None and claim.dialled_at is not None:
        return
    for manager in people_of(session, enquiry.centre, Role.MANAGER):
        if manager.id not in (closed_by.id, enquiry.excluded_staff_id):
            _tell(session, now, enquiry, manager, closed_by)


def _tell(session: Session, now: datetime, enquiry: Enquiry, manager: Staff, closed_by: Staff) -> None:
    waiting = _waiting(session, enquiry, manager)
    if waiting is None:
        assert enquiry.outcome is not None, "it is closed"
        tell(
            session,
            now,
            manager,
            TextKind.CLOSED_UNLOGGED,
            enquiry=enquiry,
            delay=_GATHERS,
            name=closed_by.text_name,
            outcome=enquiry.outcome.replace("_", " "),
        )
    elif waiting.enquiry_id != enquiry.id:
        waiting.kind = TextKind.SEVERAL_CLOSED
        waiting.body = wording.text(
            TextKind.SEVERAL_CLOSED, centre=enquiry.centre.text_name, name=closed_by.text_name
        )


def _waiting(session: Session, enquiry: Enquiry, manager: Staff) -> Outgoing | None:
    """The text to this manager, about that centre, that has not left yet."""
    return session.scalar(
        select(Outgoing)
        .join(Enquiry, Enquiry.id == Outgoing.enquiry_id)
        .where(
            is_one_of(Outgoing.state, *WAITING),
            Outgoing.state == MessageState.QUEUED,
            Outgoing.staff_id == manager.id,
            Outgoing.kind.in_([TextKind.CLOSED_UNLOGGED, TextKind.SEVERAL_CLOSED]),
            Enquiry.centre_id == enquiry.centre_id,
        )
        .limit(1)
        .with_for_update(of=Outgoing)
    )
