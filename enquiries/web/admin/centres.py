"""The settings of a centre, and a new centre with whoever manages it."""

from typing import Any
from zoneinfo import available_timezones

from flask import request, url_for

from enquiries.audit import trail
from enquiries.core.db import db
from enquiries.core.enums import Assurance, CallsFrom, CentreKind, OperatorRole, Role
from enquiries.organisation import centres, staff
from enquiries.organisation.models import Centre, Staff
from enquiries.setup import dump
from enquiries.setup.file import CentreRow
from enquiries.setup.toml import usual_values, values_of
from enquiries.web.admin.access import admins, blueprint, managers, own_centre
from enquiries.web.admin.form import Entry, Kind, Sheet
from enquiries.web.admin.save import Page, back, page, save

_NEVER_CHANGES = "Small letters, digits and hyphens, like willow-house. It never changes."
_KINDS = {CentreKind.RESIDENTIAL.value: "Residential", CentreKind.OUTPATIENT.value: "Outpatient"}
_CALLS_FROM = {
    CallsFrom.ANY.value: "Any phone",
    CallsFrom.LINE.value: "Always its own line, and texts say so",
}
_SAYS = {
    Assurance.FREE.value: "Free: texting us, the form and the call cost nothing",
    Assurance.CONFIDENTIAL.value: "Confidential: we tell no one that they asked",
}
_ROLES = {
    OperatorRole.PROVIDER.value: "Provides treatment",
    OperatorRole.REFERRER.value: "Refers people to treatment",
}


@blueprint.route("/centres/<slug>", methods=["GET", "POST"])
@managers
def centre(slug: str) -> Page:
    one = own_centre(slug)
    sheet = _sheet_of(one)
    if request.method == "POST":
        sheet.read(request.form)
        if save(sheet, _written(one, sheet)):
            return back(url_for("admin.centre", slug=slug))
    return page("admin/centre.html", sheet, centre=one)


@blueprint.route("/centres/new", methods=["GET", "POST"])
@admins
def new_centre() -> Page:
    sheet = Sheet(
        "centres", "", [Entry("slug", "Name in web addresses", _NEVER_CHANGES), *_entries(), _manager()]
    )
    sheet.fill(usual_values(CentreRow))
    if request.method == "POST":
        sheet.read(request.form)
        if _is_new(sheet) and save(sheet, _with_manager(sheet)):
            return back(url_for("admin.centre", slug=sheet["slug"].value))
    return page("admin/new_centre.html", sheet)


def _sheet_of(one: Centre) -> Sheet:
    sheet = Sheet("centres", f"centre {one.slug}", _entries())
    sheet.version = trail.version(db.session(), sheet.what)
    sheet.fill(values_of(dump.centre_row(one), usual=True))
    return sheet


def _written(one: Centre, sheet: Sheet) -> dict[str, Any]:
    """With what the form does not ask, and with the rota, which a file would take away otherwise."""
    unasked = sheet.unasked(values_of(dump.centre_row(one)))
    return {**dump.rota_of(db.session(), one), "centres": [{**unasked, **sheet.row()}]}


def _is_new(sheet: Sheet) -> bool:
    slug = sheet["slug"].value
    sheet.what = f"centre {slug}"
    if slug in [each.slug for each in centres.all_centres(db.session())]:
        sheet["slug"].wrong = "That name is taken by another centre."
    return not sheet.is_wrong


def _with_manager(sheet: Sheet) -> dict[str, Any]:
    """The new centre, and whoever manages it from now on, beside what they manage already."""
    row = sheet.row()
    manager = next((each for each in _managers() if each.email == row.pop("manager", "")), None)
    if manager is None:
        return {"centres": [row]}
    person = values_of(dump.staff_row(manager))
    return {"centres": [row], "staff": [{**person, "centres": [*person["centres"], row.get("slug", "")]}]}


def _managers() -> list[Staff]:
    return [each for each in staff.all_staff(db.session()) if each.active and each.role is Role.MANAGER]


def _manager() -> Entry:
    choices = {each.email: f"{each.name}, {each.email}" for each in _managers()}
    return Entry("manager", "Manager", "You can add more people on their own pages.", Kind.SELECT, choices)


def clocks() -> dict[str, str]:
    """The time zones to choose from."""
    return {
        zone: zone for zone in sorted(available_timezones()) if "/" in zone and not zone.startswith("Etc")
    }


def _entries() -> list[Entry]:
    return [
        Entry("name", "Name", attributes={"maxlength": 80}),
        Entry("text_name", "Name in texts", "14 characters or fewer.", attributes={"maxlength": 14}),
        Entry("town", "Town", attributes={"maxlength": 80}),
        Entry(
            "line",
            "Phone line",
            "The number people may call, with the country code, like +442079460123.",
            attributes={"type": "tel", "inputmode": "tel"},
        ),
        Entry("calls_from", "Calls are placed from", kind=Kind.CHOICE, choices=_CALLS_FROM),
        Entry("hours", "Opening hours", "24/7, or like mon-fri 08:00-20:00, sat 09:00-17:00"),
        Entry("promise", "Promise", "How soon you call people back, like 15m. Texts and the form say it."),
        Entry("timezone", "Time zone", kind=Kind.SELECT, choices=clocks(), value="Europe/London"),
        Entry("country", "Country", "Two capital letters, like GB.", attributes={"maxlength": 2}),
        Entry(
            "says",
            "We say that it’s",
            "Shown on the pages and in the first text. Tick only what is true.",
            kind=Kind.SEVERAL,
            choices=_SAYS,
        ),
        Entry(
            "embed_origins",
            "Sites that may show its form",
            "One a line, like https://willow.example",
            kind=Kind.LINES,
        ),
        Entry("sign_in_by_text", "Responders may sign in with a code by text", kind=Kind.TICK),
        Entry("kind", "Kind", kind=Kind.CHOICE, choices=_KINDS),
        Entry("operator", "Run by", "Shown with the form, like the next two.", attributes={"maxlength": 120}),
        Entry("role", "Which", kind=Kind.CHOICE, choices=_ROLES),
        Entry("regulator", "Registered as", "Such as CQC 1-123456789.", attributes={"maxlength": 120}),
    ]
