"""Texting the person who asked: only if they may be texted, and never without bound.

An automatic answer to a text goes out at most three times an hour to one number, so that two machines cannot
talk to each other for ever. Beyond it go a way to help, each time that there is danger; and the confirmation
of STOP and of START, that of a chosen time, and that a person has been alerted: these as often as
they say another thing than the text before them.

Answers that say little are not counted among the three: each goes out once an hour, so that a question which
comes after them is answered. No answer is repeated while the person has it fresh. In the place of one that
is beyond the three, or would be repeated, they read once an hour that a person reads what they write.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from enum import Enum, auto
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from enquiries.core.enums import CallsFrom
from enquiries.core.phone import as_dialled, can_call
from enquiries.core.transactions import absent_rows
from enquiries.lifecycle.models import Enquiry
from enquiries.messaging import outbox, sender_numbers
from enquiries.messaging.models import Outgoing
from enquiries.messaging.permission import contact_permission
from enquiries.messaging.permission_rules import ContactPermission, Purpose
from enquiries.messaging.promises import Expect, expected_call
from enquiries.messaging.texts import COUNTED, TextKind, text_kind
from enquiries.organisation import snapshot
from enquiries.organisation.models import Centre
from enquiries.wording import line_clauses, moments, wording

# Every text asks some of these: built once, since building a query costs as much as asking it.
_TO_NUMBER = select(func.count(Outgoing.id)).where(Outgoing.to_lookup == bindparam("lookup"))
_SINCE = _TO_NUMBER.where(
    Outgoing.created_at > bindparam("since"), Outgoing.kind.in_(bindparam("kinds", expanding=True))
)
_ABOUT_ENQUIRY = _SINCE.where(Outgoing.enquiry_id == bindparam("enquiry"))
_TO_ENQUIRER = _TO_NUMBER.where(Outgoing.staff_id.is_(None))
_TO_ENQUIRER_SINCE = _SINCE.where(Outgoing.staff_id.is_(None))

ANSWERS_AN_HOUR = 3
_HOUR = timedelta(hours=1)


class Answered(Enum):
    """What became of an answer. IN_GENERAL: in its place they read that a person reads what they write."""

    AS_WANTED = auto()
    IN_GENERAL = auto()
    NOT_AT_ALL = auto()

    @property
    def is_as_wanted(self) -> bool:
        return self is Answered.AS_WANTED


def tell(session: Session, now: datetime, enquiry: Enquiry, kind: TextKind, **values: str | datetime) -> bool:
    """Post a text that answers nothing, if the person may be texted. Returns whether it was posted."""
    may = contact_permission(session, now, enquiry, kind.rules.purpose or Purpose.UNASKED)
    if may.text.is_refused:
        return False
    body = words_for(session, now, enquiry, kind, may, enquiry.language, **values)
    _post(session, now, enquiry, kind, body, timedelta(0))
    return True


def answer(
    session: Session,
    now: datetime,
    enquiry: Enquiry,
    kind: TextKind,
    *,
    beyond_cap: bool = False,
    delay: timedelta = timedelta(0),
    **values: str | datetime,
) -> Answered:
    """Answer a text that they just sent. Also one who wanted no texts gets that; a landline never does.

    Some texts, and any with `beyond_cap`, go out beyond the three in an hour, unless the last said the same.
    """
    may = contact_permission(session, now, enquiry, kind.rules.purpose or Purpose.ANSWER)
    if may.text.is_refused:
        return Answered.NOT_AT_ALL
    wanted = _as_may_be_promised(session, now, enquiry, kind, may)
    capped = wanted.rules.capped and not beyond_cap
    posted = _within_bounds(session, now, enquiry, wanted) if capped else wanted
    if posted is None:
        return Answered.NOT_AT_ALL
    body = words_for(session, now, enquiry, posted, may, enquiry.language, **values)
    bounded = not capped and posted.rules.purpose is not Purpose.DANGER
    if bounded and _is_once_too_often(session, now, enquiry, posted, body):
        return Answered.NOT_AT_ALL
    _post(session, now, enquiry, posted, body, delay)
    return Answered.AS_WANTED if posted is wanted else Answered.IN_GENERAL


def _within_bounds(session: Session, now: datetime, enquiry: Enquiry, kind: TextKind) -> TextKind | None:
    """The text itself, or else once an hour that a person reads on; None for nothing."""
    lookup = enquiry.phone_lookup
    left = ANSWERS_AN_HOUR - _answers_since(session, lookup, now - _HOUR, COUNTED)
    if left > 0 and not is_fresh(session, now, enquiry, kind):
        return kind
    has_no_stead = kind in (TextKind.SAFE_CONTACT, TextKind.NO_CONTACT)
    if has_no_stead or was_sent_since(session, lookup, TextKind.READS_ON, now - _HOUR):
        return None
    return TextKind.READS_ON


def _is_once_too_often(session: Session, now: datetime, enquiry: Enquiry, kind: TextKind, body: str) -> bool:
    """Return True for a text that is not capped, where it was sent often and would be the last one again."""
    sent = _answers_since(session, enquiry.phone_lookup, now - _HOUR, [kind])
    return sent >= ANSWERS_AN_HOUR and body == _last_words(session, enquiry)


def is_fresh(session: Session, now: datetime, enquiry: Enquiry, kind: TextKind) -> bool:
    """Return True where that text was sent about the enquiry of late, so that they have it before them."""
    lookup, since = enquiry.phone_lookup, now - kind.rules.fresh_for
    return _count(session, _ABOUT_ENQUIRY, lookup, enquiry=enquiry.id, kinds=[kind], since=since) > 0


def was_sent_since(session: Session, lookup: str, kind: TextKind, since: datetime) -> bool:
    """Return True where a text of that kind was posted to that number after `since`."""
    return _count(session, _SINCE, lookup, kinds=[kind], since=since) > 0


def last_of(session: Session, lookup: str, kinds: Collection[TextKind]) -> TextKind | None:
    """The kind of the last text to that number that is one of these."""
    last = session.scalar(
        select(Outgoing.kind)
        .where(Outgoing.to_lookup == lookup, Outgoing.kind.in_(kinds))
        .order_by(Outgoing.created_at.desc(), Outgoing.id.desc())
        .limit(1)
    )
    return text_kind(last) if last is not None else None


def was_texted(session: Session, lookup: str) -> bool:
    """Return True where we have ever texted that number, as an enquirer's."""
    return _count(session, _TO_ENQUIRER, lookup) > 0


def last_about(session: Session, enquiries: Sequence[Enquiry], sender: str) -> int | None:
    """The id of that enquiry of one person which our last text from that number was about; None for none."""
    return session.scalar(
        select(Outgoing.enquiry_id)
        .where(
            Outgoing.to_lookup == enquiries[0].phone_lookup,
            Outgoing.sender == sender,
            Outgoing.staff_id.is_(None),
            Outgoing.enquiry_id.in_([each.id for each in enquiries]),
        )
        .order_by(Outgoing.created_at.desc(), Outgoing.id.desc())
        .limit(1)
    )


def _answers_since(session: Session, lookup: str, since: datetime, kinds: Collection[TextKind]) -> int:
    return _count(session, _TO_ENQUIRER_SINCE, lookup, kinds=list(kinds), since=since)


def country_values(session: Session, country: str, language: str) -> dict[str, str]:
    """What texts say of who helps at once in a country (ISO 3166), in a language (ISO 639)."""
    setup = snapshot.current_setup(session)
    lines = line_clauses.clauses(setup.lines_of(country), language)
    return {"emergency": setup.emergency_number(country), **lines}


def centre_values(centre: Centre, language: str, country: str, *, by_text: bool = False) -> dict[str, object]:
    """What texts say of a centre to a person in `country` (ISO 3166).

    Where calls come from, that it is free: only where it is so. The line: only to one who can call it.
    `by_text`: they asked not to be rung.
    """
    line = as_dialled(centre.line, country)
    says = "says." + "_".join(centre.says)
    may_call = can_call(country, centre.line) and not by_text
    return {
        "line": line,
        "from_line": _about_line("from_line", line, language)
        if calls_come_from_line(centre, country) and not by_text
        else "",
        "or_call": _about_line("or_call", line, language) if may_call else "",
        "can_call": _about_line("can_call", line, language) if may_call else "",
        "minutes": centre.promise_seconds // 60,
        "says": f" {wording.text_in(language, says, {})}" if centre.says else "",
    }


def calls_come_from_line(centre: Centre, country: str) -> bool:
    """Return True where calls to a person in `country` (ISO 3166) show the centre's line."""
    return centre.calls_from is CallsFrom.LINE and country == centre.country


@lru_cache(maxsize=1024)
def _about_line(words: str, line: str, language: str) -> str:
    return wording.text_in(language, f"words.{words}", {"line": line})


def _as_may_be_promised(
    session: Session, now: datetime, enquiry: Enquiry, kind: TextKind, may: ContactPermission
) -> TextKind:
    """The same text without minutes, where none may be promised now: they are promised for calls alone.

    One who wants neither calls nor texts is promised none.
    """
    if (
        may.is_text_only
        and _says_how_we_get_back(kind)
        and contact_permission(session, now, enquiry).is_neither
    ):
        return TextKind.NO_CONTACT
    without = kind.without_minutes
    is_promised = without is kind or (
        not may.is_text_only and expected_call(session, now, enquiry.centre) is Expect.SOON
    )
    return kind if is_promised else without


def _says_how_we_get_back(kind: TextKind) -> bool:
    is_danger = kind.rules.purpose is Purpose.DANGER  # there a person decides
    return kind is TextKind.NO_CALLS or ("reach" in wording.names(kind) and not is_danger)


def _post(
    session: Session, now: datetime, enquiry: Enquiry, kind: TextKind, body: str, delay: timedelta
) -> None:
    assert enquiry.phone is not None, "an erased person cannot be texted"
    outbox.post(
        session,
        now,
        kind=kind,
        to=enquiry.phone,
        sender=sender_numbers.for_enquirer(session, enquiry),
        body=body,
        enquiry=enquiry,
        delay=delay,
    )


def reach(may: ContactPermission, language: str) -> str:
    """How we get back to them, as texts say it: call, text."""
    return wording.text_in(language, "words.text" if may.is_text_only else "words.call", {})


def words_for(
    session: Session,
    now: datetime,
    enquiry: Enquiry,
    kind: str,
    may: ContactPermission,
    language: str,
    **values: str | datetime,
) -> str:
    """A text to the person of that name, in a language that has it, else in English.

    Moments (UTC) among the values become words.
    """
    language = wording.spoken_in(kind, language)
    said = {
        **centre_values(enquiry.centre, language, enquiry.country, by_text=may.is_text_only),
        **country_values(session, enquiry.help_country, language),
        "reach": reach(may, language),
        **{name: _in_words(name, value, now, enquiry.centre, language) for name, value in values.items()},
    }
    own = snapshot.current_setup(session).own_wording(enquiry.centre_id, kind, language)
    return wording.text_in(language, kind, said, own=own)


def _in_words(name: str, value: str | datetime, now: datetime, centre: Centre, language: str) -> str:
    if isinstance(value, str):
        return value
    say = moments.opening if name == "opens" else moments.call_time
    return say(value, now, centre.zone, language)


def _last_words(session: Session, enquiry: Enquiry) -> str | None:
    """What we texted them last."""
    last = session.scalar(
        select(Outgoing)
        .where(Outgoing.to_lookup == enquiry.phone_lookup, Outgoing.staff_id.is_(None))
        .order_by(Outgoing.created_at.desc(), Outgoing.id.desc())
        .limit(1)
    )
    return last.body if last is not None else None


def _count(session: Session, texts: Select[Any], lookup: str, **asked: object) -> int:
    """How many of these texts to that number there are."""
    if absent_rows.has_none(session, lookup, Outgoing):
        return 0
    return session.scalar(texts, {"lookup": lookup, **asked}) or 0
