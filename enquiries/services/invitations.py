"""Links by which somebody chooses a password: the first time, or because they forgot theirs.

A link is good once and for two days, and making another ends it. Only its digest is kept: it is shown to
whoever made it, once.
"""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from enquiries.models.account import Account
from enquiries.models.staff import Staff
from enquiries.services import accounts
from enquiries.services.claims import digest, new_token
from enquiries.services.settings import settings_of

GOOD_FOR = timedelta(days=2)


def invite(session: Session, now: datetime, staff: Staff, *, forget_second_step: bool = False) -> str:
    """The address of a new link for that person.

    Somebody who lost their phone and their recovery codes sets up a new second step: it is forgotten now.
    """
    account = accounts.of_staff(session, staff)
    token = new_token()
    account.link_lookup, account.link_ends_at = digest(token), now + GOOD_FOR
    if forget_second_step:
        accounts.forget_second_step(account)
    session.flush()
    return f"{settings_of(session).public_base_url}/join/{token}"


def by_token(session: Session, now: datetime, token: str) -> Account | None:
    """The account that a link belongs to, ours alone until the commit; None where the link has ended."""
    return session.scalar(
        select(Account)
        .join(Account.staff)
        .where(Account.link_lookup == digest(token), Account.link_ends_at > now, Staff.active)
        .options(joinedload(Account.staff))
        .with_for_update(of=Account)
    )


def take_up(account: Account, password_hash: str) -> None:
    """The link is used: they have a password, and every browser they were signed in with is signed out."""
    account.link_lookup = account.link_ends_at = None
    account.password = password_hash
    accounts.end_sessions(account)
