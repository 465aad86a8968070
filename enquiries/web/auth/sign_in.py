"""Signing in with a password, once more where something sensitive is to be done, and out."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Blueprint, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError

from enquiries.accounts import accounts, sign_in_limits, texted_codes
from enquiries.accounts.passwords import normal
from enquiries.core.db import db, reading, writing
from enquiries.core.enums import Role
from enquiries.web.auth import identity, sign_in_flow
from enquiries.web.auth.access import allow, public, signed_in
from enquiries.web.auth.sign_in_flow import Page
from enquiries.web.security import keep_private

blueprint = Blueprint("sign_in", __name__)
blueprint.after_request(keep_private)

_WRONG = "Email or password is incorrect. Please try again."
_TOO_MANY = "Too many attempts. Please wait 15 minutes, or ask your manager for a link."
_STALE = "This page has expired. Please try again."
_PASSWORD = "password"  # noqa: S105 - the name of a kind of try


@blueprint.get("/sign-in")
@public
def ask() -> Page:
    reading()
    return _page()


@blueprint.post("/sign-in")
@public
def enter() -> Page:
    return _try(sign_in_flow.typed_email(), _page)


@blueprint.get("/sign-in/again")
@allow(*Role, unready=True)
def ask_again() -> Page:
    return _once_more()


@blueprint.post("/sign-in/again")
@allow(*Role, unready=True)
def enter_again() -> Page:
    """Before what concerns who can sign in: the phone may lie on a desk."""
    return _try(signed_in().email, _once_more)


@blueprint.post("/sign-out")
@allow(*Role, unready=True)
def leave() -> Page:
    identity.sign_out()
    return redirect(url_for("sign_in.ask"), 303)


@blueprint.errorhandler(CSRFError)
def token_ended(_: CSRFError) -> Page:
    return _page(_STALE, 400)


def _try(email: str, page: Callable[[str, int], Page]) -> Page:
    session, now = db.session(), datetime.now(UTC)
    writing()
    try:
        sign_in_limits.begin(session, now, _PASSWORD, email, request.remote_addr or "")
    except sign_in_limits.TooMany:
        session.rollback()
        return page(_TOO_MANY, 429)
    account = accounts.by_email(session, email)
    if not identity.knows_password(account, normal(request.form.get("password", ""))) or account is None:
        session.commit()  # that it was tried
        return page(_WRONG, 422)
    sign_in_limits.succeeded(session, _PASSWORD, email)
    return sign_in_flow.go_on(account)


def _page(error: str = "", status: int = 200) -> Page:
    page = render_template(
        "auth/sign_in/password.html",
        error=error,
        email=sign_in_flow.typed_email(),
        next=sign_in_flow.wanted(),
        by_text=texted_codes.is_offered(db.session()),
    )
    return page, status


def _once_more(error: str = "", status: int = 200) -> Page:
    by_text = texted_codes.may_have_one(signed_in())
    page = render_template(
        "auth/sign_in/again.html",
        error=error,
        email=signed_in().email,
        next=sign_in_flow.wanted(),
        by_text=by_text,
    )
    return page, status
