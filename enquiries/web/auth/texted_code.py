"""Signing in with a code that comes by text."""

from datetime import UTC, datetime

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import NotFound

from enquiries.accounts import sign_in_limits, texted_codes
from enquiries.core.db import commit, db, reading, writing
from enquiries.web.auth import kept_form, sign_in_flow
from enquiries.web.auth.access import public
from enquiries.web.auth.sign_in_flow import Page
from enquiries.web.auth.sign_in_form import SignInForm
from enquiries.web.security import keep_private

blueprint = Blueprint("texted_code", __name__, url_prefix="/sign-in/text")
blueprint.after_request(keep_private)

_WRONG = "That code is wrong or has expired. Check the newest text, or ask for another code."
_TOO_MANY = "Too many attempts. Please wait 15 minutes, or ask your manager for a link."
_STALE = "This page has expired. Please try again."
_SEND, _KIND = "text a code", "texted code"
_EMAIL = "texted"


@blueprint.get("")
@public
def ask() -> Page:
    reading()
    if not texted_codes.is_offered(db.session()):
        raise NotFound
    return _page("by_text")


@blueprint.post("")
@public
def send() -> Page:
    """The same answer whether a text goes out or not: who works here is private."""
    email, now = SignInForm().email.data, datetime.now(UTC)
    writing()
    try:
        sign_in_limits.begin(db.session(), now, _SEND, email, request.remote_addr or "")
    except sign_in_limits.TooMany:
        db.session.rollback()
        return _page("by_text", _TOO_MANY, 429)
    texted_codes.send(db.session(), now, email)
    commit()
    session[_EMAIL] = email
    if kept_form.travelling():
        return _page("texted")
    return redirect(url_for("texted_code.ask_code", next=sign_in_flow.wanted()), 303)


@blueprint.get("/code")
@public
def ask_code() -> Page:
    reading()
    return _page("texted") if _EMAIL in session else _from_the_start()


@blueprint.post("/code")
@public
def enter() -> Page:
    email, now = session.get(_EMAIL, ""), datetime.now(UTC)
    if not email:
        return _from_the_start()
    writing()
    try:
        sign_in_limits.begin(db.session(), now, _KIND, email, request.remote_addr or "")
    except sign_in_limits.TooMany:
        db.session.rollback()
        return _page("texted", _TOO_MANY, 429)
    account = texted_codes.take(db.session(), now, email, SignInForm().code.data)
    if account is None:
        db.session.commit()  # that it was tried
        return _page("texted", _WRONG, 422)
    sign_in_limits.succeeded(db.session(), _KIND, email)
    session.pop(_EMAIL)
    return sign_in_flow.go_on(account)


@blueprint.errorhandler(CSRFError)
def token_ended(_: CSRFError) -> Page:
    return _page("texted" if _EMAIL in session else "by_text", _STALE, 400)


def _page(which: str, error: str = "", status: int = 200) -> Page:
    form, wanted = SignInForm(), sign_in_flow.wanted()
    return render_template(f"auth/sign_in/{which}.html", form=form, error=error, next=wanted), status


def _from_the_start() -> Page:
    return redirect(url_for("texted_code.ask", next=sign_in_flow.wanted()), 303)
