"""All enquiries closed as spam, duplicates or tests, by filters in the address. A manager can count one."""

from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField, StringField

from enquiries.core.db import commit, db
from enquiries.core.enums import Role
from enquiries.core.text import strip_controls
from enquiries.lifecycle.states import Outcome
from enquiries.reporting import exclusions
from enquiries.reporting.exclusions import ExclusionQuery
from enquiries.responders.actions import Action
from enquiries.responders.exclusions import Counted, count_after_all
from enquiries.web.auth.access import allow, centres_of, signed_in
from enquiries.web.auth.sign_in_flow import local_address
from enquiries.web.page_form import PageForm
from enquiries.web.row_ids import read_id
from enquiries.web.staff import left_out
from enquiries.web.staff.report_page import readers
from enquiries.web.staff.report_query import report_query
from enquiries.web.staff.viewer import visible_enquiry

blueprint = Blueprint("left_out", __name__)

_LONGEST = 1000  # characters
_FIGURES = {"left-out": True, "counted": False}
_MAY_LEAVE = tuple(each for each in Outcome if not each.counts)
Shown = str | tuple[str, int]


class CountForm(PageForm):
    """Why the figures are to count it after all."""

    reason = StringField(filters=[strip_controls])
    back = HiddenField()


@blueprint.get("/reports/left-out")
@readers
def show() -> Shown:
    asked, filters = report_query(), _filters()
    wanted = ExclusionQuery(
        asked.period,
        asked.centres,
        signed_in(),
        outcome=next((each for each in _MAY_LEAVE if each == filters["outcome"]), None),
        left_out=_FIGURES.get(filters["figures"]),
        closed_by=read_id(filters["by"]),
    )
    session, after = db.session(), request.args.get("after", "")
    found = exclusions.closed_uncounted(session, wanted, after=after)
    cleared = exclusions.urgency_cleared(session, wanted)
    more = left_out.address(asked.period, asked.slug, **filters, after=found.next_after)
    page = render_template(
        "staff/reports/left_out.html",
        asked=asked,
        own=centres_of(signed_in()),
        filters=filters,
        outcomes=_MAY_LEAVE,
        people=exclusions.closers(session, datetime.now(UTC), wanted),
        shares=left_out.shares(wanted),
        lines=left_out.lines(found.found),
        cleared=left_out.cleared_lines(cleared.found),
        has_more_cleared=bool(cleared.next_after),
        more=more if found.next_after else "",
        here=left_out.address(asked.period, asked.slug, **filters, after=after),
    )
    return (page, 422) if asked.wrong else page


@blueprint.post("/reports/left-out/<reference>/count")
@allow(Role.MANAGER, Role.ADMIN)
def count(reference: str) -> Response:
    """Put it back into the figures, with a reason."""
    form, enquiry = CountForm(), visible_enquiry(reference)
    back = redirect(local_address(form.back.data or "") or url_for(".show"), 303)
    why = (form.reason.data or "")[:_LONGEST]
    if not why:
        flash("Say why it counts after all: your reason is recorded.", "wrong")
        return back
    action = Action.begin(db.session(), datetime.now(UTC), enquiry, signed_in())
    try:
        count_after_all(action, why)
    except Counted:
        db.session.rollback()
        flash(f"{enquiry.code} counts already.", "wrong")
        return back
    commit()
    flash(f"{enquiry.code} counts in the response times again.")
    return back


def _filters() -> dict[str, str]:
    """What is asked for besides the period and the centre."""
    return {name: request.args.get(name, "") for name in ("outcome", "figures", "by")}
