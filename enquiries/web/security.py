"""What holds for every page: no other site may frame, sniff or follow it, and forms carry a token.

A form is taken by its token, which lives in the session. Where the browser also says which site sent it,
another site is refused. A missing Referer says nothing: some people's browsers never send one.
"""

import logging
from urllib.parse import urlsplit

from flask import Flask, Request, Response, current_app, request
from flask_wtf import CSRFProtect
from werkzeug.exceptions import Forbidden

from config import Config

log = logging.getLogger(__name__)

# `none` is the person's own doing, such as sending a page again.
_OUR_FETCH_SITES = frozenset({"same-origin", "none"})
# What a browser that is told to send no Referer sends as Origin, also to the page's own site.
_ORIGIN_WITHHELD = "null"


class SentFromAnotherSite(Forbidden):
    """The browser says that a page of another site sent this form.

    Not a CSRFError: what such a form holds is neither kept nor shown again, and no session begins.
    """


class Protection(CSRFProtect):  # type: ignore[misc]
    """Checks the token of every form, then who sent it, in so far as the browser says."""

    def protect(self, apply_exemptions: bool = False) -> None:
        if _is_sent_from_another_site(request) and not self._lets_through(apply_exemptions):
            raise SentFromAnotherSite
        super().protect(apply_exemptions=apply_exemptions)

    def _lets_through(self, apply_exemptions: bool) -> bool:
        """Requests whose token is not checked either."""
        if request.method not in current_app.config["WTF_CSRF_METHODS"]:
            return True
        return apply_exemptions and (request.endpoint is None or self._is_exempt())


csrf = Protection()


def from_our_own_pages(request: Request) -> bool:
    """Return True for a request that a page of ours may have sent: only then keep or show what is in it.

    Browsers that say nothing at all count as ours, since old ones do that; one that withholds its origin does
    not, since any page can make it do so.
    """
    if _is_sent_from_another_site(request):
        return False
    return "Sec-Fetch-Site" in request.headers or request.headers.get("Origin") != _ORIGIN_WITHHELD


def cookie_came_back(request: Request) -> bool:
    """Return True where the browser sent our session along: then no cookie is to blame."""
    return current_app.config["SESSION_COOKIE_NAME"] in request.cookies


def _is_sent_from_another_site(request: Request) -> bool:
    """Return True where the browser says so: by Sec-Fetch-Site, else by Origin."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in _OUR_FETCH_SITES
    origin = request.headers.get("Origin", _ORIGIN_WITHHELD)
    return origin != _ORIGIN_WITHHELD and urlsplit(origin).netloc not in _our_hosts(request)


def _our_hosts(request: Request) -> set[str]:
    """As the world reaches us, and as this request did: a proxy may have changed the latter."""
    config: Config = current_app.config["RINGBACK"]
    return {urlsplit(config.public_base_url).netloc, request.host}


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
    # Other sites are not told of the visit; our own forms need no referrer.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def configure(app: Flask) -> None:
    csrf.init_app(app)
    app.after_request(_add_headers)


def keep_private(response: Response) -> Response:
    """For pages about a person: kept by no cache, found by no search."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _add_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    return response
