"""Who this browser belongs to: Flask-Security, with our accounts and none of its pages.

It hashes passwords, keeps the session, and makes and checks one-time codes. A session names an account by a
word that changes when a person signs out everywhere; the account is read again for every request, so that
a deactivated account or a new role takes effect at the next click. Pages for the public never ask.
"""

from datetime import UTC, datetime, timedelta

from flask import current_app, g, request, session
from flask_login import current_user
from flask_security.utils import (
    check_and_update_authn_fresh,
    hash_password,
    login_user,
    logout_user,
    verify_and_update_password,
)

from config import Env
from enquiries.accounts.models import Account

# Staff on call look at the board between two nights' sleep, not once a week.
ENDS_AFTER = timedelta(hours=12)
FRESH_FOR = timedelta(minutes=15)
_NOTED_EVERY = timedelta(minutes=5)
_SEEN, _LAST = "seen", "last"


def account() -> Account | None:
    """The account that this browser is signed in to; None where it is not, or was not seen for long."""
    if "_user_id" not in session:
        return None
    now = datetime.now(UTC).timestamp()
    quiet_for = timedelta(seconds=now - session.get(_SEEN, 0))
    if quiet_for > ENDS_AFTER:
        logout_user()
        return None
    if quiet_for > _NOTED_EVERY and not _asked_by_script():
        session[_SEEN] = now
    found = current_user._get_current_object()
    return found if isinstance(found, Account) else None


def _asked_by_script() -> bool:
    """A page that refreshes itself is no sign that a person is there."""
    return request.method == "GET" and request.headers.get("X-Requested-With") == "fetch"


def last_here() -> int | None:
    """Who of the staff was signed in last with this browser, and did not sign out; None where no one was."""
    last: int | None = session.get(_LAST)
    return last


def knows_password(account: Account | None, password: str) -> bool:
    """Return True where the password is right. Takes as long where there is no such account."""
    if account is None or account.password is None:
        hash_password(password)
        return False
    return verify_and_update_password(password, account)  # type: ignore[arg-type]


def is_fresh() -> bool:
    """Return True where they signed in, or gave their password once more, a moment ago."""
    return check_and_update_authn_fresh(FRESH_FOR, FRESH_FOR)


def lacks_second_step(account: Account) -> bool:
    """Return True where they must set one up first; never on an engineer's own machine."""
    is_demanded = current_app.config["RINGBACK"].env is not Env.DEVELOPMENT
    return is_demanded and account.staff.role.needs_second_step and account.totp_secret is None


def sign_in(account: Account, now: datetime) -> None:
    """From now on this browser is theirs."""
    account.signed_in_at = now
    session.update({_SEEN: now.timestamp(), _LAST: account.staff_id})
    login_user(account)  # type: ignore[arg-type]
    g.staff = account.staff


def sign_out() -> None:
    session.pop(_LAST, None)
    logout_user()
