"""The numbers and keywords of an installation: finding them, and taking one away that nothing depends on."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from enquiries.audit import trail
from enquiries.audit.models import AmendmentKind
from enquiries.core.enums import NumberUse
from enquiries.lifecycle.models import Enquiry
from enquiries.organisation.models import Centre, Keyword, Number, Staff
from enquiries.setup import dump
from enquiries.setup.toml import values_of


def all_numbers(session: Session, centres: Sequence[Centre]) -> Sequence[Number]:
    """Those whose texts go to one of these centres."""
    of_these = Number.centre_id.in_([centre.id for centre in centres])
    return session.scalars(
        select(Number).where(of_these).options(joinedload(Number.centre)).order_by(Number.id)
    ).all()


def keywords(session: Session, centres: Sequence[Centre]) -> Sequence[Keyword]:
    """Those that lead to one of these centres."""
    of_these = Keyword.centre_id.in_([centre.id for centre in centres])
    whole = (joinedload(Keyword.centre), joinedload(Keyword.number))
    return session.scalars(select(Keyword).where(of_these).options(*whole).order_by(Keyword.id)).all()


def for_keywords(session: Session, centres: Sequence[Centre]) -> Sequence[Number]:
    """The numbers of these centres that the public texts, so that a keyword may be on them."""
    return [each for each in all_numbers(session, centres) if each.use is not NumberUse.STAFF]


def by_number(session: Session, number: str) -> Number | None:
    return session.scalar(select(Number).where(Number.number == number))


def by_word(session: Session, word: str, number: str) -> Keyword | None:
    return session.scalar(
        select(Keyword).join(Keyword.number).where(Keyword.word == word, Number.number == number)
    )


def is_in_use(session: Session, number: Number) -> bool:
    """Whether enquiries came over it, or a keyword is on it: then it stays."""
    came = session.scalar(select(Enquiry.id).where(Enquiry.number_id == number.id).limit(1))
    return came is not None or bool(number.keywords)


def delete_number(session: Session, now: datetime, number: Number, *, by: Staff) -> bool:
    """Whether it could go."""
    trail.lock_settings(session)
    if is_in_use(session, number):
        return False
    before = values_of(dump.number_row(number))
    trail.note(session, now, AmendmentKind.REMOVED, f"number {number.number}", before, {}, by)
    session.delete(number)
    session.flush()
    return True


def delete_keyword(session: Session, now: datetime, keyword: Keyword, *, by: Staff) -> None:
    trail.lock_settings(session)
    before = values_of(dump.keyword_row(keyword))
    what = f"keyword {keyword.word} on {keyword.number.number}"
    trail.note(session, now, AmendmentKind.REMOVED, what, before, {}, by)
    session.delete(keyword)
    session.flush()
