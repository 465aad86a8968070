"""The people who answer: who they are, where they work, whether alerts reach them; and their offboarding."""

from collections.abc import Callable, Sequence

from flask import flash, render_template, url_for
from werkzeug.exceptions import NotFound
from wtforms import Field
from wtforms.validators import ValidationError

from enquiries.accounts import change_notices
from enquiries.core.db import commit, db
from enquiries.core.enums import Role
from enquiries.core.phone import NumberRefused, as_dialled, read_number
from enquiries.messaging import to_staff
from enquiries.organisation import centres, staff
from enquiries.organisation.models import Staff
from enquiries.setup import dump, offboarding
from enquiries.setup.change import Change
from enquiries.setup.toml import values_of
from enquiries.web.admin.access import blueprint, is_admin, managers, may_change, roles_to_give
from enquiries.web.admin.form import Fixed, OneLine, OneOf, SettingsForm, Several
from enquiries.web.admin.save import Page, back, now, page, save
from enquiries.web.auth.access import centres_of, signed_in

_ROLES = {
    Role.RESPONDER: "Responder: takes enquiries",
    Role.MANAGER: "Manager: also the rota, reports and people of their centres",
    Role.ADMIN: "Admin: everything",
    Role.AUDITOR: "Auditor: timelines and reports, no personal details",
}
_WHO = "This identifies them here, and can’t be changed."


class NewPersonForm(SettingsForm):
    """Who they are, and only what the person who is signed in may give."""

    table = "staff"

    name = OneLine("Name", description="The name colleagues know.", render_kw={"maxlength": 80})
    email = OneLine("Email", description=_WHO, render_kw={"type": "email", "autocomplete": "off"})
    mobile = OneLine(
        "Mobile",
        description="Their own mobile. We’ll send a new one a test text that asks for READY.",
        render_kw={"type": "tel", "inputmode": "tel"},
    )
    role = OneOf("Role", lambda: {role.value: _ROLES[role] for role in roles_to_give()})
    centres = Several("Works at", lambda: {each.slug: each.name for each in centres_of(signed_in())})

    def validate_email(self, field: Field) -> None:
        if field.data.lower() in {person.email for person in staff.all_staff(db.session())}:
            raise ValidationError("There is a person with this address already.")

    def validate_mobile(self, field: Field) -> None:
        """Take any usual spelling; a number that could be another country's only with its code."""
        if not field.data:
            return
        try:
            number = read_number(field.data, _country())
        except NumberRefused as refused:
            raise ValidationError(str(refused)) from None
        if not number.certain and not field.data.startswith("+"):
            raise ValidationError(
                f"Is {number.e164} right? Then write it like that, with + and the code of its country."
            )
        field.data = number.e164
        if any(one.mobile == field.data and not may_change(one) for one in staff.all_staff(db.session())):
            raise ValidationError("This is the mobile of a person you may not change: ask an admin.")

    def validate_role(self, field: OneOf | Several) -> None:
        given = [field.data] if isinstance(field, OneOf) else field.data
        if any(value and value not in field.offered for value in given):
            raise ValidationError("You can’t choose this one.")

    validate_centres = validate_role


class PersonForm(NewPersonForm):
    """The same of a person who is there."""

    email = Fixed("Email", description=_WHO)

    def validate_email(self, field: Field) -> None:
        """It does not change."""


@blueprint.get("/staff")
@managers
def everybody() -> Page:
    own = {centre.id for centre in centres_of(signed_in())}
    shown = [
        person
        for person in staff.all_staff(db.session())
        if is_admin() or any(centre.id in own for centre in person.centres)
    ]
    return render_template("admin/everybody.html", people=shown, may_change=may_change)


@blueprint.route("/staff/new", methods=["GET", "POST"])
@managers
def new_person() -> Page:
    form = NewPersonForm(shown={"role": "responder"})
    if form.validate_on_submit():
        email = form.email.data.lower()
        form.what = f"staff {email}"
        if save(form, {"staff": [form.row()]}, then=ask_whether_texts_arrive):
            return back(url_for("admin.person", staff_id=staff.staff_by_email(db.session(), email).id))
    return page("admin/new_person.html", form)


@blueprint.route("/staff/<int:staff_id>", methods=["GET", "POST"])
@managers
def person(staff_id: int) -> Page:
    one = _person(staff_id)
    shown = {**values_of(dump.staff_row(one)), "mobile": as_dialled(one.mobile, _country())}
    form = PersonForm(f"staff {one.email}", shown)
    if form.validate_on_submit():
        if not one.active:
            form.form_errors.append("They’re switched off: switch them on first.")
        elif save(form, {"staff": [form.row()]}, then=_after_a_change(one)):
            return back(url_for("admin.person", staff_id=staff_id))
    return page("admin/person.html", form, person=one)


@blueprint.post("/staff/<int:staff_id>/test-text")
@managers
def test_text(staff_id: int) -> Page:
    one = _person(staff_id)
    try:
        to_staff.ask(db.session(), now(), one)
    except to_staff.NoNumber:
        flash("There’s no number yet to send a text from.")
    else:
        commit()
        flash(f"A test text is on its way. Once {one.name} replies READY, this page will say so.")
    return back(url_for("admin.person", staff_id=staff_id))


@blueprint.post("/staff/<int:staff_id>/switch-off")
@managers
def switch_off(staff_id: int) -> Page:
    one = _person(staff_id)
    try:
        offboarding.switch_off(db.session(), now(), one, by=signed_in())
    except offboarding.CannotLeave as stays:
        db.session.rollback()
        for reason in stays.reasons:
            flash(reason)
    else:
        commit()
        flash(f"{one.name} is switched off: no more alerts, and signed out.")
    return back(url_for("admin.person", staff_id=staff_id))


@blueprint.post("/staff/<int:staff_id>/switch-on")
@managers
def switch_on(staff_id: int) -> Page:
    one = _person(staff_id)
    offboarding.switch_on(db.session(), now(), one, by=signed_in())
    commit()
    flash(f"{one.name} is switched on again.")
    return back(url_for("admin.person", staff_id=staff_id))


def _person(staff_id: int) -> Staff:
    """A person whom the signed-in user may change. Raises NotFound."""
    found = db.session.get(Staff, staff_id)
    if found is None or not may_change(found):
        raise NotFound
    return found


def _after_a_change(person: Staff) -> Callable[[Sequence[Change]], None]:
    """A new mobile is tried out, and the old one is told when a colleague changed it."""
    old, by = person.mobile, signed_in()

    def follow(changes: Sequence[Change]) -> None:
        ask_whether_texts_arrive(changes)
        if person.mobile != old and person.id != by.id:
            change_notices.tell_of_mobile(db.session(), now(), person, old, by)

    return follow


def ask_whether_texts_arrive(changes: Sequence[Change]) -> None:
    """A number that was not there before is asked to answer READY."""
    for change in changes:
        kind, _, email = change.what.partition(" ")
        if kind == "staff" and "mobile" in change.after and centres.our_numbers(db.session()):
            to_staff.ask(db.session(), now(), staff.staff_by_email(db.session(), email))


def _country() -> str:
    """As whose people numbers are written."""
    own = centres_of(signed_in())
    return own[0].country if own else "GB"
