"""The form that asks for a call, for one centre or with a choice of centres, and the page that follows it."""

from dataclasses import replace
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
from enquiries.domain.source import source_of
from enquiries.domain.when import FURTHEST, say_opening
from enquiries.models.centre import Centre
from enquiries.services import doors, forms, replies
from enquiries.web import errors, limits, tokens
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
    form = form_of(slug)
    form.source.data = source_of(request.args)
    form.began.data = tokens.begin()
    return page_of(form, slug)


@blueprint.post("/callback")
@blueprint.post("/callback/<slug>")
def submit(slug: str | None = None) -> tuple[str, int] | AnyResponse:
    form = form_of(slug)
    if not form.validate():
        return page_of(form, slug), 422
    session[_TAKEN] = take(form)
    return redirect(url_for("callback.thanks"), 303)


def take(form: CallbackForm) -> dict[str, Any]:
    """Take a form that was found valid, by whichever door it came. Returns what the page after it is told."""
    submission = form.submission(consent_for(_only_name(form)))
    submission = replace(submission, suspicion=limits.suspicion(submission, form.began.data))
    taken = forms.submit(db.session(), datetime.now(UTC), submission)
    commit()
    return {"centre": submission.centre.slug, "expect": taken.expect, "help_first": taken.danger}


@blueprint.errorhandler(CSRFError)
def token_ended(_: CSRFError) -> errors.Shown:
    """The page lay open too long, or no cookie came back. What was typed is shown again, ready to be sent."""
    slug = (request.view_args or {}).get("slug")
    try:
        form = form_of(slug)
    except NotFound as nowhere:
        return errors.show(nowhere)
    return page_of(form, slug, token_ended=True), 400


@blueprint.get("/callback/thanks")
def thanks() -> str:
    reading()
    return thanks_page(session.get(_TAKEN, {}))


def thanks_page(taken: dict[str, Any], template: str = "callback/thanks.html") -> str:
    """What happens next. It says nothing of the person, nor whether we knew them."""
    centre = _centre(taken.get("centre", ""))
    now = datetime.now(UTC)
    opens = centre and say_opening(centre.opening_hours.next_opening(now, centre.zone), now, centre.zone)
    return render_template(
        template,
        door=centre and doors.of_centre(db.session(), centre),
        expect=taken.get("expect", forms.Expect.NO_PROMISE),
        help_first=taken.get("help_first", False),
        opens=opens,
        **_help_of(centre),
    )


def form_of(slug: str | None, **given: Any) -> CallbackForm:
    """Raises NotFound for a centre that nobody set up."""
    every = db.session.scalars(select(Centre).order_by(Centre.id))
    centres = [centre for centre in every if slug in (None, centre.slug)]
    if not centres:
        raise NotFound
    return CallbackForm(centres, doors.numbers_of_ours(db.session()), datetime.now(UTC), **given)


def page_of(
    form: CallbackForm,
    slug: str | None,
    *,
    template: str = "callback/form.html",
    action: str | None = None,
    token_ended: bool = False,
) -> str:
    """The form as it stands; it is sent to `action`, or to where it is on a page of its own."""
    now, zone = datetime.now(UTC), form.chosen_centre.zone
    return render_template(
        template,
        form=form,
        action=action or url_for("callback.submit", slug=slug),
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
