"""A made-up history as rows of a database, as it would be there had it happened."""

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from enquiries.core.enums import Channel
from enquiries.lifecycle.models import Claim, Enquiry, Wait
from enquiries.lifecycle.states import EnquiryState, Outcome
from enquiries.lifecycle.waits import Began, Ended, Evidence
from enquiries.organisation.models import Centre
from enquiries.reporting.forecast.history import History, WantedCall


def write(session: Session, centre: Centre, history: History) -> None:
    """Every enquiry was closed after its call; staff are known by their ids."""
    ids = list(
        session.scalars(
            insert(Enquiry).returning(Enquiry.id, sort_by_parameter_order=True),
            [_enquiry(number, centre, each) for number, each in enumerate(history.wanted)],
        )
    )
    session.execute(
        insert(Wait), [_wait(id_, centre, each) for id_, each in zip(ids, history.wanted, strict=True)]
    )
    of_claim = {
        (each.claimed_by, each.claimed_at): id_ for id_, each in zip(ids, history.wanted, strict=True)
    }
    session.execute(
        insert(Claim),
        [
            {
                "enquiry_id": of_claim[each.staff, each.claimed_at],
                "staff_id": each.staff,
                "at": each.claimed_at,
                "dialled_at": each.claimed_at,
                "ended_at": each.ended_at,
                "ladder_run": 1,
                "token_lookup": f"token {number}",
            }
            for number, each in enumerate(history.handled)
        ],
    )


def last_enquiry(session: Session) -> Enquiry:
    return session.scalars(select(Enquiry).order_by(Enquiry.id.desc()).limit(1)).one()


def _enquiry(number: int, centre: Centre, wanted: WantedCall) -> dict[str, object]:
    return {
        "reference": f"MADEUP{number:06}",
        "code": "0000",
        "centre_id": centre.id,
        "channel": Channel.SMS,
        "source": "poster",
        "state": EnquiryState.CLOSED,
        "outcome": Outcome.REACHED,
        "closed_at": wanted.ended_at or wanted.wanted_at,
        "textable": True,
        "country": "GB",
        "phone_lookup": f"made up {number}",
        "received_at": wanted.wanted_at,
        "wanted_at": wanted.wanted_at,
        "due_at": wanted.wanted_at,
        "tries_from": wanted.wanted_at,
    }


def _wait(enquiry_id: int, centre: Centre, wanted: WantedCall) -> dict[str, object]:
    called = wanted.called_at is not None
    return {
        "enquiry_id": enquiry_id,
        "number": 1,
        "centre_id": centre.id,
        "began": Began.ASKED,
        "began_at": wanted.wanted_at,
        "wanted_at": wanted.wanted_at,
        "promise_seconds": centre.promise_seconds,
        "claimed_at": wanted.claimed_at,
        "claimed_by_id": wanted.claimed_by,
        "called_at": wanted.called_at,
        "evidence": (Evidence.DIALLED if wanted.logged else Evidence.REPORTED) if called else None,
        "ended": Ended.CALLED if called else Ended.CLOSED,
        "ended_at": wanted.ended_at or wanted.wanted_at,
    }
