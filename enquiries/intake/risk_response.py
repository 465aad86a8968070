"""Signs of danger in a message: noted, answered at once, and never taken back by a machine."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.core.crypto import DecryptionError
from enquiries.intake import automatic_texts
from enquiries.lifecycle import absent_rows, transitions
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.timeline import record
from enquiries.messaging import to_enquirer
from enquiries.messaging.models import Incoming
from enquiries.messaging.texts import danger_text
from enquiries.parsing.risk.finding import VERSION, RiskFinding, Tier
from enquiries.parsing.risk.scan import scan

_HOUR = timedelta(hours=1)
# Texts that belong together: what a person in distress sends in pieces.
_TOGETHER = timedelta(minutes=10)
_MOST_PIECES = 4
_LONGEST_PIECE = 300  # characters, from its end


def find_risk(session: Session, incoming: Incoming) -> RiskFinding:
    """Look for danger in a text, but for what it quotes of ours, and in the last few read together with it.

    What was in those before, alone or together, is known already: only what the new text adds is found.
    """
    body = incoming.body or ""
    alone = scan(body)
    if alone.tiers:
        body = automatic_texts.without_our_words(session, incoming)
        alone = scan(body)
    before = _pieces_before(session, incoming)
    if not before:
        return alone
    known = scan(before)
    together = scan(f"{before} {body[:_LONGEST_PIECE]}")
    if not together.is_danger or alone.is_danger or (known.is_danger and together.tiers[0] in known.tiers):
        return alone
    return together


def _pieces_before(session: Session, incoming: Incoming) -> str:
    """What that number texted in the last minutes, the oldest first, as one text."""
    if absent_rows.has_none(session, incoming.sender_lookup, Incoming):
        return ""
    latest = session.scalars(
        select(Incoming)
        .where(
            Incoming.sender_lookup == incoming.sender_lookup,
            Incoming.id < incoming.id,
            Incoming.received_at > incoming.received_at - _TOGETHER,
        )
        .order_by(Incoming.id.desc())
        .limit(_MOST_PIECES)
    ).all()
    return " ".join(_end_of(each) for each in reversed(latest))


def _end_of(incoming: Incoming) -> str:
    try:
        return (incoming.body or "")[-_LONGEST_PIECE:]
    except (
        DecryptionError
    ):  # it was erased, or sealed with a key that is gone: the new text is read all the same
        return ""


def note_risk(session: Session, now: datetime, enquiry: Enquiry, finding: RiskFinding) -> RiskFinding | None:
    """Write down what was found, and make the enquiry urgent where it is danger. Returns that; else None.

    A concern is seen by those who take the enquiry, which waits for no opening.
    """
    if not finding.tiers:
        return None
    known = enquiry.risk.split(",") if enquiry.risk else []
    enquiry.risk = ",".join(tier for tier in Tier if tier in {*known, *finding.tiers})
    record(
        session,
        now,
        enquiry,
        EventKind.RISK_FOUND,
        words=", ".join(finding.words),
        tiers=list(finding.tiers),
        level=finding.level,
        list_version=VERSION,
    )
    if not finding.is_danger:
        return None
    transitions.make_urgent(session, now, enquiry, finding.tiers[0])
    return finding


def answer_risk(session: Session, now: datetime, enquiry: Enquiry, finding: RiskFinding) -> None:
    """Say how to get help now: for the worst that was found, and once an hour."""
    tier = finding.tiers[0]
    kind = danger_text(tier, other=finding.other)
    if not to_enquirer.was_sent_since(session, enquiry.phone_lookup, kind, now - _HOUR):
        to_enquirer.answer(session, now, enquiry, kind)
