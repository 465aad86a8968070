"""What was typed into a staff form while their sign-in ended: kept in the page, shown, sent again.

It travels signed through the pages of the sign-in, and is nowhere on our side meanwhile. The next person to
sign in sees it, unless the browser remembers that someone else wrote it. Only what one of our own pages sent
is kept: another site's form would become a button of ours.
"""

from dataclasses import dataclass

from flask import current_app, g, render_template, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from enquiries.web import same_origin
from enquiries.web.auth import identity, kept_form_words

_FIELD = "kept"
_LONGEST = 24 * 60 * 60  # seconds
_NEVER = ("csrf_token", "password", "code", _FIELD)


@dataclass(frozen=True)
class Kept:
    """Where a form was to go, what was in it, and who of the staff wrote it, if that is known."""

    address: str
    fields: list[tuple[str, str]]
    by: int | None


def this_form() -> str:
    """The form of this request, to be put into a page; nothing where there is none that is ours."""
    if request.method != "POST" or not same_origin.came_from_our_pages():
        return ""
    fields = [each for each in request.form.items(multi=True) if each[0] not in _NEVER]
    address = request.full_path.removesuffix("?")
    return _serializer().dumps([address, fields, identity.last_here()])


def travelling() -> str:
    """What travels through this page, for its form to pass on."""
    kept: str = g.get(_FIELD) or request.form.get(_FIELD, "")
    return kept


def keep() -> None:
    """Let the page that is shown now carry this request's form."""
    setattr(g, _FIELD, this_form())


def arrived(staff_id: int) -> Kept | None:
    """What has come through the sign-in; None where there is nothing, or nothing of that person's."""
    try:
        address, fields, by = _serializer().loads(request.form.get(_FIELD, ""), max_age=_LONGEST)
    except BadSignature:
        return None
    kept = Kept(address, [(name, value) for name, value in fields], by)
    return kept if kept.by in (None, staff_id) else None


def page(kept: Kept) -> str | None:
    """What they typed, and a button that says what it does; None where no form of ours goes there."""
    words = kept_form_words.in_words(kept.address, kept.fields)
    return None if words is None else render_template("staff/kept.html", kept=kept, words=words)


def page_of_this_form() -> str | None:
    """The same, where only the token of the form had ended."""
    fields = [each for each in request.form.items(multi=True) if each[0] not in _NEVER]
    return page(Kept(request.full_path.removesuffix("?"), fields, None))


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="kept form")
