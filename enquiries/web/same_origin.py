"""Which requests come from our own pages: only what they send is kept, shown again, or given a cookie.

A form that another site sends arrives without the session, since that cookie is SameSite=Lax. A cookie in
the answer would take the place of the session, and sign the person out.
"""

from flask import Flask, Response, g, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_wtf.csrf import validate_csrf
from werkzeug.exceptions import HTTPException
from wtforms.validators import ValidationError

from enquiries.web import security

_READING = ("GET", "HEAD", "OPTIONS")
_KNOWN = "from_our_pages"
_EVIDENCE = ("Sec-Fetch-Site", "Origin")


class _OurSessions(SecureCookieSessionInterface):
    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Not in the answer to a form that is not ours."""
        if request.method in _READING or not session.modified or _may_be_changed(app):
            super().save_session(app, session, response)


def configure(app: Flask) -> None:
    app.session_interface = _OurSessions()
    # before a view changes the session that the token belongs to
    app.before_request(_look)


def came_from_our_pages() -> bool:
    """Return True where the browser says so, or says nothing and the form carries a token of this session."""
    known: bool | None = g.get(_KNOWN)
    if known is None:
        says_where_from = any(name in request.headers for name in _EVIDENCE)
        known = security.from_our_own_pages(request) and (says_where_from or _carries_our_token())
        setattr(g, _KNOWN, known)
    return known


def _may_be_changed(app: Flask) -> bool:
    """An old browser that says nothing may change the session that it brought, such as on the way out."""
    brought_one = app.config["SESSION_COOKIE_NAME"] in request.cookies
    return came_from_our_pages() or (brought_one and security.from_our_own_pages(request))


def _look() -> None:
    if request.method not in _READING and session:
        came_from_our_pages()


def _carries_our_token() -> bool:
    try:
        validate_csrf(request.form.get("csrf_token"))
    except (ValidationError, HTTPException):  # the form itself may be too long to be read
        return False
    return True
