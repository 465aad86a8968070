"""Signs of danger in a message: noted, answered at once, and never taken back by a machine."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.core.crypto import DecryptionError
from enquiries.core.text import normalise
from enquiries.core.transactions import absent_rows
from enquiries.intake import automatic_texts
from enquiries.lifecycle import transitions
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.timeline import record
from enquiries.messaging import to_enquirer
from enquiries.messaging.models import InboxState, Incoming
from enquiries.messaging.texts import DANGER_TEXTS, TextKind, danger_text
from enquiries.messaging.to_enquirer import Answered
from enquiries.organisation import snapshot
from enquiries.parsing.emergency_number import failed_number
from enquiries.parsing.risk.finding import VERSION, RiskFinding, Tier
from enquiries.parsing.risk.scan import scan
from enquiries.parsing.whereabouts import UNKNOWN, whereabouts

# As long as the same words of danger are answered once.
_SAID_AGAIN = timedelta(minutes=3)
# Texts that belong together: what a person in distress sends in pieces.
_TOGETHER = timedelta(hours=1)
_MOST_PIECES = 6
_LONGEST_PIECE = 300  # characters, from its end


def find_risk(session: Session, incoming: Incoming, alone: RiskFinding) -> RiskFinding:
    """Look for danger in a text, but for what it quotes of ours, and in the last few read together with it.

    `alone`: what its words are found to say by themselves. What was in those before, alone or together, is
    known already: only what the new text adds is found.
    """
    body = incoming.body or ""
    if alone.tiers:
        body = automatic_texts.without_our_words(session, incoming)
        alone = scan(body)
    before = _pieces_before(session, incoming)
    if not before:
        return alone
    known = scan(before)
    together = scan(f"{before} {body[:_LONGEST_PIECE]}")
    if alone.is_danger and alone.tiers[0] is Tier.OVERDOSE and together.tiers == (Tier.WITHDRAWAL,):
        return together  # what came before explains it: who stopped drinking and shakes has taken nothing
    if not together.is_danger or alone.is_danger or (known.is_danger and together.tiers[0] in known.tiers):
        return alone
    return together


def _pieces_before(session: Session, incoming: Incoming) -> str:
    """What that number texted in the last hour, the oldest first, as one text."""
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


def learn_whereabouts(session: Session, enquiry: Enquiry, body: str) -> bool:
    """Keep in which country they say they are. Returns whether its emergency number is new to them.

    Where the number that we gave does not work, it is the centre's country, and if we gave that country's
    number, one that we do not know.
    """
    setup = snapshot.current_setup(session)
    told = setup.emergency_number(enquiry.help_country)
    found = whereabouts(body)
    if found is None and failed_number(body) == told:
        centre = enquiry.centre.country
        found = UNKNOWN if setup.emergency_number(centre) == told else centre
    if found is not None:
        enquiry.whereabouts = found
    return setup.emergency_number(enquiry.help_country) != told


def answer_risk(session: Session, now: datetime, enquiry: Enquiry, finding: RiskFinding, body: str) -> None:
    """Say how to get help now, for the worst that was found: each time, but once for the same words."""
    kind = danger_text(finding.tiers[0], other=finding.other)
    lookup = enquiry.phone_lookup
    is_fresh = to_enquirer.was_sent_since(session, lookup, kind, now - _SAID_AGAIN)
    if not (is_fresh and _was_said_since(session, lookup, body, now - _SAID_AGAIN)):
        to_enquirer.answer(session, now, enquiry, kind)


def _was_said_since(session: Session, lookup: str, body: str, since: datetime) -> bool:
    """Return True where the same words were taken before, as of a machine that answers each text of ours."""
    taken = (Incoming.received_at > since, Incoming.state == InboxState.DONE)
    latest = session.scalars(select(Incoming).where(Incoming.sender_lookup == lookup, *taken)).all()
    return any(normalise(_end_of(each)) == normalise(body[-_LONGEST_PIECE:]) for each in latest)


def say_again(session: Session, now: datetime, enquiry: Enquiry) -> Answered:
    """Say once more how to get help now: they ask which number to call, or it is another one than we said."""
    last = to_enquirer.last_of(session, enquiry.phone_lookup, DANGER_TEXTS)
    return to_enquirer.answer(session, now, enquiry, last or TextKind.ALERTED)


def reassure(session: Session, now: datetime, enquiry: Enquiry) -> Answered:
    """Say that a person has been alerted, unless that was just said."""
    if to_enquirer.is_fresh(session, now, enquiry, TextKind.ALERTED):
        return Answered.NOT_AT_ALL
    return to_enquirer.answer(session, now, enquiry, TextKind.ALERTED)
