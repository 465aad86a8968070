"""Numbers that want no more texts: looked up, added and lifted; and those that may have asked for help."""

from typing import Any

from flask import flash, render_template, url_for
from werkzeug.exceptions import NotFound
from wtforms import HiddenField, StringField

from enquiries.core import crypto
from enquiries.core.db import commit, db, writing
from enquiries.core.enums import Role
from enquiries.core.phone import NumberRefused, as_dialled, read_number, read_sender
from enquiries.core.text import on_one_line
from enquiries.intake import failed_texts, opt_out_review
from enquiries.messaging.permission import contact_permission
from enquiries.messaging.permission_rules import Purpose
from enquiries.web.admin.access import blueprint, managers
from enquiries.web.admin.save import Page, back, now
from enquiries.web.auth.access import allow, centres_of, signed_in
from enquiries.web.page_form import PageForm

_LOOKUP_LENGTH = 64  # a keyed hash, in hexadecimal


class OptOutForm(PageForm):
    """A number as typed, or the keyed hash of one that was looked up before."""

    phone = StringField(filters=[on_one_line])
    lookup = HiddenField(filters=[on_one_line])


@blueprint.get("/opt-outs")
@managers
def opt_outs() -> Page:
    return _page()


@blueprint.post("/opt-outs")
@allow(Role.MANAGER, Role.ADMIN, reads=True)
def look_up_opt_out() -> Page:
    """The number is in no address and in no log: a keyed hash finds it. That they looked is recorded."""
    written = OptOutForm().phone.data or ""
    try:
        number = read_number(written, _country()).e164
    except NumberRefused as refused:
        return _page(written=written, wrong=str(refused)), 422
    writing()
    lookup = crypto.lookup(number)
    may = contact_permission(db.session(), now(), read_sender(number), Purpose.BY_HAND)
    found = opt_out_review.look_up(db.session(), now(), lookup, signed_in())
    page = _page(written=written, lookup=lookup, found=found, may=may)
    commit()
    return page


@blueprint.post("/opt-outs/add")
@managers
def add_opt_out() -> Page:
    is_new = opt_out_review.add(db.session(), now(), _lookup(), signed_in())
    commit()
    flash("We won’t text that number again." if is_new else "That number was already on the list.")
    return back(url_for("admin.opt_outs"))


@blueprint.post("/opt-outs/lift")
@managers
def lift_opt_out() -> Page:
    lifted = opt_out_review.lift(db.session(), now(), _lookup(), signed_in())
    commit()
    flash("That number is off the list." if lifted else "That number was not on the list.")
    return back(url_for("admin.opt_outs"))


@blueprint.post("/opt-outs/show")
@managers
def show_opt_out() -> Page:
    lookup = _readable()
    shown = opt_out_review.show(db.session(), now(), lookup, signed_in())
    commit()
    dialled = as_dialled(shown.number, _country()) if shown and shown.number.startswith("+") else ""
    return render_template("admin/opt_out.html", lookup=lookup, shown=shown, dialled=dialled)


@blueprint.post("/opt-outs/ring")
@managers
def ring_opt_out() -> Page:
    lookup = _readable()
    enquiry = failed_texts.ring_after_all(db.session(), now(), lookup, signed_in())
    if enquiry is None:
        db.session.rollback()
        flash("We no longer keep anything about that number, so no one can call it.")
    else:
        opt_out_review.meant_stop(db.session(), now(), lookup, signed_in())
        commit()
        flash(f"It’s now enquiry {enquiry.code}, and the people on call have been alerted. We won’t text it.")
    return back(url_for("admin.opt_outs"))


@blueprint.post("/opt-outs/leave")
@managers
def leave_opt_out() -> Page:
    opt_out_review.meant_stop(db.session(), now(), _readable(), signed_in())
    commit()
    flash("It stays on the list, and no longer needs review.")
    return back(url_for("admin.opt_outs"))


def _page(**looked_up: Any) -> str:
    unclear = opt_out_review.ambiguous(db.session(), signed_in())
    return render_template("admin/opt_outs.html", unclear=unclear, **looked_up)


def _lookup() -> str:
    return (OptOutForm().lookup.data or "")[:_LOOKUP_LENGTH]


def _readable() -> str:
    """The number whose texts went to a centre of theirs. Raises NotFound."""
    if not opt_out_review.may_read(db.session(), _lookup(), signed_in()):
        raise NotFound
    return _lookup()


def _country() -> str:
    own = centres_of(signed_in())
    return own[0].country if own else "GB"
