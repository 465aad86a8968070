"""The people who answer: who they are, where they work, whether alerts reach them; and their leaving."""

from collections.abc import Callable, Sequence

from flask import flash, render_template, request, url_for
from werkzeug.exceptions import NotFound

from enquiries.accounts import change_notices
from enquiries.audit.trail import version
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
from enquiries.web.admin.form import Entry, Kind, Sheet
from enquiries.web.admin.save import Page, back, now, page, save
from enquiries.web.auth.access import centres_of, signed_in

_ROLES = {
    Role.RESPONDER: "Responder: takes enquiries",
    Role.MANAGER: "Manager: also the rota, reports and people of their centres",
    Role.ADMIN: "Admin: everything",
    Role.AUDITOR: "Auditor: timelines and reports, no personal details",
}
_WHO = "This identifies them here, and can’t be changed."
_EMAIL = {"type": "email", "autocomplete": "off"}


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
    sheet = Sheet("staff", "", _entries(Entry("email", "Email", _WHO, attributes=_EMAIL)))
    sheet.fill({"role": "responder"})
    if request.method == "POST":
        _read(sheet)
        email = sheet["email"].value.lower()
        if email in {person.email for person in staff.all_staff(db.session())}:
            sheet["email"].wrong = "Someone already has this address."
        elif not sheet.is_wrong:
            sheet.what = f"staff {email}"
        if not sheet.is_wrong and save(sheet, {"staff": [sheet.row()]}, then=ask_whether_texts_arrive):
            return back(url_for("admin.person", staff_id=staff.staff_by_email(db.session(), email).id))
    return page("admin/new_person.html", sheet)


@blueprint.route("/staff/<int:staff_id>", methods=["GET", "POST"])
@managers
def person(staff_id: int) -> Page:
    one = _somebody(staff_id)
    sheet = Sheet("staff", f"staff {one.email}", _entries(Entry("email", "Email", _WHO, Kind.FIXED)))
    sheet.version = version(db.session(), sheet.what)
    sheet.fill(values_of(dump.staff_row(one)))
    sheet["mobile"].value = as_dialled(one.mobile, _country())
    if request.method == "POST":
        _read(sheet)
        if not one.active:
            sheet.wrong.append("They’re switched off: switch them on first.")
        if not sheet.is_wrong and save(sheet, {"staff": [sheet.row()]}, then=_after_a_change(one)):
            return back(url_for("admin.person", staff_id=staff_id))
    return page("admin/person.html", sheet, person=one)


@blueprint.post("/staff/<int:staff_id>/test-text")
@managers
def test_text(staff_id: int) -> Page:
    one = _somebody(staff_id)
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
    one = _somebody(staff_id)
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
    one = _somebody(staff_id)
    offboarding.switch_on(db.session(), now(), one, by=signed_in())
    commit()
    flash(f"{one.name} is switched on again.")
    return back(url_for("admin.person", staff_id=staff_id))


def _somebody(staff_id: int) -> Staff:
    """Somebody whom whoever is signed in may change. Raises NotFound."""
    found = db.session.get(Staff, staff_id)
    if found is None or not may_change(found):
        raise NotFound
    return found


def _read(sheet: Sheet) -> None:
    """Take what was sent: the mobile in any usual spelling, and only what they may give."""
    sheet.read(request.form)
    _read_mobile(sheet["mobile"])
    mobile = sheet["mobile"].value
    if any(one.mobile == mobile and not may_change(one) for one in staff.all_staff(db.session())):
        sheet["mobile"].wrong = "This mobile belongs to someone you can’t change: ask an admin."
    for entry in (sheet["role"], sheet["centres"]):
        given = [entry.value] if isinstance(entry.value, str) else entry.value
        if any(value and value not in entry.choices for value in given):
            entry.wrong = "You can’t choose this one."


def _read_mobile(mobile: Entry) -> None:
    """A number that could be another country's is taken only with its code."""
    try:
        number = read_number(mobile.value, _country())
    except NumberRefused as refused:
        mobile.wrong = str(refused) if mobile.value else ""
        return
    if number.certain or mobile.value.startswith("+"):
        mobile.value = number.e164
    else:
        mobile.wrong = f"Is {number.e164} right? Then write it like that, with + and the code of its country."


def _after_a_change(person: Staff) -> Callable[[Sequence[Change]], None]:
    """A new mobile is tried out, and the old one is told when it was somebody else who changed it."""
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


def _entries(email: Entry) -> list[Entry]:
    own = {each.slug: each.name for each in centres_of(signed_in())}
    return [
        Entry("name", "Name", "The name colleagues know.", attributes={"maxlength": 80}),
        email,
        Entry(
            "mobile",
            "Mobile",
            "Their own mobile. We’ll send a new one a test text that asks for READY.",
            attributes={"type": "tel", "inputmode": "tel"},
        ),
        Entry("role", "Role", kind=Kind.CHOICE, choices={role: _ROLES[role] for role in roles_to_give()}),
        Entry("centres", "Works at", kind=Kind.SEVERAL, choices=own),
    ]
