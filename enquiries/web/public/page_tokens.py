"""When a page with a form was made: signed into the page itself, so that no cookie has to be kept.

It says nothing of the person and is good for every form, since it only tells time: that we made the page, and
how long ago.
"""

from datetime import UTC, datetime, timedelta

from flask import current_app
from itsdangerous import BadSignature, TimestampSigner

_MADE = "form"
# A person may take hours over the form, and put the phone away in between.
_LONGEST = timedelta(hours=12)


def begin() -> str:
    """A token that says: this page was made now."""
    return _signer().sign(_MADE).decode()


def age(token: str | None) -> timedelta | None:
    """How long ago the page was made, to the second; None where we did not make it."""
    try:
        _, made_at = _signer().unsign(token or "", return_timestamp=True)
    except BadSignature:
        return None
    return datetime.now(UTC) - made_at


def is_fresh(token: str | None) -> bool:
    """Return True where a form may be sent with it that carries nothing else to show that it is ours."""
    old = age(token)
    return old is not None and old < _LONGEST


def _signer() -> TimestampSigner:
    return TimestampSigner(current_app.config["SECRET_KEY"], salt="page-with-a-form")
