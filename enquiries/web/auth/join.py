"""The page behind an invitation, or behind a link for a forgotten password: choose a password."""

from datetime import UTC, datetime

from flask import Blueprint, render_template, request
from flask_security.utils import hash_password
from flask_wtf.csrf import CSRFError

from enquiries.accounts import invitations, passwords
from enquiries.accounts.models import Account
from enquiries.accounts.passwords import SHORTEST, PasswordRefused
from enquiries.core.db import db, reading, writing
from enquiries.web.auth import sign_in_flow
from enquiries.web.auth.access import public
from enquiries.web.auth.sign_in_flow import Page
from enquiries.web.auth.sign_in_form import SignInForm
from enquiries.web.security import keep_private

blueprint = Blueprint("join", __name__)
blueprint.after_request(keep_private)


@blueprint.get("/join/<token>")
@public
def ask(token: str) -> Page:
    reading()
    account = invitations.by_token(db.session(), datetime.now(UTC), token)
    return _dead() if account is None else _page(account)


@blueprint.post("/join/<token>")
@public
def choose(token: str) -> Page:
    account = invitations.by_token(db.session(), datetime.now(UTC), token)
    if account is None:
        return _dead()
    try:
        password = passwords.accepted(account.staff, SignInForm().password.data)
    except PasswordRefused as refused:
        return _page(account, str(refused), 422)
    hashed = hash_password(password)
    writing()
    account = invitations.by_token(db.session(), datetime.now(UTC), token)  # which may be used up by now
    if account is None:
        return _dead()
    invitations.take_up(account, hashed)
    return sign_in_flow.go_on(account)


@blueprint.errorhandler(CSRFError)
def token_ended(_: CSRFError) -> Page:
    token = (request.view_args or {})["token"]
    account = invitations.by_token(db.session(), datetime.now(UTC), token)
    if account is None:
        return _dead()
    return _page(account, "This page has expired. Please try again.", 400)


def _page(account: Account, error: str = "", status: int = 200) -> Page:
    return render_template(
        "auth/join/choose.html", form=SignInForm(), account=account, error=error, shortest=SHORTEST
    ), status


def _dead() -> Page:
    return render_template("auth/join/dead.html"), 404
