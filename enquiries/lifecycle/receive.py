"""Receive a new enquiry: written down, open and due, with a code and a reference of its own."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from enquiries.core import crypto
from enquiries.core.enums import About, Channel, Wish
from enquiries.core.i18n import ENGLISH
from enquiries.core.transactions import added_rows
from enquiries.lifecycle import codes, schedule
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.retries import Window
from enquiries.lifecycle.states import EnquiryState
from enquiries.lifecycle.timeline import record
from enquiries.organisation import snapshot
from enquiries.organisation.models import Centre

# Without letters that look alike; 12 of 31 letters are 59 bits.
_REFERENCE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_REFERENCE_LENGTH = 12


@dataclass(frozen=True)
class Request:
    """A request for help, by text or by form. `phone` is the number to call, or a sender's name."""

    centre: Centre
    channel: Channel
    phone: str
    textable: bool
    country: str
    whereabouts: str | None = None
    source: str = ""
    number_id: int | None = None
    about: About = About.UNKNOWN
    name: str | None = None
    message: str | None = None
    ask_for: str | None = None
    funding: str | None = None
    voicemail: Wish = Wish.ASK
    text_ok: Wish = Wish.ASK
    call_at: datetime | None = None
    language: str = ENGLISH


def is_reference(written: str) -> bool:
    """Return True where it is spelt as the reference of an enquiry is, in small letters or large."""
    return len(written) == _REFERENCE_LENGTH and set(written.upper()) <= set(_REFERENCE_LETTERS)


def receive(session: Session, now: datetime, request: Request) -> Enquiry:
    """Write down a new enquiry, open and due. Raises IntegrityError where that number has an active one."""
    enquiry = begin(session, now, request)
    session.flush()
    return enquiry


def begin(session: Session, now: datetime, request: Request) -> Enquiry:
    """The same, written with all else of its transaction; until then only its centre is at hand."""
    due_at = max(request.call_at or now, now)
    enquiry = Enquiry(
        id=added_rows.next_id(session, Enquiry),
        reference="".join(secrets.choice(_REFERENCE_LETTERS) for _ in range(_REFERENCE_LENGTH)),
        code="",
        centre=request.centre,
        centre_id=request.centre.id,
        number_id=request.number_id,
        channel=request.channel,
        source=request.source,
        about=request.about,
        state=EnquiryState.OPEN,
        voicemail=request.voicemail,
        text_ok=request.text_ok,
        textable=request.textable,
        country=request.country,
        whereabouts=request.whereabouts,
        language=request.language,
        key=crypto.keyring().new_key(),
        phone_lookup=crypto.lookup(request.phone),
        received_at=now,
        at_chosen_time=due_at > now,
        wanted_at=due_at,
        tries_from=due_at,
        **schedule.first_check(due_at),
    )
    if request.call_at is not None:
        enquiry.window = Window.from_time(due_at, request.centre.zone)
    _seal_what_was_said(enquiry, request)
    member = snapshot.current_setup(session).by_mobile(request.phone)
    enquiry.excluded_staff_id = member.id if member is not None else None
    added_rows.add(session, enquiry)
    codes.lease(session, now, enquiry)
    facts: dict[str, Any] = {"channel": request.channel, "source": request.source}
    if due_at > now:
        facts["wanted_at"] = due_at.isoformat()
    record(session, now, enquiry, EventKind.RECEIVED, **facts)
    return enquiry


def _seal_what_was_said(enquiry: Enquiry, request: Request) -> None:
    enquiry.phone = request.phone
    enquiry.name = request.name
    enquiry.message = request.message
    enquiry.ask_for = request.ask_for
    enquiry.funding = request.funding
