"""One enquiry: the rules of safe contact, what happened to it, and what can be done with it.

Of the person it shows nothing until it is asked for, and that is written down. The number is not on
this page at all: it is on the page that calls, where a call is logged.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, render_template, request
from sqlalchemy.orm import Session

from enquiries.board import board, call_sheet, changes_since, message_log, timeline_lines
from enquiries.board.earlier import earlier_enquiries
from enquiries.board.viewer import Viewer, others_of_that_phone, record_view
from enquiries.core.db import commit, db
from enquiries.core.enums import Role
from enquiries.core.i18n import ENGLISH
from enquiries.dates.chosen_time import write_chosen
from enquiries.lifecycle import claims, codes
from enquiries.lifecycle.exclusions import CHOICES
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import Outcome
from enquiries.messaging import by_hand, opt_outs
from enquiries.messaging.permission import contact_permission
from enquiries.messaging.permission_rules import ContactPermission, Purpose
from enquiries.parsing import unwise_words
from enquiries.responders import actions, exclusions
from enquiries.web import formatting
from enquiries.web.auth.access import allow
from enquiries.web.staff.viewer import MAY_TAKE, viewer, visible_enquiry
from enquiries.wording import wording

blueprint = Blueprint("enquiry", __name__)

# Said of a call, by one tap; and what is chosen from a list, being rarer.
_OFTEN = (
    Outcome.BOOKED,
    Outcome.REACHED,
    Outcome.INFO,
    Outcome.THINKING,
    Outcome.REFERRED,
    Outcome.DECLINED,
)
_ELSE = tuple(
    each
    for each in Outcome
    if each.counts and each not in {*_OFTEN, Outcome.NOT_REACHED, Outcome.WRONG_NUMBER}
)
# Closed so, it may leave the figures, with a reason.
_MAY_LEAVE = tuple(each for each in Outcome if not each.counts)


@blueprint.get("/enquiries/<reference>")
@allow(*Role)
def show(reference: str) -> str:
    return page(visible_enquiry(reference))


@blueprint.post("/enquiries/<reference>/details")
@allow(*MAY_TAKE)
def look(reference: str) -> str:
    """The details of the person, this once."""
    enquiry = visible_enquiry(reference)
    address = request.remote_addr or "unknown"
    record_view(db.session(), datetime.now(UTC), enquiry, viewer(), door="enquiry page", address=address)
    commit()
    return page(enquiry, details=True)


def page(
    enquiry: Enquiry, *, details: bool = False, wrong: str = "", typed: Mapping[str, str] | None = None
) -> str:
    """The page of an enquiry; `wrong` says why nothing was done, `typed` is what was in the form."""
    session, now, me = db.session(), datetime.now(UTC), viewer()
    may = contact_permission(session, now, enquiry, Purpose.BY_HAND)
    return render_template(
        "staff/enquiry/enquiry.html",
        me=me,
        enquiry=enquiry,
        card=board.Card(
            enquiry, claims.active_claim(session, enquiry), changes_since.latest(session, enquiry), may
        ),
        now=now,
        # nothing is left to show of a person who was erased
        sheet=call_sheet.build_call_sheet(session, now, enquiry)
        if details and enquiry.key is not None
        else None,
        hours=call_sheet.hours_asked(session, now, enquiry, may),
        clock=lambda moment: formatting.clock(moment, enquiry.centre.zone),
        story=timeline_lines.whole_timeline(session, enquiry),
        texts=message_log.message_log(session, enquiry),
        earlier=earlier_enquiries(session, me, enquiry) if details else (),
        others=others_of_that_phone(session, me, enquiry),
        opt_out=opt_outs.find_opt_out(session, enquiry.phone_lookup),
        wrong=wrong,
        typed=typed or {},
        **_choices(session, now, me, enquiry, may),
    )


def _choices(
    session: Session, now: datetime, me: Viewer, enquiry: Enquiry, may: ContactPermission
) -> dict[str, Any]:
    """What can be chosen from in the forms."""
    return {
        "outcomes": _OFTEN,
        "other_outcomes": _ELSE,
        "leaving_outcomes": _MAY_LEAVE,
        "exclusions": CHOICES,
        "lacks_reason": exclusions.lacks_reason(enquiry),
        "may_say_why": exclusions.may_say_why(enquiry, me.staff, now),
        "centres": [each for each in me.centres if each.id != enquiry.centre_id],
        "ready_made": by_hand.ready_made(session, now, enquiry, may),
        "asks_about_voicemail": _asks_about_voicemail(me, enquiry),
        "unwise": unwise_words.pattern(ENGLISH),
        "is_in_gsm7": wording.is_in_gsm7(enquiry.language),
        "may_be_admitted": actions.may_be_admitted(enquiry),
        "may_reopen": codes.are_kept(enquiry, now),
        "soonest": write_chosen(now, enquiry.centre.zone),
    }


def _asks_about_voicemail(me: Viewer, enquiry: Enquiry) -> bool:
    was_theirs = enquiry.last_holder_id == me.staff.id and enquiry.holder_id is None
    return enquiry.voicemail_check and was_theirs
