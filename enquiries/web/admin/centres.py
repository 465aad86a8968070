"""The settings of a centre, and a new centre with its manager."""

from typing import Any
from zoneinfo import available_timezones

from flask import url_for
from wtforms import BooleanField

from enquiries.core.db import db
from enquiries.core.enums import Assurance, CallsFrom, CentreKind, OperatorRole, Role
from enquiries.organisation import centres, staff
from enquiries.organisation.models import Centre, Staff
from enquiries.setup import dump
from enquiries.setup.file import CentreRow
from enquiries.setup.toml import usual_values, values_of
from enquiries.web.admin.access import admins, blueprint, managers, own_centre
from enquiries.web.admin.form import Lines, OneLine, OneOf, Select, SettingsForm, Several, refuse
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


def clocks() -> dict[str, str]:
    """The time zones to choose from."""
    return {
        zone: zone for zone in sorted(available_timezones()) if "/" in zone and not zone.startswith("Etc")
    }


_SAYS = {
    Assurance.FREE.value: "Free: texting us, the form and the call cost nothing",
    Assurance.CONFIDENTIAL.value: "Confidential: we tell no one that they asked",
}


class CentreForm(SettingsForm):
    """Every setting of a centre; of a new one, its name in addresses and its manager too."""

    table = "centres"
    only_new = ("slug", "manager")

    slug = OneLine("Name in web addresses", description=_NEVER_CHANGES)
    name = OneLine("Name", render_kw={"maxlength": 80})
    text_name = OneLine("Name in texts", description="14 characters or fewer.", render_kw={"maxlength": 14})
    town = OneLine("Town", render_kw={"maxlength": 80})
    line = OneLine(
        "Phone line",
        description="The number people may call, with the country code, like +442079460123.",
        render_kw={"type": "tel", "inputmode": "tel"},
    )
    calls_from = OneOf("Calls are placed from", _CALLS_FROM)
    hours = OneLine("Opening hours", description="24/7, or like mon-fri 08:00-20:00, sat 09:00-17:00")
    promise = OneLine(
        "Promise", description="How soon you call people back, like 15m. Texts and the form say it."
    )
    timezone = Select("Time zone", clocks, default="Europe/London")
    country = OneLine("Country", description="Two capital letters, like GB.", render_kw={"maxlength": 2})
    says = Several(
        "We say that it’s",
        _SAYS,
        description="Shown on the pages and in the first text. Tick only what is true.",
    )
    embed_origins = Lines(
        "Sites that may show its form",
        description="One a line, like https://willow.example",
        render_kw={"rows": 3},
    )
    sign_in_by_text = BooleanField("Responders may sign in with a code by text")
    publishes_times = BooleanField(
        "Its pages say how fast it called in the last 30 days",
        description="Half, and nine in ten, within so many minutes: from 20 calls on, whatever they are.",
    )
    kind = OneOf("Kind", _KINDS)
    operator = OneLine(
        "Run by", description="Shown with the form, like the next two.", render_kw={"maxlength": 120}
    )
    role = OneOf("Which", _ROLES)
    regulator = OneLine("Registered as", description="Such as CQC 1-123456789.", render_kw={"maxlength": 120})
    manager = Select(
        "Manager",
        lambda: {each.email: f"{each.name}, {each.email}" for each in _managers()},
        description="You can add more people on their own pages.",
    )


@blueprint.route("/centres/<slug>", methods=["GET", "POST"])
@managers
def centre(slug: str) -> Page:
    one = own_centre(slug)
    form = CentreForm(f"centre {one.slug}", values_of(dump.centre_row(one), usual=True))
    if form.validate_on_submit() and save(form, _written(one, form)):
        return back(url_for("admin.centre", slug=slug))
    return page("admin/centre.html", form, centre=one)


@blueprint.route("/centres/new", methods=["GET", "POST"])
@admins
def new_centre() -> Page:
    form = CentreForm(shown=usual_values(CentreRow))
    if form.validate_on_submit() and _is_new(form) and save(form, _with_manager(form)):
        return back(url_for("admin.centre", slug=form.slug.data))
    return page("admin/new_centre.html", form)


def _written(one: Centre, form: CentreForm) -> dict[str, Any]:
    """With what the form does not ask, and with the rota, which a file would take away otherwise."""
    unasked = form.unasked(values_of(dump.centre_row(one)))
    return {**dump.rota_of(db.session(), one), "centres": [{**unasked, **form.row()}]}


def _is_new(form: CentreForm) -> bool:
    form.what = f"centre {form.slug.data}"
    if form.slug.data in [each.slug for each in centres.all_centres(db.session())]:
        refuse(form.slug, "That name is taken by another centre.")
    return not form.is_wrong


def _with_manager(form: CentreForm) -> dict[str, Any]:
    """The new centre, and its manager from now on, besides what they manage already."""
    row = form.row()
    manager = next((each for each in _managers() if each.email == row.pop("manager", "")), None)
    if manager is None:
        return {"centres": [row]}
    person = values_of(dump.staff_row(manager))
    return {"centres": [row], "staff": [{**person, "centres": [*person["centres"], row.get("slug", "")]}]}


def _managers() -> list[Staff]:
    return [each for each in staff.all_staff(db.session()) if each.active and each.role is Role.MANAGER]
