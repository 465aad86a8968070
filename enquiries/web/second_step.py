"""The second step of signing in: a code of the authenticator app, or one of the recovery codes."""

from datetime import UTC, datetime

from flask import Blueprint, redirect, request, url_for
from flask_wtf.csrf import CSRFError

from enquiries.db import db, reading, writing
from enquiries.services import tries
from enquiries.web import entering, one_time
from enquiries.web.access import public
from enquiries.web.entering import Page
from enquiries.web.security import keep_private
from enquiries.web.sign_in_form import SignInForm

blueprint = Blueprint("second_step", __name__)
blueprint.after_request(keep_private)

_WRONG = "That code is not right, or was used already. Please wait for the next one."
_TOO_MANY = "Too many tries. Please wait a quarter of an hour, or ask your manager for a link."
_STALE = "This page lay open too long. Please try again."
_KIND = "second step"


@blueprint.get("/sign-in/code")
@public
def ask() -> Page:
    reading()
    if entering.half_way() is None:
        return _from_the_start()
    return entering.ask_second_step()


@blueprint.post("/sign-in/code")
@public
def enter() -> Page:
    session, now = db.session(), datetime.now(UTC)
    account = entering.half_way()
    if account is None:
        return _from_the_start()
    writing()
    try:
        tries.begin(session, now, _KIND, account.email, request.remote_addr or "")
    except tries.TooMany:
        session.rollback()
        return entering.ask_second_step(_TOO_MANY, 429)
    if not one_time.opens(account, SignInForm().code.data):
        session.commit()  # that it was tried
        return entering.ask_second_step(_WRONG, 422)
    tries.succeeded(session, _KIND, account.email)
    return entering.arrive(account)


@blueprint.errorhandler(CSRFError)
def token_ended(_: CSRFError) -> Page:
    return entering.ask_second_step(_STALE, 400)


def _from_the_start() -> Page:
    return redirect(url_for("sign_in.ask", next=entering.wanted()), 303)
