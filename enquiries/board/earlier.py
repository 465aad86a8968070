"""What was asked from a number before, for the colleague who is about to call it.

It is shown after the press that shows the person's details, and that press is written down. Relatives may
share a phone: each earlier enquiry is apart, with its own name, and none of it is said to the one who texts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.board.viewer import Viewer
from enquiries.lifecycle import timeline
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState

_MOST = 5


@dataclass(frozen=True)
class Earlier:
    """One enquiry that is closed. `notes` are of colleagues; the words of one that was erased are gone."""

    enquiry: Enquiry
    asked: datetime
    outcome: str
    name: str
    notes: Sequence[str]


def earlier_enquiries(session: Session, viewer: Viewer, enquiry: Enquiry) -> Sequence[Earlier]:
    """The latest of them, as far as they are theirs to see."""
    found = session.scalars(
        select(Enquiry)
        .where(
            Enquiry.phone_lookup == enquiry.phone_lookup,
            Enquiry.state == EnquiryState.CLOSED,
            Enquiry.id != enquiry.id,
            *viewer.may_see(),
        )
        .order_by(Enquiry.id.desc())
        .limit(_MOST)
    ).all()
    return [_earlier(session, each) for each in found]


def _earlier(session: Session, enquiry: Enquiry) -> Earlier:
    erased = enquiry.key is None
    noted = [
        entry.words
        for entry in ([] if erased else timeline.entries(session, enquiry))
        if entry.what is EventKind.NOTED and entry.words
    ]
    return Earlier(
        enquiry,
        enquiry.received_at,
        (enquiry.outcome or "").replace("_", " "),
        "" if erased else (enquiry.name or ""),
        noted,
    )
