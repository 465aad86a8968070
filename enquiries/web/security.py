"""What holds for every page: no other site may frame, sniff or follow it, and forms carry a token."""

import logging
from urllib.parse import urlsplit

from flask import Flask, Request, Response, current_app
from flask_wtf import CSRFProtect

from config import Config
from enquiries.web import webhooks

csrf = CSRFProtect()
log = logging.getLogger(__name__)

_POLICY = {
    "default_src": "'none'",
    "style_src": "'self'",
    "script_src": "'self'",
    "img_src": "'self'",
    "connect_src": "'self'",
    "form_action": "'self'",
    "base_uri": "'none'",
    "frame_ancestors": "'none'",
}


def policy(**other: str) -> str:
    """The Content-Security-Policy of a page; `frame_ancestors="…"` is said instead of what all others say."""
    rules = _POLICY | other
    return "; ".join(f"{name.replace('_', '-')} {sources}" for name, sources in rules.items())


_HEADERS = {
    "Content-Security-Policy": policy(),
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


def from_our_own_pages(request: Request) -> bool:
    """Return True unless the browser says that a page of another site sent this, or withholds its origin.

    Browsers that say nothing at all count as ours, since old ones do that.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    config: Config = current_app.config["RINGBACK"]
    ours = {urlsplit(config.public_base_url).netloc, request.host}
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc in ours


def keep_private(response: Response) -> Response:
    """For pages that are about somebody: kept by no cache, found by no search."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _add_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    return response
