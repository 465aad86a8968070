"""Signing in and out."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from enquiries.db import commit, db, reading
from enquiries.domain.nouns import Role
from enquiries.services import accounts
from enquiries.web import identity
from enquiries.web.access import allow, public
from enquiries.web.security import keep_private

blueprint = Blueprint("sign_in", __name__)
blueprint.after_request(keep_private)

Page = tuple[str, int] | AnyResponse
_WRONG = "That is not an address and a password that belong together."


@blueprint.get("/sign-in")
@public
def ask() -> Page:
    reading()
    return _page()


@blueprint.post("/sign-in")
@public
def enter() -> Page:
    account = accounts.by_email(db.session(), request.form.get("email", ""))
    password = request.form.get("password", "")
    if account is None or not identity.knows_password(account, password):
        return _page(_WRONG, 422)
    identity.sign_in(account, datetime.now(UTC))
    commit()
    return redirect(local_address(request.args.get("next")) or url_for("account.show"), 303)


@blueprint.post("/sign-out")
@allow(*Role)
def leave() -> Page:
    identity.sign_out()
    return redirect(url_for("sign_in.ask"), 303)


def local_address(written: str | None) -> str | None:
    """An address of ours that somebody is to be led to; None for any other, which could be a trap."""
    parts = urlsplit(written or "")
    is_ours = parts.path.startswith("/") and not (parts.scheme or parts.netloc)
    # browsers read "/\\host" as "//host"
    return written if is_ours and "\\" not in parts.path else None


def _page(error: str = "", status: int = 200) -> Page:
    return render_template("sign_in/password.html", error=error, email=request.form.get("email", "")), status
