"""When a call is due, and when the tick must next check an enquiry: the only writer of both.

`due_at` is when a call is wanted, `next_check_at` when something must happen unless a person acts first:
the next step of the ladder, a nudge, the end of a claim. Both are UTC. An enquiry that is not closed always
has a next check, so that none can be forgotten.
"""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState
from enquiries.organisation.models import Centre


def call_wanted(enquiry: Enquiry, at: datetime, *, chosen: bool = False) -> None:
    """A call is wanted from `at` on, and the enquiry is checked then; `chosen` by the person."""
    enquiry.due_at = at
    enquiry.at_chosen_time = chosen
    enquiry.ladder_from = None
    enquiry.next_check_at = at


def call_wanted_in_danger(enquiry: Enquiry, at: datetime) -> None:
    """The person of an open enquiry chose `at`, and there is danger: its alerts go on as they were."""
    enquiry.ladder_from = enquiry.ladder_from or enquiry.due_at
    enquiry.due_at = at
    enquiry.at_chosen_time = True
    enquiry.next_check_at = min(enquiry.next_check_at or at, at)


def call_wanted_sooner(enquiry: Enquiry, now: datetime) -> None:
    """The call of a claimed enquiry is wanted now. Its holder is checked on as before."""
    enquiry.due_at = now


def ladder_goes_on(enquiry: Enquiry, counts_from: datetime, next_step_at: datetime) -> None:
    """Check again at the next step of the ladder, which counts from `counts_from`.

    Where danger did not wait for a chosen time, the ladder counts from an earlier moment than the time at
    which the call is due; that time stands, and is checked too.
    """
    enquiry.next_check_at = next_step_at
    if enquiry.ladder_from is None:
        enquiry.due_at = counts_from
    else:
        enquiry.ladder_from = counts_from
        enquiry.next_check_at = min(next_step_at, enquiry.due_at)


def check_at(enquiry: Enquiry, at: datetime) -> None:
    """Check an enquiry at that time, whatever happens to be due."""
    enquiry.next_check_at = at


def check_no_more(enquiry: Enquiry) -> None:
    """Nothing is due of a closed enquiry, nor of our own probes."""
    enquiry.next_check_at = None


def first_check(wanted_at: datetime) -> dict[str, datetime]:
    """The times with which an enquiry begins, as columns."""
    return {"due_at": wanted_at, "next_check_at": wanted_at}


def check_all_waiting_for_opening(session: Session, centre: Centre, now: datetime) -> None:
    """Check now what waits for the centre to open: a colleague may be on call again."""
    session.execute(
        update(Enquiry)
        .where(
            Enquiry.centre_id == centre.id,
            Enquiry.state == EnquiryState.OPEN,
            Enquiry.waits_for_opening,
        )
        .values(next_check_at=now)
    )
