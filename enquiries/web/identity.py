"""Who this browser belongs to: Flask-Security, with our accounts and none of its pages.

It hashes passwords, keeps the session, and makes and checks one-time codes. A session names an account by a
word that changes when somebody signs out everywhere; the account is read anew for every request, so that
whoever is switched off or gets another role notices at the next click. Pages for the public never ask.
"""

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask, session
from flask_login import current_user
from flask_security import Security, SQLAlchemyUserDatastore
from flask_security.utils import (
    check_and_update_authn_fresh,
    login_user,
    logout_user,
    verify_and_update_password,
)

from config import Config
from enquiries.db import db
from enquiries.models.account import Account
from enquiries.services import accounts

# Somebody on call looks at the board between two nights' sleep, not once a week.
ENDS_AFTER = timedelta(hours=12)
FRESH_FOR = timedelta(minutes=15)
_NOTED_EVERY = timedelta(minutes=5)
_SEEN = "seen"
_CURIOUS = ("flask_login.login_manager", "flask_login.utils", "flask_principal")


class _Accounts(SQLAlchemyUserDatastore):
    def find_user(self, case_insensitive: bool = False, **by: Any) -> Any:
        return accounts.of_session(self.db.session(), by["fs_uniquifier"])


def configure(app: Flask, config: Config) -> None:
    app.config.update(
        SECURITY_CLI_USERS_NAME=None,
        SECURITY_CLI_ROLES_NAME=None,
        # https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#argon2id
        SECURITY_PASSWORD_SCHEMES=["argon2"],
        SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS={
            "argon2__memory_cost": 19 * 1024,
            "argon2__time_cost": 2,
            "argon2__parallelism": 1,
        },
        # A copy of the database alone is not enough to guess passwords with.
        SECURITY_PASSWORD_SALT=_derived(config.lookup_key, "passwords"),
        SESSION_REFRESH_EACH_REQUEST=False,
    )
    # Our accounts have no roles of its kind, and none of its mixins, which would bring Flask into the models.
    security = Security(app, _Accounts(db, Account, None), register_blueprint=False)  # type: ignore[arg-type]
    _ask_only_where_asked(app, security)
    # Phones change their network many times a day.
    security.login_manager.session_protection = None


def _ask_only_where_asked(app: Flask, security: Security) -> None:
    """By themselves these look at the session of every request, and the public's are none of theirs."""
    everywhere: list[Any] = [
        app.before_request_funcs,
        app.after_request_funcs,
        app.template_context_processors,
    ]
    for hooks in everywhere:
        hooks[None] = [each for each in hooks[None] if each.__module__ not in _CURIOUS]
    # nor is anybody let in by a token in an address
    security.login_manager.request_loader(lambda _: None)


def _derived(key: bytes, purpose: str) -> str:
    return base64.b64encode(hmac.digest(key, purpose.encode(), hashlib.sha256)).decode()


def account() -> Account | None:
    """The account that this browser is signed in to; None where it is not, or was not seen for long."""
    if "_user_id" not in session:
        return None
    now = datetime.now(UTC).timestamp()
    quiet_for = timedelta(seconds=now - session.get(_SEEN, 0))
    if quiet_for > ENDS_AFTER:
        sign_out()
        return None
    if quiet_for > _NOTED_EVERY:
        session[_SEEN] = now
    found = current_user._get_current_object()
    return found if isinstance(found, Account) else None


def knows_password(account: Account, password: str) -> bool:
    return account.password is not None and verify_and_update_password(password, account)  # type: ignore[arg-type]


def is_fresh() -> bool:
    """Whether they gave their password a moment ago."""
    return check_and_update_authn_fresh(FRESH_FOR, FRESH_FOR)


def sign_in(account: Account, now: datetime) -> None:
    """From now on this browser is theirs."""
    accounts.signed_in(now, account)
    session[_SEEN] = now.timestamp()
    login_user(account)  # type: ignore[arg-type]


def sign_out() -> None:
    logout_user()
