"""The list of people who were never called, the latest first: by the codes of their enquiries alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from enquiries.core.enums import Channel
from enquiries.lifecycle.models import Enquiry, Wait
from enquiries.lifecycle.waits import Began
from enquiries.reporting.breakdowns import WaitQuestion
from enquiries.reporting.wait_facts import stretches_of

MOST = 500


@dataclass(frozen=True)
class NeverCalled:
    """One wait in which no one called. `outcome`: with which the enquiry was closed; None while they wait."""

    reference: str
    code: str
    centre: str  # slug
    wanted_at: datetime
    began: Began
    urgent: bool
    channel: Channel
    source: str
    outcome: str | None


def never_called(session: Session, asked: WaitQuestion) -> list[NeverCalled]:
    """Return at most MOST of them."""
    found = sorted(_all(session, asked), key=lambda each: each.wanted_at, reverse=True)
    return found[:MOST]


def _all(session: Session, asked: WaitQuestion) -> Iterator[NeverCalled]:
    columns = select(
        Enquiry.reference,
        Enquiry.code,
        Wait.wanted_at,
        Wait.began,
        Enquiry.counts_as_urgent.label("urgent"),
        Enquiry.channel,
        Enquiry.source,
        Enquiry.outcome,
    )
    for centre in asked.centres:
        for stretch in stretches_of(session, asked.period, centre):
            rows = (
                asked.facts.among(columns, centre, stretch)
                .where(asked.facts.is_never_called, *_not_of_reader(asked))
                .order_by(Wait.wanted_at.desc())
                .limit(MOST)
            )
            for row in session.execute(rows):
                yield NeverCalled(centre=centre.slug, **row._asdict())


def _not_of_reader(asked: WaitQuestion) -> Iterator[ColumnElement[bool]]:
    if asked.reader is not None:
        of_whom = Enquiry.excluded_staff_id
        yield or_(of_whom.is_(None), of_whom != asked.reader.id)
