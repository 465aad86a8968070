"""Texting the person who asked: only if they may be texted, and never without bound.

An automatic answer to a text goes out at most three times an hour to one number, so that two machines cannot
talk to each other for ever. Beyond it go only a way to help where there is danger (once an hour a tier), the
confirmation of STOP and of START, and that of a time which somebody chose: these as often as they say another
thing than the text before them.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from enquiries.domain.nouns import CallsFrom, Priority
from enquiries.domain.phone import as_dialled
from enquiries.models.centre import Centre
from enquiries.models.enquiry import Enquiry
from enquiries.models.message import Outgoing
from enquiries.services import numbers, opt_outs, outbox, snapshot, wording
from enquiries.services.last_look import UNASKED

ANSWERS_AN_HOUR = 3
_HOUR = timedelta(hours=1)
# 999 is the United Kingdom's (Communications Act 2003, general conditions); 112 answers on mobile networks
# everywhere (3GPP TS 22.101), for countries that no setup file names.
_SHIPPED_EMERGENCY = {"GB": "999"}
_EMERGENCY_ANYWHERE = "112"


def tell(session: Session, now: datetime, enquiry: Enquiry, kind: str, **values: object) -> bool:
    """Post a text that answers nothing, if the person may be texted. Returns whether it was posted."""
    if not enquiry.may_text or opt_outs.is_opted_out(session, enquiry.phone_lookup):
        return False
    _post(session, now, enquiry, kind, delay=timedelta(0), **values)
    return True


def answer(
    session: Session,
    now: datetime,
    enquiry: Enquiry,
    kind: str,
    *,
    capped: bool = True,
    delay: timedelta = timedelta(0),
    **values: object,
) -> bool:
    """Answer a text that they just sent. Also one who wanted no texts gets that; a landline never does.

    Without `capped` it goes out beyond the three in an hour, unless their last text from us said just that.
    """
    if not enquiry.textable:
        return False
    if opt_outs.is_opted_out(session, enquiry.phone_lookup) and not kind.startswith("risk."):
        return False
    counted = () if capped else (Outgoing.kind == kind,)
    many = answers_since(session, enquiry.phone_lookup, now - _HOUR, *counted) >= ANSWERS_AN_HOUR
    if many and (capped or _words(session, enquiry, kind, **values) == _last_words(session, enquiry)):
        return False
    _post(session, now, enquiry, kind, delay=delay, **values)
    return True


def was_sent_since(session: Session, lookup: str, kind: str, since: datetime) -> bool:
    """Whether a text of that kind was posted to that number after `since`."""
    return (
        _count(session, Outgoing.to_lookup == lookup, Outgoing.kind == kind, Outgoing.created_at > since) > 0
    )


def was_texted(session: Session, lookup: str) -> bool:
    """Whether we have ever texted that number, as an enquirer's."""
    return _count(session, Outgoing.to_lookup == lookup, Outgoing.staff_id.is_(None)) > 0


def answers_since(session: Session, lookup: str, since: datetime, *conditions: ColumnElement[bool]) -> int:
    return _count(
        session,
        Outgoing.to_lookup == lookup,
        Outgoing.staff_id.is_(None),
        Outgoing.created_at > since,
        Outgoing.kind.not_in(UNASKED),
        *conditions,
    )


def emergency_number(session: Session, country: str) -> str:
    written = snapshot.of(session).helplines
    return written.get(country) or _SHIPPED_EMERGENCY.get(country, _EMERGENCY_ANYWHERE)


def centre_values(centre: Centre) -> dict[str, object]:
    """What texts say of a centre. From where calls come is said only where it is so."""
    line = as_dialled(centre.line, centre.country)
    return {
        "line": line,
        "from_line": f" from {line}" if centre.calls_from is CallsFrom.LINE else "",
        "minutes": centre.promise_seconds // 60,
    }


def _post(
    session: Session, now: datetime, enquiry: Enquiry, kind: str, *, delay: timedelta, **values: object
) -> None:
    assert enquiry.phone is not None
    outbox.post(
        session,
        now,
        kind=kind,
        to=enquiry.phone,
        sender=numbers.for_enquirer(session, enquiry),
        body=_words(session, enquiry, kind, **values),
        priority=Priority.URGENT if kind.startswith("risk.") else Priority.REPLY,
        enquiry=enquiry,
        delay=delay,
    )


def _words(session: Session, enquiry: Enquiry, kind: str, **values: object) -> str:
    emergency = emergency_number(session, enquiry.country)
    return wording.text(kind, **{**centre_values(enquiry.centre), "emergency": emergency, **values})


def _last_words(session: Session, enquiry: Enquiry) -> str | None:
    """What we texted them last."""
    last = session.scalar(
        select(Outgoing)
        .where(Outgoing.to_lookup == enquiry.phone_lookup, Outgoing.staff_id.is_(None))
        .order_by(Outgoing.created_at.desc(), Outgoing.id.desc())
        .limit(1)
    )
    return last.body if last is not None else None


def _count(session: Session, *conditions: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count(Outgoing.id)).where(*conditions)) or 0
