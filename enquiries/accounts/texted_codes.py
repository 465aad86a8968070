"""Sign-in with a code sent by text, for responders of centres that allow it.

A responder woken at two has their phone in hand and no password in mind. The code goes to the mobile that
receives their alerts; it works once, for five minutes.
"""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from enquiries.accounts import accounts
from enquiries.accounts.models import Account
from enquiries.core.enums import Role
from enquiries.messaging.texts import TextKind
from enquiries.messaging.to_staff import tell
from enquiries.organisation.models import Centre, Staff

GOOD_FOR = timedelta(minutes=5)
_DIGITS = 6


def is_offered(session: Session) -> bool:
    """Return True where at least one centre allows it."""
    return session.scalar(select(Centre.id).where(Centre.sign_in_by_text).limit(1)) is not None


def send(session: Session, now: datetime, email: str) -> None:
    """Text a code to the person with that address, if they may have one. Does nothing otherwise."""
    staff = session.scalar(
        select(Staff)
        .where(Staff.email == email.strip().lower(), Staff.active)
        .options(selectinload(Staff.centres))
    )
    if staff is None or not may_have_one(staff):
        return
    account = accounts.account_of(session, staff)
    code = str(secrets.randbelow(10**_DIGITS)).zfill(_DIGITS)
    account.texted_code, account.texted_code_ends_at = code, now + GOOD_FOR
    tell(session, now, staff, TextKind.SIGN_IN, pin=code)


def may_have_one(staff: Staff) -> bool:
    """Return True for responders all of whose centres allow it."""
    allowed = [centre.sign_in_by_text for centre in staff.centres]
    return staff.role is Role.RESPONDER and bool(allowed) and all(allowed)


def take(session: Session, now: datetime, email: str, typed: str) -> Account | None:
    """Use up a code. Returns the account it signs in to; None where it is wrong, expired or used."""
    account = accounts.by_email(session, email)
    if account is None or not may_have_one(account.staff):
        return None
    code, ends_at = account.texted_code, account.texted_code_ends_at
    if code is None or ends_at is None or ends_at < now:
        return None
    if not secrets.compare_digest(code.encode(), "".join(typed.split()).encode()):
        return None
    account.texted_code = account.texted_code_ends_at = None
    return account
