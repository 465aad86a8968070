"""What the caller must read first: the rules of safe contact, what was written, and what was tried."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.core.i18n import ENGLISH
from enquiries.core.phone import as_dialled
from enquiries.dates.spoken import say_when
from enquiries.lifecycle import timeline
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry, TimelineEntry
from enquiries.lifecycle.retries import Window
from enquiries.lifecycle.text_hold import Hold
from enquiries.media.items import MediaItem
from enquiries.messaging import preferences
from enquiries.messaging.models import Incoming
from enquiries.messaging.permission import contact_permission
from enquiries.messaging.permission_rules import ContactPermission, RefusalReason
from enquiries.messaging.when_to_call import call_from
from enquiries.parsing.language import name_of


@dataclass(frozen=True)
class Said:
    """Words of the enquirer's and what came with them, or a note of a colleague's where `by` is set."""

    at: datetime
    words: str
    by: str = ""
    media: Sequence[MediaItem] = ()


@dataclass(frozen=True)
class Tried:
    at: datetime
    by: str
    result: str


@dataclass(frozen=True)
class HoursAsked:
    """The hours of any day in which they may be called, or texted where they want no calls.

    `earlier`: said before this enquiry.
    """

    window: Window
    earlier: bool
    by_text: bool

    @property
    def what(self) -> str:
        return "texts" if self.by_text else "calls"

    @property
    def sentence(self) -> str:
        """What staff read."""
        who = "Earlier asked" if self.earlier else "They asked"
        return f"{who}: no {self.what} outside these hours."


@dataclass(frozen=True)
class CallSheet:
    """`may` says how they may be reached; `language` is one other than English that they seem to write.

    `number` is empty where it cannot be called: the text came from a name. `others` may not be who asked.
    `not_yet` says why a call now would come at another time than they asked for; empty where it would not.
    `cover` is the text in which they said what to tell another person who answers. `held` says why no text
    went to a number that came by the form; empty where none was held back.
    """

    number: str
    number_shown: str
    may: ContactPermission
    hours: HoursAsked | None
    not_yet: str
    cover: str
    held: str
    language: str
    said: list[Said]
    others: list[Said]
    notes: list[Said]
    tried: list[Tried]


def build_call_sheet(session: Session, now: datetime, enquiry: Enquiry) -> CallSheet:
    entries = timeline.entries(session, enquiry)
    phone = enquiry.phone or ""
    may = contact_permission(session, now, enquiry)
    kept = preferences.details(session, enquiry.phone_lookup)
    said = _said(session, enquiry, entries)
    return CallSheet(
        number="" if may.ring.reason is RefusalReason.CANNOT_BE_CALLED else phone,
        number_shown=as_dialled(phone, enquiry.centre.country),
        may=may,
        hours=hours_asked(session, now, enquiry, may),
        not_yet=not_yet(session, now, enquiry, may),
        cover=(kept.cover or "") if kept is not None and kept.key is not None else "",
        held=_why_held(entries),
        language=spoken_by(enquiry),
        said=said,
        others=[_other(entry) for entry in entries if entry.what is EventKind.MAY_BE_ANOTHER],
        notes=[_words(entry) for entry in entries if entry.what is EventKind.NOTED],
        tried=[_tried(entry) for entry in entries if entry.what in (EventKind.DIALLED, EventKind.ATTEMPT)],
    )


def spoken_by(enquiry: Enquiry) -> str:
    """The English name of the language that they seem to speak; empty for English."""
    return name_of(enquiry.language) if enquiry.language != ENGLISH else ""


def hours_asked(
    session: Session, now: datetime, enquiry: Enquiry, may: ContactPermission
) -> HoursAsked | None:
    """What the number asked for, at whatever centre, by the clock of this one."""
    said = preferences.hours_said(session, enquiry.phone_lookup)
    if said is None:
        return None
    window, earlier = said.window(now, enquiry.centre.zone), said.at < enquiry.received_at
    return HoursAsked(window, earlier, may.is_text_only)


def not_yet(session: Session, now: datetime, enquiry: Enquiry, may: ContactPermission) -> str:
    """Why a call now would come at a time that they did not ask for, as a sentence; else empty."""
    if call_from(session, enquiry, now) <= now:
        return ""
    zone = enquiry.centre.zone
    if enquiry.waits_for_chosen_time(now):
        return f"They asked for a call {say_when(enquiry.due_at, now, zone)}."
    hours = hours_asked(session, now, enquiry, may)
    return f"They asked for calls {hours.window} only." if hours and not hours.window.holds(now, zone) else ""


def _why_held(entries: Sequence[TimelineEntry]) -> str:
    """Of the latest form; a person who wrote from that number since has shown that it is theirs."""
    for entry in reversed(entries):
        if entry.what is EventKind.WROTE and "inbox_id" in entry.detail:
            return ""
        if entry.what is EventKind.ACKNOWLEDGED and entry.detail.get("texts_held"):
            return Hold(entry.detail["texts_held"]).meaning
    return ""


def _said(session: Session, enquiry: Enquiry, entries: Sequence[TimelineEntry]) -> list[Said]:
    """The form's message, texts and further forms, in the order in which they came."""
    texts = session.scalars(
        select(Incoming)
        .where(Incoming.enquiry_id == enquiry.id, Incoming.staff_id.is_(None))
        .order_by(Incoming.received_at, Incoming.id)
    )
    said = [Said(enquiry.received_at, enquiry.message or "")]
    said += [Said(text.received_at, text.body or "", media=text.media_items) for text in texts]
    said += [_words(entry) for entry in entries if entry.what is EventKind.WROTE]
    return sorted((each for each in said if each.words or each.media), key=lambda each: each.at)


def _other(entry: TimelineEntry) -> Said:
    about = f"for {entry.detail['about']}" if "about" in entry.detail else ""
    return Said(entry.at, ", ".join(filter(None, (entry.words, about))))


def _words(entry: TimelineEntry) -> Said:
    return Said(entry.at, entry.words or "", entry.staff.text_name if entry.staff else "")


def _tried(entry: TimelineEntry) -> Tried:
    result = "dialled" if entry.what is EventKind.DIALLED else str(entry.detail.get("result", ""))
    return Tried(entry.at, entry.staff.text_name if entry.staff else "", result)
