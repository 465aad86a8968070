"""STOP and START from the public.

STOP ends texts from every centre, and every enquiry of that number that is not urgent. On an urgent one a
manager decides: a person in danger may write STOP because they are watched.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.core.phone import Sender
from enquiries.lifecycle import find
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState, Outcome
from enquiries.lifecycle.timeline import lock, record
from enquiries.messaging import opt_outs, outbox, sender_numbers, to_enquirer
from enquiries.messaging.models import Incoming
from enquiries.messaging.permission import TextRefused
from enquiries.messaging.permission_rules import OptOutSource
from enquiries.messaging.texts import TextKind
from enquiries.oncall import call_changes
from enquiries.organisation import snapshot
from enquiries.organisation.snapshot import KnownNumber
from enquiries.parsing.language import language_of
from enquiries.parsing.opt_words import OptWord
from enquiries.wording import wording

LEFT_ALONE = "LEAVE ME ALONE"
"""What stands for an opt-out in other words than an opt-out word."""


def stop(
    session: Session,
    now: datetime,
    incoming: Incoming,
    sender: Sender,
    number: KnownNumber | None,
    word: OptWord | str,
    *,
    confirm: bool,
) -> None:
    """No more texts to this number, and no more calls but where there is danger: a manager decides there."""
    lookup = incoming.sender_lookup
    ambiguous = isinstance(word, OptWord) and word.may_ask_for_help
    is_new = opt_outs.add(session, now, lookup, OptOutSource.TEXTED, word, ambiguous=ambiguous)
    kind = TextKind.STOPPED
    for at, enquiry in _open_enquiries(session, now, incoming):
        record(session, at, enquiry, EventKind.OPTED_OUT, word=word, may_ask_for_help=ambiguous)
        if not call_changes.cancel_call(session, at, enquiry, Outcome.OPTED_OUT, alarm="said STOP"):
            kind = TextKind.STOPPED_URGENT
    if is_new and confirm:
        _confirm(session, now, incoming, sender, number, kind)


def wrong_number(
    session: Session, now: datetime, incoming: Incoming, sender: Sender, number: KnownNumber | None
) -> None:
    """The number is another person's: no more texts or calls, and that is said once."""
    is_new = opt_outs.add(session, now, incoming.sender_lookup, OptOutSource.NOT_THEM)
    kind = TextKind.WRONG_NUMBER
    for at, enquiry in _open_enquiries(session, now, incoming):
        record(session, at, enquiry, EventKind.NOT_ME, how="text")
        if not call_changes.cancel_call(session, at, enquiry, Outcome.WRONG_NUMBER, alarm="not them"):
            kind = TextKind.STOPPED_URGENT
    if is_new:
        _confirm(session, now, incoming, sender, number, kind)


def _open_enquiries(
    session: Session, now: datetime, incoming: Incoming
) -> Iterator[tuple[datetime, Enquiry]]:
    """Each open enquiry of that number, locked, with the moment from then on; the text goes to the first."""
    for enquiry in session.scalars(
        select(Enquiry)
        .where(Enquiry.phone_lookup == incoming.sender_lookup, Enquiry.state != EnquiryState.CLOSED)
        .order_by(Enquiry.id)
    ).all():
        at = lock(session, now, enquiry)
        if incoming.enquiry is None:
            incoming.attach(enquiry)
        yield at, enquiry


def start(session: Session, incoming: Incoming) -> bool:
    """Texts are welcome again. Whether they were not before."""
    return opt_outs.lift(session, incoming.sender_lookup)


def welcome_back(session: Session, incoming: Incoming) -> bool:
    """Lift that the number was another person's, once that person asks for help. Returns True where it was.

    It says of itself that it may be written to, while a STOP stands until they text START.
    """
    known = opt_outs.find_opt_out(session, incoming.sender_lookup)
    return known is not None and known.source is OptOutSource.NOT_THEM and start(session, incoming)


def _confirm(
    session: Session,
    now: datetime,
    incoming: Incoming,
    sender: Sender,
    number: KnownNumber | None,
    kind: TextKind,
) -> None:
    spoken = language_of(incoming.body or "") or find.language_of_latest(session, incoming.sender_lookup)
    language = wording.spoken_in(kind, spoken)
    country = incoming.enquiry.help_country if incoming.enquiry else sender.country
    of_country = to_enquirer.country_values(session, country, language)
    own = snapshot.current_setup(session).own_wording(number.centre_id, kind, language) if number else None
    with suppress(TextRefused):
        outbox.post_to_person(
            session,
            now,
            sender,
            kind=kind,
            sender=sender_numbers.for_public(session, number),
            body=wording.text_in(language, kind, of_country, own=own),
        )
