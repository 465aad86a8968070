"""Links for choosing a password, for the first time or after it was forgotten.

A link works once, for two days, and making another ends it. Only its digest is stored: the link is shown
once, to the person who made it.
"""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from enquiries.accounts import accounts, change_notices
from enquiries.accounts.models import Account
from enquiries.audit import trail
from enquiries.audit.models import AmendmentKind, Through
from enquiries.core.crypto import digest, new_token
from enquiries.core.settings import settings_of
from enquiries.organisation.models import Staff

GOOD_FOR = timedelta(days=2)


def invite(session: Session, now: datetime, staff: Staff, *, forget_second_step: bool = False) -> str:
    """Make a new link for a person. Returns its address.

    `forget_second_step` is for a person who lost their phone and recovery codes and sets up a new one.
    """
    account = accounts.account_of(session, staff)
    token = new_token()
    account.link_lookup, account.link_ends_at = digest(token), now + GOOD_FOR
    if forget_second_step:
        accounts.forget_second_step(account)
    session.flush()
    return f"{settings_of(session).public_base_url}/join/{token}"


def make_for(
    session: Session, now: datetime, person: Staff, *, by: Staff | None, forget_second_step: bool = False
) -> str:
    """Make a new link for another person, record it, and tell that person by text. Returns its address.

    `by` is None on the command line.
    """
    link = invite(session, now, person, forget_second_step=forget_second_step)
    after = {"link": "new"} | ({"second_step": "forgotten"} if forget_second_step else {})
    _note(session, now, person, after, by)
    change_notices.tell_of_link(session, now, person, by)
    return link


def sign_out(session: Session, now: datetime, person: Staff, *, by: Staff) -> None:
    """Sign a person out everywhere, and record it."""
    accounts.end_sessions(accounts.account_of(session, person))
    _note(session, now, person, {"sessions": "ended"}, by)


def by_token(session: Session, now: datetime, token: str) -> Account | None:
    """Return the account of a link, locked until the commit; None where the link has expired."""
    return session.scalar(
        select(Account)
        .join(Account.staff)
        .where(Account.link_lookup == digest(token), Account.link_ends_at > now, Staff.active)
        .options(joinedload(Account.staff))
        .with_for_update(of=Account)
    )


def take_up(account: Account, password_hash: str) -> None:
    """Use up the link: set the password, and sign out every browser."""
    account.link_lookup = account.link_ends_at = None
    account.password = password_hash
    accounts.end_sessions(account)


def _note(session: Session, now: datetime, person: Staff, after: dict[str, str], by: Staff | None) -> None:
    through = Through.PAGE if by else Through.FILE
    trail.note(session, now, AmendmentKind.CHANGED, f"sign-in of {person.email}", {}, after, by, through)
