"""The form that asks for a call, for one centre or with a choice of centres, and the page that follows it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy import select
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from enquiries.db import commit, db, reading
from enquiries.domain.chosen_time import write_chosen
from enquiries.domain.consent import consent_for
from enquiries.domain.when import FURTHEST, say_opening
from enquiries.models.centre import Centre
from enquiries.services import doors, forms, replies
from enquiries.web import errors
from enquiries.web.forms import LONGEST_MESSAGE, CallbackForm
from enquiries.web.security import keep_private

blueprint = Blueprint("callback", __name__)
blueprint.after_request(keep_private)

# What the page after the form is told: in the cookie, so that its address says nothing.
_TAKEN = "taken"


@blueprint.get("/callback")
@blueprint.get("/callback/<slug>")
def ask(slug: str | None = None) -> str:
    reading()
    form = _form(slug)
    form.source.data = request.args.get("source", "")
    return _page(form, slug)


@blueprint.post("/callback")
@blueprint.post("/callback/<slug>")
def submit(slug: str | None = None) -> tuple[str, int] | AnyResponse:
    form = _form(slug)
    if not form.validate():
        return _page(form, slug), 422
    submission = form.submission(consent_for(_only_name(form)))
    taken = forms.submit(db.session(), datetime.now(UTC), submission)
    commit()
    session[_TAKEN] = {"centre": submission.centre.slug, "expect": taken.expect, "help_first": taken.danger}
    return redirect(url_for("callback.thanks"), 303)


@blueprint.errorhandler(CSRFError)
def token_ended(_: CSRFError) -> errors.Shown:
    """The page lay open too long, or no cookie came back. What was typed is shown again, ready to be sent."""
    slug = (request.view_args or {}).get("slug")
    try:
        form = _form(slug)
    except NotFound as nowhere:
        return errors.show(nowhere)
    return _page(form, slug, token_ended=True), 400


@blueprint.get("/callback/thanks")
def thanks() -> str:
    """What happens next. It says nothing of the person, nor whether we knew them."""
    reading()
    taken = session.get(_TAKEN, {})
    centre = _centre(taken.get("centre", ""))
    now = datetime.now(UTC)
    opens = centre and say_opening(centre.opening_hours.next_opening(now, centre.zone), now, centre.zone)
    return render_template(
        "callback/thanks.html",
        door=centre and doors.of_centre(db.session(), centre),
        expect=taken.get("expect", forms.Expect.NO_PROMISE),
        help_first=taken.get("help_first", False),
        opens=opens,
        **_help_of(centre),
    )


def _form(slug: str | None) -> CallbackForm:
    """Raises NotFound for a centre that nobody set up."""
    every = db.session.scalars(select(Centre).order_by(Centre.id))
    centres = [centre for centre in every if slug in (None, centre.slug)]
    if not centres:
        raise NotFound
    return CallbackForm(centres, doors.numbers_of_ours(db.session()), datetime.now(UTC))


def _page(form: CallbackForm, slug: str | None, *, token_ended: bool = False) -> str:
    now, zone = datetime.now(UTC), form.chosen_centre.zone
    return render_template(
        "callback/form.html",
        form=form,
        slug=slug,
        consent=consent_for(_only_name(form)),
        token_ended=token_ended,
        door=doors.of_centre(db.session(), form.chosen_centre),
        centres=form.centres,
        longest_message=LONGEST_MESSAGE,
        earliest=write_chosen(now + timedelta(minutes=1), zone),
        latest=write_chosen(now + FURTHEST, zone),
        **_help_of(form.chosen_centre),
    )


def _only_name(form: CallbackForm) -> str | None:
    return None if "centre" in form else form.chosen_centre.name


def _centre(slug: str) -> Centre | None:
    return db.session.scalar(select(Centre).where(Centre.slug == slug))


def _help_of(centre: Centre | None) -> dict[str, Any]:
    if centre is None:
        return {}
    return {
        "country": centre.country,
        "emergency": replies.emergency_number(db.session(), centre.country),
    }
