"""Enquiries closed as spam, duplicates or tests, in sentences: by whom, why, when, after how long a wait."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlencode

from flask import url_for

from enquiries.core.db import db
from enquiries.core.settings import settings_of
from enquiries.dates.durations import say_seconds
from enquiries.dates.period import Period
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.exclusions import ExclusionReason
from enquiries.lifecycle.models import Enquiry, TimelineEntry
from enquiries.organisation.models import Centre
from enquiries.reporting import closing_shares, exclusions
from enquiries.reporting.exclusions import ClosedEnquiry, ExclusionQuery
from enquiries.web import formatting
from enquiries.web.auth.access import signed_in

_IN_SECTION: Final = 5


@dataclass(frozen=True)
class LeftOutLine:
    """One enquiry. `why` is in a word or two; what was written about it is on its own page alone."""

    enquiry: Enquiry
    title: str
    is_left_out: bool
    sentences: Sequence[str]


@dataclass(frozen=True)
class LeftOutSection:
    """What the page of reports says of them: the latest few, and where the others are."""

    lines: Sequence[LeftOutLine]
    address: str  # of the page with all of them


def section(period: Period, centres: Sequence[Centre], slug: str) -> LeftOutSection:
    """Those received in a period; `slug` is the centre that was asked for, if one was."""
    wanted = ExclusionQuery(period, centres, signed_in())
    found = exclusions.closed_uncounted(db.session(), wanted, most=_IN_SECTION).found
    return LeftOutSection(lines(found), address(period, slug))


def address(period: Period, slug: str, **more: str) -> str:
    """The page with those filters."""
    query = {"from": str(period.first or ""), "to": str(period.last or ""), "centre": slug, **more}
    return f"{url_for('left_out.show')}?{urlencode({key: said for key, said in query.items() if said})}"


def shares(wanted: ExclusionQuery) -> list[str]:
    """A sentence for each who closed more than the set share of theirs so."""
    percent = settings_of(db.session()).left_out_share
    return list(
        closing_shares.sentences(exclusions.closings(db.session(), datetime.now(UTC), wanted), percent)
    )


def lines(found: Sequence[ClosedEnquiry]) -> list[LeftOutLine]:
    return [
        LeftOutLine(
            each.enquiry, _title(each.enquiry), bool(each.enquiry.excluded_reason), list(_sentences(each))
        )
        for each in found
    ]


def cleared_lines(found: Sequence[ClosedEnquiry]) -> list[LeftOutLine]:
    """Those that a person marked not urgent; `is_left_out` where the figure of the urgent is without it."""
    return [
        LeftOutLine(
            each.enquiry, "Urgency cleared", not each.enquiry.counts_as_urgent, list(_on_clearing(each))
        )
        for each in found
    ]


def _title(enquiry: Enquiry) -> str:
    assert enquiry.outcome is not None, "it is closed"
    kind, reason = enquiry.outcome.value.capitalize(), enquiry.excluded_reason
    return f"{kind}: {reason.sentence}" if reason else kind


def _sentences(found: ClosedEnquiry) -> Iterator[str]:
    closing, enquiry = found.last(EventKind.CLOSED), found.enquiry
    if closing is not None:
        yield f"{_who(closing)} closed it {_when(closing, enquiry)}, {_after(found, closing.at)}."
    if enquiry.excluded_reason is ExclusionReason.UNKNOWN:
        yield "It was closed before reasons were asked for."
    later, counted = found.last(EventKind.EXCLUDED), found.last(EventKind.COUNTED)
    if counted is not None and (later is None or later.id < counted.id):
        yield f"{_who(counted)} put it back into the figures {_when(counted, enquiry)}."
    elif later is not None:
        yield f"{_who(later)} gave the reason {_when(later, enquiry)}."
    elif enquiry.excluded_reason is None:
        was_put_back = any(each.what is EventKind.COUNTED for each in found.decisions)
        yield (
            "A manager put it back before, so it counts."
            if was_put_back
            else "No reason was given, so it counts."
        )
    if any(each is not None and each.has_words for each in (closing, later, counted)):
        yield "Their words are with the enquiry."


def _on_clearing(found: ClosedEnquiry) -> Iterator[str]:
    cleared, enquiry = found.cleared, found.enquiry
    if cleared is None:
        return
    yield f"{_who(cleared)} cleared it {_when(cleared, enquiry)}, {_after(found, cleared.at)}."
    if enquiry.urgent:
        yield "It is urgent again."
    elif enquiry.urgency_cleared_late:
        yield "The time for its call had run out, so it counts as urgent."
    yield "The reason is with the enquiry."


def _who(entry: TimelineEntry) -> str:
    """Who did it: where that was none of staff, it was said by the link in a text."""
    return entry.staff.name if entry.staff is not None else "The person whose number it is"


def _when(entry: TimelineEntry, enquiry: Enquiry) -> str:
    return formatting.clock(entry.at, enquiry.centre.zone)


def _after(found: ClosedEnquiry, end: datetime) -> str:
    """How long the person had waited when it was decided, or when they had been called."""
    wait = found.wait_at(end)
    if wait is None:
        return "without a call"
    was_called = wait.called_at is not None and wait.called_at <= end
    waited = say_seconds(int(wait.lasted(end).total_seconds()))
    return f"called after {waited}" if was_called else f"after {waited} without a call"
