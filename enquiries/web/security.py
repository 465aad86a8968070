"""What holds for every page: no other site may frame, sniff or follow it, and forms carry a token."""

import logging

from flask import Flask, Response
from flask_wtf import CSRFProtect

from enquiries.web import webhooks

csrf = CSRFProtect()
log = logging.getLogger(__name__)

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    # A form on a page without any referrer is refused by the check of its token on https.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def configure(app: Flask) -> None:
    csrf.init_app(app)
    csrf.exempt(webhooks.blueprint)
    app.after_request(_add_headers)


def keep_private(response: Response) -> Response:
    """For pages that are about somebody: kept by no cache, found by no search."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _add_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    return response
