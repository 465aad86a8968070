"""The second step of signing in: a code of the authenticator app, or one of the recovery codes."""

from datetime import UTC, datetime

from flask import Blueprint, redirect, request, url_for
from flask_wtf.csrf import CSRFError

from enquiries.accounts import sign_in_limits
from enquiries.core.db import db, reading, writing
from enquiries.web.auth import one_time_codes, sign_in_flow
from enquiries.web.auth.access import public
from enquiries.web.auth.sign_in_flow import Page
from enquiries.web.security import keep_private

blueprint = Blueprint("second_step", __name__)
blueprint.after_request(keep_private)

_WRONG = "That code is wrong, or has been used. Please wait for the next one."
_TOO_MANY = "Too many attempts. Please wait 15 minutes, or ask your manager for a link."
_STALE = "This page has expired. Please try again."
_KIND = "second step"


@blueprint.get("/sign-in/code")
@public
def ask() -> Page:
    reading()
    if sign_in_flow.half_way() is None:
        return _from_the_start()
    return sign_in_flow.ask_second_step()


@blueprint.post("/sign-in/code")
@public
def enter() -> Page:
    session, now = db.session(), datetime.now(UTC)
    account = sign_in_flow.half_way()
    if account is None:
        return _from_the_start()
    writing()
    try:
        sign_in_limits.begin(session, now, _KIND, account.email, request.remote_addr or "")
    except sign_in_limits.TooMany:
        session.rollback()
        return sign_in_flow.ask_second_step(_TOO_MANY, 429)
    if not one_time_codes.opens(account, request.form.get("code", "")):
        session.commit()  # that it was tried
        return sign_in_flow.ask_second_step(_WRONG, 422)
    sign_in_limits.succeeded(session, _KIND, account.email)
    return sign_in_flow.arrive(account)


@blueprint.errorhandler(CSRFError)
def token_ended(_: CSRFError) -> Page:
    return sign_in_flow.ask_second_step(_STALE, 400)


def _from_the_start() -> Page:
    return redirect(url_for("sign_in.ask", next=sign_in_flow.wanted()), 303)
