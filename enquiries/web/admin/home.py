"""The first page of the admin pages, its alarms, the record of changes, and the setup file to download."""

from datetime import UTC

from flask import Response, render_template, request

from enquiries.alarms import alarms
from enquiries.alarms.models import Alarm
from enquiries.audit import downloads
from enquiries.audit.trail import latest
from enquiries.core.db import commit, db, writing
from enquiries.core.enums import Role
from enquiries.intake import opt_out_review
from enquiries.intake.failed_texts import failed_at
from enquiries.setup import dump
from enquiries.setup.toml import write_setup_file
from enquiries.web.admin import (
    centres,
    failed_texts,
    numbers,
    opt_outs,
    rota,
    set_up,
    staff,
    targets,
    wordings,
)
from enquiries.web.admin.access import admins, blueprint, is_admin, managers
from enquiries.web.admin.save import Page, now
from enquiries.web.auth.access import allow, centres_of, signed_in
from enquiries.web.row_ids import read_id

# Each of them adds its views to the blueprint.
PAGES = (centres, failed_texts, numbers, opt_outs, rota, set_up, staff, targets, wordings)
__all__ = ["PAGES", "blueprint"]


@blueprint.get("")
@managers
def show() -> Page:
    return render_template(
        "admin/desk.html",
        centres=sorted(centres_of(signed_in()), key=lambda each: each.name.casefold()),
        is_admin=is_admin(),
        alarms=len(_alarms()),
        texts=len(failed_at(db.session(), now(), centres_of(signed_in()))),
        unclear=len(opt_out_review.ambiguous(db.session(), signed_in())),
    )


@blueprint.get("/alarms")
@managers
def live_alarms() -> Page:
    return render_template("admin/alarms.html", alarms=_alarms(), over=_over())


@blueprint.get("/changes")
@allow(Role.ADMIN, Role.AUDITOR)
def changes() -> Page:
    """Who changed what, and who took which file: an auditor reads it too."""
    before = read_id(request.args.get("before", ""))
    return render_template("admin/changes.html", changes=latest(db.session(), before), is_admin=is_admin())


@blueprint.get("/setup.toml")
@admins
def setup_file() -> Response:
    moment = now()
    writing()
    settings = dump.dump_settings(db.session(), moment)
    written = write_setup_file(settings)
    if request.method == "GET":
        downloads.note_setup_file(db.session(), moment, len(settings.staff), by=signed_in())
        commit()
    name = f"ringback-{moment.astimezone(UTC):%Y-%m-%d-%H%M}.toml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(written, mimetype="application/toml", headers=headers)


def _alarms() -> list[Alarm]:
    return [each for each in alarms.active_alarms(db.session()) if _concerns(each)]


def _over() -> list[Alarm]:
    return [each for each in alarms.past_alarms(db.session()) if _concerns(each)]


def _concerns(alarm: Alarm) -> bool:
    """Whether it is of the whole service, or of a centre of theirs."""
    return alarm.centre_id is None or alarm.centre_id in {each.id for each in centres_of(signed_in())}
