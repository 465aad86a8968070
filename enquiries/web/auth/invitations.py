"""The accounts that a manager looks after: who can sign in, a new link, an end to a person's sessions."""

from datetime import UTC, datetime

from flask import Blueprint, abort, redirect, render_template, url_for
from wtforms import BooleanField

from enquiries.accounts import accounts, invitations
from enquiries.core import mail
from enquiries.core.db import commit, db
from enquiries.core.enums import Role
from enquiries.organisation.models import Staff
from enquiries.web.auth.access import allow, signed_in
from enquiries.web.auth.sign_in_flow import Page
from enquiries.web.page_form import PageForm

blueprint = Blueprint("invitations", __name__, url_prefix="/admin/accounts")


class LinkForm(PageForm):
    """A new link; where the phone is lost, the second step is set up again with it."""

    lost_phone = BooleanField()


@blueprint.get("")
@allow(Role.MANAGER, Role.ADMIN)
def show() -> str:
    people = accounts.looked_after_by(db.session(), signed_in())
    return render_template("auth/invitations/list.html", people=people, now=datetime.now(UTC))


@blueprint.post("/<int:staff_id>/link")
@allow(Role.MANAGER, Role.ADMIN, fresh=True)
def make_link(staff_id: int) -> Page:
    """Shown once, and sent by email where there is a server for it."""
    person = _looked_after(staff_id)
    lost_phone = LinkForm().lost_phone.data
    now, by = datetime.now(UTC), signed_in()
    link = invitations.make_for(db.session(), now, person, by=by, forget_second_step=lost_phone)
    commit()
    sent = mail.send_link(person.email, link, by.name)
    return render_template("auth/invitations/link.html", person=person, link=link, sent=sent), 200


@blueprint.post("/<int:staff_id>/sign-out")
@allow(Role.MANAGER, Role.ADMIN)
def sign_out(staff_id: int) -> Page:
    invitations.sign_out(db.session(), datetime.now(UTC), _looked_after(staff_id), by=signed_in())
    commit()
    return redirect(url_for("invitations.show"), 303)


def _looked_after(staff_id: int) -> Staff:
    for person, _ in accounts.looked_after_by(db.session(), signed_in()):
        if person.id == staff_id:
            return person
    abort(404)
