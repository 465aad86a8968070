"""Flask-Security, told of our accounts, and taught to look only where it is asked to."""

import base64
import hashlib
import hmac
from typing import Any

from flask import Flask
from flask_security import Security, SQLAlchemyUserDatastore

from config import Config
from enquiries.accounts import accounts
from enquiries.accounts.models import Account
from enquiries.core.db import db
from enquiries.web.auth.one_time_codes import OneTimeCodes

_CURIOUS = ("flask_login.login_manager", "flask_login.utils", "flask_principal")


class _Accounts(SQLAlchemyUserDatastore):
    def find_user(self, case_insensitive: bool = False, **by: Any) -> Any:
        return accounts.account_of_session(self.db.session(), by["fs_uniquifier"])


def configure(app: Flask, config: Config) -> None:
    app.config.update(
        SESSION_REFRESH_EACH_REQUEST=False,
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
        SECURITY_MULTI_FACTOR_RECOVERY_CODES=True,
        SECURITY_MULTI_FACTOR_RECOVERY_CODES_N=8,
        SECURITY_TOTP_ISSUER="Ringback",
        # It asks for keys to seal secrets with; ours are sealed by their column.
        SECURITY_TOTP_SECRETS={"1": _derived(config.lookup_key, "not used")},
    )
    # Our accounts have no roles of its kind, and none of its mixins, which would bring Flask into the models.
    datastore = _Accounts(db, Account, None)  # type: ignore[arg-type]
    security = Security(app, datastore, register_blueprint=False, totp_cls=OneTimeCodes)
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
