"""A member of staff at a browser: `Member(ringback, "sam@example.org").opens("/board")`."""

from passlib.totp import TOTP
from sqlalchemy import select

from enquiries.accounts import accounts, invitations
from enquiries.accounts.models import Account
from enquiries.accounts.passwords import FOR_DEMONSTRATION as PASSWORD
from enquiries.organisation.models import Staff
from tests.support.ringback import Ringback
from tests.web.visitor import Visitor


class Member(Visitor):
    """They signed in a moment ago. How one does that is tested in test_sign_in."""

    def __init__(self, ringback: Ringback, email: str, *, ready: bool = True) -> None:
        super().__init__(ringback)
        account = account_of(ringback, email)
        if ready and account.staff.role.needs_second_step:
            set_up_second_step(ringback, email)
        now, who = ringback.now.timestamp(), account.fs_uniquifier
        with self.client.session_transaction() as browser:
            browser.update({"_user_id": who, "seen": now, "fs_paa": now, "last": account.staff_id})


def account_of(ringback: Ringback, email: str) -> Account:
    """Their account, made where there was none."""
    with ringback.session() as session:
        staff = session.scalars(select(Staff).where(Staff.email == email)).one()
        account = accounts.account_of(session, staff)
        account.staff = staff  # there also once the session is over
        session.commit()
        return account


def set_up_second_step(ringback: Ringback, email: str) -> None:
    """With an app of their own, unless they have one."""
    with ringback.session() as session:
        account = session.merge(account_of(ringback, email))
        account.totp_secret = account.totp_secret or TOTP.new().to_json(encrypt=False)
        session.commit()


def link_for(ringback: Ringback, email: str, **how: bool) -> str:
    """A new link by which they choose a password: the path of it."""
    with ringback.session() as session:
        staff = session.scalars(select(Staff).where(Staff.email == email)).one()
        link = invitations.invite(session, ringback.now, staff, **how)
        session.commit()
        return link.removeprefix(ringback.url)


def joined(ringback: Ringback, email: str, password: str = PASSWORD) -> Visitor:
    """They chose a password by a link, and are signed in with that browser as far as it goes."""
    browser = Visitor(ringback)
    page = browser.sends(link_for(ringback, email), password=password)
    assert page.status_code == 303
    return browser


def app_code(ringback: Ringback, email: str) -> str:
    """What their authenticator app shows now."""
    secret = account_of(ringback, email).totp_secret
    assert secret is not None
    token: str = TOTP.from_source(secret).generate(time=ringback.now).token
    return token
