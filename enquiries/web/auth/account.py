"""One's own account: password, second step, recovery codes, weekly summary, and signing out everywhere."""

from datetime import UTC, datetime

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask_security.utils import hash_password
from wtforms import StringField

from enquiries.accounts import accounts, passwords
from enquiries.accounts.models import Account
from enquiries.accounts.passwords import SHORTEST, PasswordRefused
from enquiries.core import mail
from enquiries.core.db import commit, db
from enquiries.core.enums import Role
from enquiries.web.auth import identity, one_time_codes
from enquiries.web.auth.access import allow, signed_in
from enquiries.web.auth.sign_in_flow import Page
from enquiries.web.auth.sign_in_form import SignInForm
from enquiries.web.page_form import PageForm

blueprint = Blueprint("account", __name__, url_prefix="/account")

_NEW_SECRET = "new_secret"  # noqa: S105 - where it is kept until an app has proved to know it
_WRONG = "That code doesn’t match. Please type the one the app shows now."


class WeeklySummaryForm(PageForm):
    """Whether they want it."""

    wanted = StringField()


@blueprint.get("")
@allow(*Role)
def show() -> str:
    return render_template(
        "auth/account/show.html",
        account=identity.account(),
        done=request.args.get("done"),
        has_mail=mail.is_set_up(),
    )


@blueprint.get("/password")
@allow(*Role, fresh=True)
def ask_for_password() -> Page:
    return _password_page()


@blueprint.post("/password")
@allow(*Role, fresh=True)
def change_password() -> Page:
    account = _own()
    try:
        password = passwords.accepted(account.staff, SignInForm().password.data)
    except PasswordRefused as refused:
        return _password_page(str(refused), 422)
    account.password = hash_password(password)
    accounts.end_sessions(account)
    identity.sign_in(account, datetime.now(UTC))
    commit()
    return redirect(url_for("account.show", done="password"), 303)


@blueprint.get("/authenticator")
@allow(*Role, fresh=True, unready=True)
def ask_for_app() -> Page:
    return _app_page()


@blueprint.post("/authenticator")
@allow(*Role, fresh=True, unready=True)
def set_up_app() -> Page:
    account, secret = _own(), session.get(_NEW_SECRET, "")
    typed = "".join(SignInForm().code.data.split())
    account.totp_counter = None
    if not secret or not one_time_codes.fits(account, secret, typed):
        db.session.rollback()
        return _app_page(_WRONG, 422)
    account.totp_secret = secret
    session.pop(_NEW_SECRET)
    return _new_codes(account)


@blueprint.post("/recovery-codes")
@allow(*Role, fresh=True)
def make_recovery_codes() -> Page:
    return _new_codes(_own())


@blueprint.post("/weekly-summary")
@allow(*(role for role in Role if role.reads_reports))
def choose_weekly_summary() -> Page:
    """`wanted` is `yes` or `no`. Sent again, it changes nothing."""
    account, wants_it = _own(), WeeklySummaryForm().wanted.data == "yes"
    if wants_it is not (account.weekly_summary_from is not None):
        account.weekly_summary_from = datetime.now(UTC) if wants_it else None
    commit()
    return redirect(url_for("account.show", done="weekly" if wants_it else "no-weekly"), 303)


@blueprint.post("/sign-out-everywhere")
@allow(*Role, unready=True)
def leave_everywhere() -> Page:
    accounts.end_sessions(_own())
    commit()
    identity.sign_out()
    return redirect(url_for("sign_in.ask"), 303)


def _own() -> Account:
    return accounts.account_of(db.session(), signed_in())


def _new_codes(account: Account) -> Page:
    codes = one_time_codes.new_recovery_codes(account)
    commit()
    return render_template("auth/account/recovery_codes.html", codes=codes), 200


def _password_page(error: str = "", status: int = 200) -> Page:
    return render_template(
        "auth/account/password.html",
        form=SignInForm(),
        error=error,
        email=signed_in().email,
        shortest=SHORTEST,
    ), status


def _app_page(error: str = "", status: int = 200) -> Page:
    """One secret for all tabs, until an app has shown a code of it."""
    secret = session.setdefault(_NEW_SECRET, one_time_codes.new_secret())
    address = one_time_codes.address_of(secret, signed_in().email)
    side, squares = one_time_codes.squares(address)
    page = render_template(
        "auth/account/authenticator.html",
        form=SignInForm(),
        error=error,
        key=one_time_codes.key_of(secret),
        address=address,
        side=side,
        squares=squares,
        is_demanded=signed_in().role.needs_second_step,
    )
    return page, status
