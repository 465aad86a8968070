"""What days are counted, and what reports say with and without that."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from enquiries.dates.period import Period
from enquiries.organisation import centres
from enquiries.reporting.breakdowns import Breakdown, Part, WaitQuestion, break_down
from enquiries.reporting.tally import counting
from enquiries.reporting.tally.models import TallyCount, TallyDay
from enquiries.reporting.tally.tallies import holds
from tests.reporting.histories import SATURDAY
from tests.support.ringback import Ringback
from workers.records.tally_keeper import TallyKeeper

# All is over by then, and nothing is still to come.
NOW = SATURDAY + timedelta(days=12)
PERIODS = (
    Period(),
    Period.parse("2026-03-28", "2026-03-30"),
    Period.parse("2026-03-29", None),
    Period.parse(None, "2026-03-28"),
)
# Of one row each, as no one may by hand: it is to be noticed all the same.
CHANGES = {
    "wait.enquiry_id": "UPDATE wait SET number = 99, enquiry_id = (SELECT max(id) FROM enquiry) WHERE id = "
    "(SELECT id FROM wait WHERE ended IS NOT NULL AND enquiry_id < 50 ORDER BY id LIMIT 1)",
    "wait.number": "UPDATE wait SET number = 99 WHERE id = "
    "(SELECT one.id FROM wait AS one JOIN wait AS two ON two.enquiry_id = one.enquiry_id "
    "WHERE one.number = 1 AND two.number = 2 AND two.evidence IS NOT NULL AND one.evidence IS NULL "
    "ORDER BY one.id LIMIT 1)",
    "wait.centre_id": "UPDATE wait SET centre_id = 3 - centre_id WHERE id = (SELECT min(id) FROM wait)",
    "wait.began_at": "UPDATE wait SET began_at = '2026-03-31 12:00:00.000000' WHERE id = "
    "(SELECT min(id) FROM wait WHERE number = 1)",
    "wait.wanted_at": "UPDATE wait SET wanted_at = '2026-03-28 23:59:59.000000' WHERE id = "
    "(SELECT min(id) FROM wait WHERE wanted_at > '2026-03-29 12:00:00.000000')",
    "wait.promise_seconds": "UPDATE wait SET promise_seconds = 86400 WHERE id = "
    "(SELECT id FROM wait WHERE called_at > wanted_at ORDER BY called_at DESC LIMIT 1)",
    "wait.alerted_at": "UPDATE wait SET alerted_at = NULL WHERE id = "
    "(SELECT min(id) FROM wait WHERE alerted_at IS NOT NULL AND claimed_at IS NULL)",
    "wait.claimed_at": "UPDATE wait SET claimed_at = '2026-03-28 00:00:01.000000' WHERE id = "
    "(SELECT min(id) FROM wait WHERE claimed_at IS NULL AND number = 1)",
    "wait.claimed_by_id": "UPDATE wait SET claimed_by_id = 3 WHERE id = "
    "(SELECT min(id) FROM wait WHERE claimed_by_id <> 3)",
    "wait.called_at": "UPDATE wait SET called_at = '2026-03-31 12:00:00.000000' WHERE id = "
    "(SELECT min(id) FROM wait WHERE called_at IS NOT NULL)",
    "wait.evidence": "UPDATE wait SET evidence = 'network' WHERE id = "
    "(SELECT min(id) FROM wait WHERE evidence IS NOT NULL)",
    "wait.ended": "UPDATE wait SET ended = 'moved' WHERE id = "
    "(SELECT min(id) FROM wait WHERE ended = 'closed')",
    "enquiry.channel": "UPDATE enquiry SET channel = 'web' WHERE id = "
    "(SELECT min(id) FROM enquiry WHERE channel = 'sms')",
    "enquiry.source": "UPDATE enquiry SET source = 'radio' WHERE id = 7",
    "enquiry.language": "UPDATE enquiry SET language = 'pl' WHERE id = 7",
    "enquiry.outcome": "UPDATE enquiry SET outcome = 'info' WHERE id = "
    "(SELECT min(id) FROM enquiry WHERE outcome = 'booked')",
    "enquiry.excluded_reason": "UPDATE enquiry SET excluded_reason = NULL WHERE id = "
    "(SELECT min(id) FROM enquiry WHERE excluded_reason IS NOT NULL)",
    "enquiry.urgent": "UPDATE enquiry SET urgent = true WHERE id = "
    "(SELECT min(id) FROM enquiry WHERE NOT urgent AND NOT urgency_cleared_late)",
    "enquiry.urgency_cleared_late": "UPDATE enquiry SET urgency_cleared_late = true WHERE id = "
    "(SELECT min(id) FROM enquiry WHERE NOT urgent AND NOT urgency_cleared_late)",
    "enquiry.received_at": "UPDATE enquiry SET received_at = '2026-03-27 12:00:00.000000' WHERE id = 7",
    "enquiry.reached_at": "UPDATE enquiry SET reached_at = NULL WHERE id = "
    "(SELECT min(id) FROM enquiry WHERE reached_at IS NOT NULL)",
    "enquiry.admitted_at": "UPDATE enquiry SET admitted_at = '2026-03-31 12:00:00.000000' WHERE id = "
    "(SELECT min(id) FROM enquiry WHERE outcome = 'declined' AND admitted_at IS NULL)",
    "enquiry.closed_by_id": "UPDATE enquiry SET closed_by_id = 3 WHERE id = "
    "(SELECT min(id) FROM enquiry WHERE closed_by_id <> 3)",
    "enquiry.centre_id": "UPDATE enquiry SET centre_id = 3 - centre_id WHERE id = "
    "(SELECT min(id) FROM enquiry WHERE closed_by_id IS NOT NULL)",
    "enquiry.attempts": "UPDATE enquiry SET attempts = attempts + 1 WHERE id = 7",
    "enquiry.synthetic": "UPDATE enquiry SET synthetic = true WHERE id = 7",
}
GONE = "DELETE FROM wait WHERE id = (SELECT max(id) FROM wait)"
FORGET = ("DELETE FROM tally_count", "DELETE FROM tally_day", "DELETE FROM tally_reach")
# no wait is found without the enquiry, and its id names it for ever
NEVER_CHANGES = {"enquiry.id"}


def keep(ringback: Ringback, now: datetime = NOW) -> None:
    """As the periodic job does."""
    TallyKeeper(ringback.app, breath=0).keep(now)


def days_that_hold(session: Session, now: datetime = NOW) -> set[tuple[int, str]]:
    """The days, by centre, that reports take as they were counted."""
    facts = counting.facts_at(session, now)
    return {
        (centre.id, str(day))
        for centre in centres.all_centres(session)
        for day in session.scalars(select(TallyDay.day).where(*holds(centre, facts)))
    }


def told(session: Session, period: Period, now: datetime = NOW) -> Mapping[int, Breakdown]:
    asked = WaitQuestion(period, centres.all_centres(session), counting.facts_at(session, now))
    return break_down(session, asked, *Part)


def told_by_waits(session: Session, period: Period, now: datetime = NOW) -> Mapping[int, Breakdown]:
    """The same where nothing is counted before."""
    with session.begin_nested() as to_be_undone:
        session.execute(delete(TallyCount))
        session.execute(delete(TallyDay))
        found = told(session, period, now)
        to_be_undone.rollback()
    return found


def assert_right(ringback: Ringback, now: datetime = NOW) -> None:
    """Reports say what the waits come to, of any period."""
    with ringback.session() as session:
        for period in PERIODS:
            assert told(session, period, now) == told_by_waits(session, period, now), period
