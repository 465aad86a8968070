"""Look up accounts, and end their sessions, second steps and weekly summary."""

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session, contains_eager, selectinload

from enquiries.accounts.models import Account, new_session_id
from enquiries.core.base import insert_for
from enquiries.organisation.models import Staff
from enquiries.organisation.staff import may_administer


def account_of_session(session: Session, session_id: str) -> Account | None:
    """Return the account of a session; None where the session was ended, or the person switched off."""
    return session.scalar(_active().where(Account.fs_uniquifier == session_id))


def account_at_second_step(session: Session, session_id: str) -> Account | None:
    """Return the account whose password was accepted, locked until the commit: no code works twice."""
    return session.scalar(_active().where(Account.fs_uniquifier == session_id).with_for_update(of=Account))


def by_email(session: Session, email: str) -> Account | None:
    """Return the account of the active person with that address, locked until the commit."""
    return session.scalar(_active().where(Staff.email == email.strip().lower()).with_for_update(of=Account))


def account_of(session: Session, staff: Staff) -> Account:
    """Return the account of a person, locked until the commit; create it where there is none."""
    session.execute(insert_for(session)(Account).values(staff_id=staff.id).on_conflict_do_nothing())
    return session.scalars(select(Account).where(Account.staff_id == staff.id).with_for_update()).one()


def looked_after_by(session: Session, staff: Staff) -> list[tuple[Staff, Account | None]]:
    """Return the other active people whose accounts `staff` may administer, by name."""
    people = select(Staff, Account).join(Account, Account.staff_id == Staff.id, isouter=True)
    people = people.where(Staff.active, Staff.id != staff.id)
    people = people.order_by(Staff.name, Staff.id).options(selectinload(Staff.centres))
    found = session.execute(people)
    return [(person, account) for person, account in found if may_administer(staff, person)]


def end_sessions(account: Account) -> None:
    """Sign the account out everywhere."""
    account.fs_uniquifier = new_session_id()


def forget_second_step(account: Account) -> None:
    """Remove the authenticator app and the recovery codes, and sign out everywhere."""
    account.totp_secret = account.totp_counter = None
    account.mf_recovery_codes = []
    end_sessions(account)


def stop_weekly_summary(session: Session, staff: Staff) -> None:
    session.execute(update(Account).where(Account.staff_id == staff.id).values(weekly_summary_from=None))


def _active() -> Select[Account]:
    return (
        select(Account)
        .join(Account.staff)
        .where(Staff.active)
        .options(contains_eager(Account.staff).selectinload(Staff.centres))
    )
