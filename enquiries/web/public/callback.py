"""The form that asks for a call, for one centre or with a choice of centres, and the page that follows it."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from enquiries.core import crypto
from enquiries.core.db import commit, db, reading, writing
from enquiries.core.phone import as_dialled, read_sender
from enquiries.dates.chosen_time import write_chosen
from enquiries.intake import call_slots, wrong_number
from enquiries.intake.form import take_form
from enquiries.intake.submission import Submission, source_of
from enquiries.lifecycle import find
from enquiries.lifecycle.retries import Window
from enquiries.messaging import sender_numbers
from enquiries.messaging.promises import Expect
from enquiries.oncall import call_changes
from enquiries.organisation.centres import our_numbers, public_contact
from enquiries.organisation.models import Centre
from enquiries.parsing.risk.scan import scan
from enquiries.web import errors
from enquiries.web.formatting import choices
from enquiries.web.languages import language_code
from enquiries.web.public import form_limits, page_tokens
from enquiries.web.public.callback_form import LONGEST_MESSAGE, CallbackForm
from enquiries.web.public.consent import consent_for
from enquiries.web.public.help import help_in
from enquiries.web.public.prospects import Prospect, prospect_after, prospect_of, published_times
from enquiries.web.public.sent_form import SentForm, opened
from enquiries.web.security import SentFromAnotherSite, cookie_came_back, from_our_own_pages, keep_private

blueprint = Blueprint("callback", __name__)
blueprint.after_request(keep_private)

# What the page after the form is told: in the cookie, so that its address says nothing.
_TAKEN = "taken"


@blueprint.get("/callback")
@blueprint.get("/callback/<slug>")
def ask(slug: str | None = None) -> str:
    """`?about=other` comes from a link for families, `?source=` from wherever the link stands."""
    reading()
    form = form_of(slug)
    form.source.data = source_of(request.args)
    form.about.data = request.args.get("about")
    form.began.data = page_tokens.begin()
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
    submission = form.submission(consent_for(_only_name(form)), language_code())
    submission = replace(submission, suspicion=form_limits.suspicion(submission, form.began.data))
    writing()  # Redis was asked before: no lock waits for it
    now = datetime.now(UTC)
    taken = take_form(db.session(), now, submission)
    _take_back_wrong_number(now, form, submission)
    commit()
    return {
        "sent": SentForm(submission.number.e164, taken.begun_id, now, form.choices).sealed(),
        "text": taken.text,
        "centre": submission.centre.slug,
        "about": submission.about,
        "expect": taken.expect,
        "by_text": taken.by_text,
        "help_first": taken.danger,
        "call_at": taken.call_at.isoformat() if taken.call_at else None,
    }


def _take_back_wrong_number(now: datetime, form: CallbackForm, submission: Submission) -> None:
    """Where the form says that an earlier one of its sender's gave a wrong number."""
    earlier = opened(form.instead.data)
    if earlier is not None and earlier.begun_id is not None and earlier.number != submission.number.e164:
        lookup = crypto.lookup(submission.number.e164)
        instead = find.active_enquiry(db.session(), submission.centre, lookup)
        wrong_number.take_back(db.session(), now, earlier.begun_id, instead)


@blueprint.post("/callback/<slug>/change")
def change(slug: str) -> str:
    """The form once more, to give the right number. The wrong one comes along sealed, in no address."""
    reading()
    return change_page(form_of(slug), slug)


def change_page(form: CallbackForm, slug: str, **page: Any) -> str:
    """The form as it is after a wrong number, by whichever door, with what was chosen before."""
    earlier = opened(form.instead.data)
    form.choose(earlier.choices if earlier else {})
    form.began.data = page_tokens.begin()
    return page_of(form, slug, **page)


@blueprint.errorhandler(CSRFError)
def token_ended(_: CSRFError) -> errors.Shown:
    """The session ended meanwhile, or no cookie came back. What was typed is shown again, ready to be sent.

    Not where the browser will not say which site sent it: that could be any.
    """
    if not from_our_own_pages(request):
        return errors.show(SentFromAnotherSite())
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


def thanks_page(
    taken: dict[str, Any], template: str = "public/callback/thanks.html", change: str = "callback.change"
) -> str:
    """What happens next, and the number for a while. It does not say whether we knew them."""
    sent = opened(taken.get("sent"))
    centre = db.session.scalar(select(Centre).where(Centre.slug == taken.get("centre")))
    return render_template(
        template,
        door=centre and public_contact(db.session(), centre),
        soon=centre and _still_to_expect(centre, taken),
        about=taken.get("about"),
        text=taken.get("text"),
        number=as_dialled(sent.number, centre.country) if sent and centre else "",
        sent=taken.get("sent"),
        change=centre and url_for(change, slug=centre.slug),
        # a page in a frame has no session, and so no token
        has_token=change == "callback.change",
        help_first=taken.get("help_first", False),
        **(help_in(read_sender(sent.number).country if sent else centre.country) if centre else {}),
    )


def form_of(slug: str | None, **given: Any) -> CallbackForm:
    """Raises NotFound for a centre that is not set up."""
    every = db.session.scalars(select(Centre).order_by(Centre.id))
    centres = [centre for centre in every if slug in (None, centre.slug)]
    if not centres:
        raise NotFound
    session, now = db.session(), datetime.now(UTC)
    return CallbackForm(
        centres,
        our_numbers(session),
        now,
        can_text=partial(sender_numbers.can_reach_number, session),
        is_staffed=partial(_is_staffed, session, now),
        **given,
    )


def _is_staffed(session: Session, now: datetime, centre: Centre, window: Window) -> bool:
    return call_changes.staffed_time_within(session, centre, window, now) is not None


def page_of(
    form: CallbackForm,
    slug: str | None,
    *,
    template: str = "public/callback/form.html",
    action: str | None = None,
    token_ended: bool = False,
) -> str:
    """The form as it stands; it is sent to `action`, or to where it is on a page of its own."""
    now, centre = datetime.now(UTC), form.chosen_centre
    times, chosen = call_slots.offered_slots(db.session(), now, centre), form.typed_time
    if chosen is not None and chosen not in times:
        times = sorted([*times, chosen])
    return render_template(
        template,
        form=form,
        action=action or url_for("callback.submit", slug=slug),
        slug=slug,
        consent=consent_for(_only_name(form)),
        token_ended=token_ended,
        no_cookie=not cookie_came_back(request),
        door=public_contact(db.session(), centre),
        # of a form that is not taken yet, no one else is told
        help_first=scan(form.everything_said).is_danger,
        soon=None if "centre" in form else prospect_of(centre, now),
        published=None if "centre" in form else published_times(centre, now),
        days=choices(times, now, centre.zone),
        chosen_time=write_chosen(chosen, centre.zone) if chosen else "",
        longest_message=LONGEST_MESSAGE,
        **help_in(centre.country),
    )


def _only_name(form: CallbackForm) -> str | None:
    return None if "centre" in form else form.chosen_centre.name


def _still_to_expect(centre: Centre, taken: dict[str, Any]) -> Prospect:
    call_at = datetime.fromisoformat(taken["call_at"]) if taken["call_at"] else None
    expect = Expect(taken["expect"])
    by_text = taken.get("by_text", False)  # absent from a form sent just before an upgrade
    return prospect_after(centre, datetime.now(UTC), expect, call_at, by_text=by_text)
