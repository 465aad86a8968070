"""How a person wants to be reached: what they said is kept for their number, and in force from then on.

A NO is a restriction of the number, at every centre, and so are the hours in which a call is safe. Whom to
ask for, and what to say to another person who answers, are their own words, sealed. Only a clear answer of
that number takes a NO back; a form, which anyone who knows the number can send, can add one and never take
one back.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import BindParameter, bindparam, delete, select, union
from sqlalchemy.orm import Session

from enquiries.core import crypto
from enquiries.core.base import insert_for
from enquiries.core.transactions import absent_rows
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.retries import Window
from enquiries.messaging.models import CallHours, ContactDetails, LearntFrom, OptOut, Restriction
from enquiries.messaging.permission_rules import Ban
from enquiries.parsing.call_times import CallTimes
from enquiries.parsing.contact_wishes import ContactWishes

NOT_SAFE_FOR = timedelta(hours=1)
_BANS = {"ring": Ban.NO_CALLS, "text": Ban.NO_TEXTS, "voicemail": Ban.NO_VOICEMAIL}
_WHAT_IS_SAID = (OptOut, Restriction, CallHours)
_LOOKUPS: BindParameter[Sequence[str]] = bindparam("lookups", expanding=True)
_SAID = union(*(select(each.lookup).where(each.lookup.in_(_LOOKUPS)) for each in _WHAT_IS_SAID))


def forbid(
    session: Session, now: datetime, lookup: str, wishes: ContactWishes, learnt_from: LearntFrom
) -> dict[str, str]:
    """Keep each NO of a number. Returns what is new, for the timeline."""
    new = {}
    for way, ban in _BANS.items():
        if getattr(wishes, way) is False and not holds(session, lookup, ban):
            add(session, now, lookup, ban, learnt_from)
            new[way] = "no"
    if wishes.not_safe_now:
        not_safe_now(session, now, lookup, learnt_from)
        new["safe"] = "no"
    return new


def allow_calls(session: Session, lookup: str) -> dict[str, str]:
    """They ask for a call: neither "don't ring" nor "not safe now" holds any longer. Returns what changed."""
    lifted = [lift(session, lookup, ban) for ban in (Ban.NO_CALLS, Ban.NOT_SAFE_NOW)]
    return {"ring": "yes"} if any(lifted) else {}


def keep_details(
    session: Session, now: datetime, enquiry: Enquiry, *, ask_for: str | None, cover: str | None
) -> dict[str, str]:
    """Keep whom to ask for, and their text on what to say to another person. Returns what is new."""
    if ask_for is None and cover is None:
        return {}
    kept = details(session, enquiry.phone_lookup)
    if kept is None:
        kept = ContactDetails(lookup=enquiry.phone_lookup, at=now, key=crypto.keyring().new_key())
        session.add(kept)
    elif kept.key is None:  # it was erased
        kept.key = crypto.keyring().new_key()
    kept.at = now
    kept.ask_for = ask_for or kept.ask_for
    kept.cover = cover or kept.cover
    enquiry.ask_for = enquiry.ask_for or ask_for
    return {key: "yes" for key, said in (("ask_for", ask_for), ("cover", cover)) if said}


def details(session: Session, lookup: str) -> ContactDetails | None:
    """What is kept of that number in its person's words."""
    return session.get(ContactDetails, lookup)


def add(session: Session, now: datetime, lookup: str, ban: Ban, learnt_from: LearntFrom) -> None:
    """It holds from now on; where it holds already, since when stays."""
    session.execute(
        insert_for(session)(Restriction)
        .values(lookup=lookup, ban=ban, at=now, learnt_from=learnt_from)
        .on_conflict_do_nothing()
    )


def not_safe_now(session: Session, now: datetime, lookup: str, learnt_from: LearntFrom) -> None:
    """Nothing goes to that number for an hour from now on."""
    insert = insert_for(session)(Restriction).values(
        lookup=lookup, ban=Ban.NOT_SAFE_NOW, at=now, until=now + NOT_SAFE_FOR, learnt_from=learnt_from
    )
    session.execute(
        insert.on_conflict_do_update(
            index_elements=[Restriction.lookup, Restriction.ban], set_={"until": now + NOT_SAFE_FOR}
        )
    )


def safe_at(session: Session, lookup: str, moment: datetime) -> None:
    """They named a time for a call: it is safe then, sooner than an hour after they could not talk."""
    said = _restriction(session, lookup, Ban.NOT_SAFE_NOW)
    if said is not None and said.until is not None:
        said.until = min(said.until, moment)


def note_who_said_nothing(session: Session, lookups: Collection[str]) -> None:
    """Ask once who of these numbers said anything of how to be reached, and no more about the others.

    What one of them says while this transaction lasts is not heard any more, as where it came just after.
    """
    asked = [each for each in lookups if not absent_rows.has_none(session, each, *_WHAT_IS_SAID)]
    if asked:
        known = set(session.connection().execute(_SAID, {"lookups": asked}).scalars())
        for lookup in {*asked} - known:
            absent_rows.note_none(session, lookup, *_WHAT_IS_SAID)


def not_safe_until(session: Session, lookup: str) -> datetime | None:
    """Until when nothing goes to that number (UTC), as it said; None where it did not."""
    said = _restriction(session, lookup, Ban.NOT_SAFE_NOW)
    return said.until if said is not None else None


def holds(session: Session, lookup: str, ban: Ban) -> bool:
    """Return True where that number said so, at whatever centre and whenever."""
    return _restriction(session, lookup, ban) is not None


def _restriction(session: Session, lookup: str, ban: Ban) -> Restriction | None:
    if absent_rows.has_none(session, lookup, Restriction):
        return None
    return session.get(Restriction, (lookup, ban), populate_existing=True)


def lift(session: Session, lookup: str, ban: Ban) -> bool:
    """Returns whether there was one to lift."""
    if absent_rows.has_none(session, lookup, Restriction):
        return False
    held = delete(Restriction).where(Restriction.lookup == lookup, Restriction.ban == ban)
    return session.scalar(held.returning(Restriction.ban)) is not None


def learn_hours(
    session: Session, now: datetime, lookup: str, times: CallTimes, zone: ZoneInfo, learnt_from: LearntFrom
) -> dict[str, str]:
    """Keep the hours of any day that they name; NOW, or a time outside them, lifts those.

    Returns what is new.
    """
    if times.now:
        return lift_hours(session, lookup)
    window = Window.every_day(times.start or times.since, times.end, zone) if times.daily else None
    if window is not None:
        return keep_hours(session, now, lookup, window, zone, learnt_from)
    if times.start is not None and not times.in_a_while:
        return note_chosen_time(session, now, lookup, times.start, zone)
    return {}


def keep_hours(
    session: Session, now: datetime, lookup: str, window: Window, zone: ZoneInfo, learnt_from: LearntFrom
) -> dict[str, str]:
    """Keep in which hours a number may be called. A form changes none that are kept. Returns what is new."""
    kept = hours_said(session, lookup)
    if kept is not None and (learnt_from is LearntFrom.FORM or kept.window(now, zone) == window):
        return {}
    said = {
        "at": now,
        "starts": window.start,
        "ends": window.end,
        "zone": zone.key,
        "learnt_from": learnt_from,
    }
    insert = insert_for(session)(CallHours).values(lookup=lookup, **said)
    session.execute(insert.on_conflict_do_update(index_elements=[CallHours.lookup], set_=said))
    return {"hours": str(window)}


def lift_hours(session: Session, lookup: str) -> dict[str, str]:
    """They may be called at any hour. Returns what changed."""
    lifted = session.scalar(delete(CallHours).where(CallHours.lookup == lookup).returning(CallHours.lookup))
    return {"hours": "any"} if lifted else {}


def note_chosen_time(
    session: Session, now: datetime, lookup: str, at: datetime, zone: ZoneInfo
) -> dict[str, str]:
    """They name a time: one outside their hours lifts those. Returns what changed."""
    window = hours(session, now, lookup, zone)
    return {} if window is None or window.holds(at, zone) else lift_hours(session, lookup)


def hours(session: Session, now: datetime, lookup: str, zone: ZoneInfo) -> Window | None:
    """The hours in which that number may be called, by the clock of `zone`; None where it said none."""
    kept = hours_said(session, lookup)
    return kept.window(now, zone) if kept else None


def hours_said(session: Session, lookup: str) -> CallHours | None:
    """What is kept of the hours of that number, as it was said."""
    if absent_rows.has_none(session, lookup, CallHours):
        return None
    return session.get(CallHours, lookup, populate_existing=True)


def hours_for_a_try(session: Session, now: datetime, enquiry: Enquiry) -> Window | None:
    """The time of day chosen in the enquiry, as far as it is within the hours of the number."""
    of_number = hours(session, now, enquiry.phone_lookup, enquiry.centre.zone)
    if of_number is None or enquiry.window is None:
        return of_number or enquiry.window
    return of_number.common_with(enquiry.window) or of_number
