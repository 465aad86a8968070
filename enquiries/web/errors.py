"""The one place that turns an error into a page: what happened, what to do, and how to get help meanwhile."""

import logging

from flask import Flask, render_template, request
from flask_babel import lazy_gettext as _
from werkzeug.exceptions import HTTPException, InternalServerError

from enquiries.web.security import SentFromAnotherSite

Shown = tuple[str, int] | HTTPException
log = logging.getLogger(__name__)

_WORDS = {
    400: (_("Something was missing"), _("Please go back and send it again.")),
    403: (_("You don’t have access"), _("This page is for someone else.")),
    404: (_("Page not found"), _("The link may have expired, or part of it may be missing.")),
    405: (_("That isn’t available here"), _("Please go back and use the button on the page.")),
    413: (_("That is too long"), _("Please go back and write less. You can tell us the rest later.")),
    500: (_("Something went wrong on our side"), _("Please try again in a minute, or call or text us.")),
}
_FROM_ANOTHER_SITE = (
    _("This form came from another site"),
    _("Nothing was sent to us. Please open our own page and send it from there."),
)


def configure(app: Flask) -> None:
    app.register_error_handler(HTTPException, show)
    app.register_error_handler(Exception, show_fault)


def show(error: HTTPException) -> Shown:
    code = error.code or 500
    if error.response is not None or code < 400:
        return error
    if request.path.startswith("/webhooks/"):
        return error
    title, advice = _words_for(error, code)
    return render_template("errors/error.html", title=title, advice=advice), code


def _words_for(error: HTTPException, code: int) -> tuple[str, str]:
    if isinstance(error, SentFromAnotherSite):
        return _FROM_ANOTHER_SITE
    return _WORDS.get(code, _WORDS[500 if code >= 500 else 400])


def show_fault(error: Exception) -> Shown:
    log.exception("request_failed", extra={"endpoint": request.endpoint, "kind": type(error).__name__})
    return show(InternalServerError())
