"""The synthetic enquiry: a text of our own takes the live path, so that a fault shows before it hurts.

It comes in at the door like any text, from a number kept for it. Its alert goes back to that number and to
no one on call; when the provider has taken the alert, a second text closes it. The ladder never looks at it,
and no list of those who wait shows it, since it is due a day later.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from enquiries.core.enums import Channel, NumberUse
from enquiries.core.phone import Sender
from enquiries.core.settings import settings_of
from enquiries.dates.spoken import say_when
from enquiries.intake.models import ProbeRun
from enquiries.lifecycle import find, receive, schedule, transitions
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.exclusions import Exclusion, ExclusionReason
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState, Outcome
from enquiries.lifecycle.timeline import lock, record
from enquiries.messaging import outbox
from enquiries.messaging.models import Incoming
from enquiries.messaging.texts import TextKind
from enquiries.organisation.models import Number
from enquiries.wording import wording

FIRST_TEXT = "HELP"
_LAST_TEXT = "DONE"
_OUR_OWN = Exclusion(ExclusionReason.OUR_TEST)
_LONGEST = timedelta(seconds=60)
_DUE_LATER = timedelta(days=1)
_WALKS_KEPT = timedelta(days=90)


@dataclass(frozen=True)
class TextIn:
    """A text to be posted to our own door, as the provider would."""

    probe_id: int
    sid: str
    sender: str
    to: str
    body: str


def next_text(session: Session, now: datetime, every: timedelta) -> TextIn | None:
    """The next step of the probe, a new one each `every`; None while there is nothing to do."""
    probe = session.scalar(select(ProbeRun).order_by(ProbeRun.id.desc()).limit(1))
    if probe is not None and probe.ended_at is None:
        return _go_on(session, now, probe)
    if probe is not None and now < probe.began_at + every:
        return None
    return _begin(session, now)


def last_probe_failed(session: Session) -> bool:
    """Return True where the latest probe that has ended did not get through."""
    last = session.scalar(
        select(ProbeRun).where(ProbeRun.ended_at.is_not(None)).order_by(ProbeRun.id.desc()).limit(1)
    )
    return last is not None and last.failure is not None


def handle_probe(session: Session, now: datetime, incoming: Incoming, sender: Sender) -> None:
    """Take a text of our own: the first makes an enquiry and its alert, the last closes it."""
    number = session.scalars(select(Number).where(Number.number == incoming.to)).one()
    enquiry = find.active_enquiry(session, number.centre, incoming.sender_lookup)
    if enquiry is not None:
        incoming.attach(enquiry)
        transitions.close(session, lock(session, now, enquiry), enquiry, Outcome.TEST, left_out=_OUR_OWN)
    if incoming.body == FIRST_TEXT:
        enquiry = _receive(session, now, number, sender)
        incoming.attach(enquiry)
        _alert(session, now, enquiry, sender.address)


def _begin(session: Session, now: datetime) -> TextIn | None:
    session.execute(delete(ProbeRun).where(ProbeRun.began_at < now - _WALKS_KEPT))
    probe = ProbeRun(sid=_new_sid(), began_at=now)
    session.add(probe)
    session.flush()
    return _text(session, probe, probe.sid, FIRST_TEXT)


def _go_on(session: Session, now: datetime, probe: ProbeRun) -> TextIn | None:
    """The text that the probe waits for at the door. It is posted until it is taken, or time is up."""
    enquiry = _enquiry_of(session, probe)
    if enquiry is not None and enquiry.state is EnquiryState.CLOSED:
        probe.ended_at = now
    elif enquiry is not None and enquiry.acknowledged_at is not None and probe.alerted_at is None:
        probe.alerted_at = enquiry.acknowledged_at
        return _text(session, probe, _new_sid(), _LAST_TEXT)
    elif now - probe.began_at >= 2 * _LONGEST:
        # It was not checked in time: periodic jobs were down, which other checks report.
        _clear_away(session, now, probe)
        session.delete(probe)
    elif now - probe.began_at >= _LONGEST:
        probe.failure, probe.ended_at = _where_it_stopped(enquiry), now
        _clear_away(session, now, probe)
    elif enquiry is None:
        return _text(session, probe, probe.sid, FIRST_TEXT)
    elif probe.alerted_at is not None:
        return _text(session, probe, _new_sid(), _LAST_TEXT)
    return None


def _text(session: Session, probe: ProbeRun, sid: str, body: str) -> TextIn | None:
    number = _number(session)
    sender = settings_of(session).synthetic_number
    return None if number is None or sender is None else TextIn(probe.id, sid, sender, number.number, body)


def _clear_away(session: Session, now: datetime, probe: ProbeRun) -> None:
    enquiry = _enquiry_of(session, probe)
    if enquiry is not None and enquiry.state is not EnquiryState.CLOSED:
        transitions.close(session, lock(session, now, enquiry), enquiry, Outcome.TEST, left_out=_OUR_OWN)


def _new_sid() -> str:
    return f"SM{secrets.token_hex(16)}"


def _where_it_stopped(enquiry: Enquiry | None) -> str:
    if enquiry is None:
        return "the text became no enquiry"
    return "the alert was not taken" if enquiry.acknowledged_at is None else "it was not closed"


def _receive(session: Session, now: datetime, number: Number, sender: Sender) -> Enquiry:
    request = receive.Request(
        centre=number.centre,
        channel=Channel.SMS,
        phone=sender.address,
        textable=sender.textable,
        country=sender.country,
        source="synthetic",
        number_id=number.id,
        call_at=now + _DUE_LATER,
    )
    enquiry = receive.receive(session, now, request)
    enquiry.synthetic = True
    schedule.check_no_more(enquiry)
    return enquiry


def _alert(session: Session, now: datetime, enquiry: Enquiry, to: str) -> None:
    assert enquiry.number is not None
    outbox.post(
        session,
        now,
        kind=TextKind.ALERT,
        to=to,
        sender=enquiry.number.number,
        body=wording.text(
            TextKind.ALERT,
            code=enquiry.code,
            centre=enquiry.centre.text_name,
            about=enquiry.about.upper(),
            speaks="",
            how=f"Call {say_when(now, now, enquiry.centre.zone)}.",
            at="-",
        ),
        enquiry=enquiry,
    )
    record(session, now, enquiry, EventKind.ALERTING, text="synthetic")


def _enquiry_of(session: Session, probe: ProbeRun) -> Enquiry | None:
    return session.scalar(
        select(Enquiry).join(Incoming, Incoming.enquiry_id == Enquiry.id).where(Incoming.sid == probe.sid)
    )


def _number(session: Session) -> Number | None:
    """The number that probes begin at: the first that the public texts."""
    return session.scalar(select(Number).where(Number.use != NumberUse.STAFF).order_by(Number.id).limit(1))
