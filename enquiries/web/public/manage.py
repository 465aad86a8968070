"""The page behind the link in the text that confirms a form. It shows when a call is planned, and no more."""

from datetime import UTC, datetime

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response
from wtforms import StringField

from enquiries.core.db import commit, db, reading, writing
from enquiries.core.text import on_one_line
from enquiries.dates.chosen_time import TimeRefused, read_chosen
from enquiries.intake import call_slots, manage_link
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.timeline import lock, locked_now
from enquiries.messaging import preferences
from enquiries.messaging.permission import contact_permission
from enquiries.oncall import call_changes
from enquiries.web import errors
from enquiries.web.formatting import choices
from enquiries.web.page_form import PageForm
from enquiries.web.public.help import help_in
from enquiries.web.public.prospects import prospect_of_enquiry
from enquiries.web.security import SentFromAnotherSite, cookie_came_back, from_our_own_pages, keep_private

blueprint = Blueprint("manage", __name__)
blueprint.after_request(keep_private)

Page = errors.Shown | Response


class ManageForm(PageForm):
    """What the person chose: another time, now, no call, or that it was not them."""

    do = StringField()
    time = StringField(filters=[on_one_line])


@blueprint.get("/m/<token>")
def show(token: str) -> Page:
    reading()
    enquiry = manage_link.by_token(db.session(), token)
    return _dead() if enquiry is None else _page(enquiry, 200)


@blueprint.post("/m/<token>")
def change(token: str) -> Page:
    enquiry = _locked(token)
    if enquiry is None:
        return _dead()
    now = locked_now(db.session(), datetime.now(UTC), enquiry)
    form = ManageForm()
    match form.do.data:
        case "time":
            return _change_time(now, enquiry, token, form)
        case "now":
            preferences.lift_hours(db.session(), enquiry.phone_lookup)
            call_changes.call_now(db.session(), now, enquiry)
            commit()
            return redirect(url_for("manage.show", token=token), 303)
        case "cancel":
            return _end(enquiry, "cancel", manage_link.cancel(db.session(), now, enquiry))
        case "not_me":
            return _end(enquiry, "not_me", manage_link.not_me(db.session(), now, enquiry))
    return _page(enquiry, 422, error=gettext("Please choose one of the options below."))


@blueprint.errorhandler(CSRFError)
def token_ended(_: CSRFError) -> Page:
    """The session ended meanwhile, or no cookie came back: shown again, ready to be used."""
    if not from_our_own_pages(request):
        return errors.show(SentFromAnotherSite())
    enquiry = manage_link.by_token(db.session(), (request.view_args or {})["token"])
    if enquiry is None:
        return _dead()
    says = gettext("This page has expired, and nothing was changed. Please try again.")
    if not cookie_came_back(request):
        says = gettext(
            "Nothing was changed. Please try again. If you see this again, your browser isn’t keeping a "
            "cookie that we need: reply STOP to our text, or call us."
        )
    return _page(enquiry, 400, error=says)


def _locked(token: str) -> Enquiry | None:
    """The enquiry, ours alone until the commit: of two taps on one button the second finds it closed."""
    enquiry = manage_link.by_token(db.session(), token)
    if enquiry is not None:
        writing()
        lock(db.session(), datetime.now(UTC), enquiry)
        enquiry = manage_link.by_token(db.session(), token)
    return enquiry


def _change_time(now: datetime, enquiry: Enquiry, token: str, form: ManageForm) -> Page:
    try:
        at = read_chosen(form.time.data or "", now, enquiry.centre.zone)
    except TimeRefused as refused:
        return _page(enquiry, 422, error=gettext(str(refused)))
    preferences.note_chosen_time(db.session(), now, enquiry.phone_lookup, at, enquiry.centre.zone)
    call_changes.choose_time(db.session(), now, enquiry, at)
    commit()
    return redirect(url_for("manage.show", token=token), 303)


def _end(enquiry: Enquiry, what: str, is_closed: bool) -> Page:
    commit()
    page = render_template(
        "public/manage/ended.html", what=what, is_closed=is_closed, **help_in(enquiry.help_country)
    )
    return page, 200


def _page(enquiry: Enquiry, status: int, error: str = "") -> tuple[str, int]:
    now, centre = datetime.now(UTC), enquiry.centre
    is_planned = enquiry.due_at > now
    may = contact_permission(db.session(), now, enquiry)
    page = render_template(
        "public/manage/manage.html",
        soon=prospect_of_enquiry(enquiry, now, by_text=may.is_text_only),
        # at night "as soon as possible" is no sooner than the opening that it waits for
        may_be_sooner=is_planned and not enquiry.waits_for_opening,
        error=error,
        days=choices(call_slots.offered_slots(db.session(), now, centre), now, centre.zone),
        **help_in(enquiry.help_country),
    )
    return page, status


def _dead() -> tuple[str, int]:
    return render_template("public/manage/dead.html"), 404
