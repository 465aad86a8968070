"""Accounts: finding them, and what their people may do."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from enquiries.models.account import Account, new_session_id
from enquiries.models.staff import Staff


def of_session(session: Session, session_id: str) -> Account | None:
    """The account that a browser is signed in to; None where that sign-in was ended, or the person left."""
    return session.scalar(
        select(Account)
        .join(Account.staff)
        .where(Account.fs_uniquifier == session_id, Staff.active)
        .options(joinedload(Account.staff).selectinload(Staff.centres))
    )


def by_email(session: Session, email: str) -> Account | None:
    """The account of the active person with that address, ours alone until the commit."""
    return session.scalar(
        select(Account)
        .join(Account.staff)
        .where(Staff.email == email.strip().lower(), Staff.active)
        .options(selectinload(Account.staff).selectinload(Staff.centres))
        .with_for_update(of=Account)
    )


def of_staff(session: Session, staff: Staff) -> Account:
    """The account of that person, made now where there is none yet."""
    account = session.scalar(select(Account).where(Account.staff_id == staff.id).with_for_update())
    if account is None:
        account = Account(staff=staff)
        session.add(account)
        session.flush()
    return account


def signed_in(now: datetime, account: Account) -> None:
    account.signed_in_at = now
    account.failures, account.locked_until = 0, None


def end_sessions(account: Account) -> None:
    """Sign out everywhere."""
    account.fs_uniquifier = new_session_id()
