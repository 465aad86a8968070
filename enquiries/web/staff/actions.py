"""What one does with an enquiry on the board: each a button or a short form, and the same verbs as the texts.

Each action is a POST that carries what its page knew (`seen`). Where something was done since, nothing is
done: the page says who did what, keeps what was typed, and one more press does it.
"""

from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from enquiries.board import changes_since, timeline_lines
from enquiries.core.db import commit, db
from enquiries.lifecycle.models import Enquiry
from enquiries.oncall import alerts
from enquiries.responders import actions
from enquiries.responders.actions import Action
from enquiries.web import errors, same_origin
from enquiries.web.auth import access
from enquiries.web.auth.access import allow, signed_in
from enquiries.web.auth.sign_in_flow import local_address
from enquiries.web.row_ids import read_id
from enquiries.web.staff import enquiry as enquiry_page
from enquiries.web.staff.action_forms import TAKING, VERBS, ActionForm, ActionRefused
from enquiries.web.staff.viewer import MAY_TAKE, visible_enquiry

blueprint = Blueprint("deeds", __name__)

Page = tuple[str, int] | Response


@blueprint.post("/enquiries/<reference>/<deed>")
@allow(*MAY_TAKE)
def do(reference: str, deed: str) -> Page:
    enquiry, act = visible_enquiry(reference), VERBS.get(deed)
    if act is None:
        raise NotFound
    form = ActionForm()
    action = Action.begin(db.session(), datetime.now(UTC), enquiry, signed_in())
    # it may have been moved to another centre while we waited
    enquiry = visible_enquiry(reference)
    try:
        _refuse_if_behind(deed, enquiry, form)
        said = act(action, form)
    except actions.HeldByAnother as held:
        since = alerts.clock(enquiry, held.since)
        return _not_done(enquiry, f"{enquiry.code} has been with {held.holder.text_name} since {since}.")
    except actions.NotTaken:
        return _not_done(enquiry, f"{enquiry.code} is urgent: take it first.")
    except actions.NotOpen:
        commit()  # where a risk was said, managers hear of it all the same
        return _not_done(enquiry, f"{enquiry.code} is closed and can’t be reopened here.")
    except ActionRefused as why:
        return _not_done(enquiry, str(why), checked=why.checked)
    commit()
    flash(said)
    return redirect(_goes_on(deed, enquiry), 303)


@blueprint.errorhandler(CSRFError)
def token_ended(_: CSRFError) -> Page | errors.Shown:
    """The page lay open too long: shown again with all that was typed, ready to be sent."""
    if not same_origin.came_from_our_pages():
        return access.from_elsewhere()
    try:
        enquiry = visible_enquiry((request.view_args or {})["reference"])
    except NotFound as nowhere:
        return errors.show(nowhere)
    why = "This page has expired, and nothing was done. What you typed is still here: press again."
    return enquiry_page.page(enquiry, wrong=why, typed=request.form), 400


def _refuse_if_behind(deed: str, enquiry: Enquiry, form: ActionForm) -> None:
    """Raises ActionRefused where the page missed a change. Taking has a rule of its own."""
    seen = read_id(form.seen.data or "") or 0
    news = [] if deed in TAKING else changes_since.since(db.session(), enquiry, seen)
    if news:
        told = "; ".join(
            f"{line.by} {alerts.clock(enquiry, line.at)}: {line.says}".strip()
            for line in timeline_lines.sentences(db.session(), news)
        )
        raise ActionRefused(f"Nothing was done yet. Meanwhile: {told}. If you still want to, press again.")


def _not_done(enquiry: Enquiry, why: str, checked: str = "") -> Page:
    """Back on the board, or on the page of the enquiry with all that was typed."""
    db.session.rollback()
    if back := local_address(ActionForm().back.data or ""):
        flash(why, "wrong")
        return redirect(back, 303)
    typed = {**request.form, "checked": checked}
    return enquiry_page.page(visible_enquiry(enquiry.reference), wrong=why, typed=typed), 409


def _goes_on(deed: str, enquiry: Enquiry) -> str:
    back = None if deed in TAKING else local_address(ActionForm().back.data or "")
    return back or url_for("enquiry.show", reference=enquiry.reference)
