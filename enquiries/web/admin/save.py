"""Saving what a form says, by the way that a setup file goes: its rules, then the record of changes."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template
from werkzeug.wrappers import Response as AnyResponse

from enquiries.audit import trail
from enquiries.core.db import commit, db
from enquiries.setup.change import Change
from enquiries.setup.changes import Newer, save_settings
from enquiries.setup.faults import SetupFileWrong
from enquiries.setup.file import read_setup
from enquiries.web.admin.form import SettingsForm
from enquiries.web.auth.access import signed_in

Page = str | tuple[str, int] | AnyResponse
Written = Mapping[str, Any]  # tables of a setup file


def _nothing(changes: list[Change]) -> None:
    """Nothing follows from it."""


def save(form: SettingsForm, written: Written, then: Callable[[list[Change]], None] = _nothing) -> bool:
    """Save it, with what follows from it. Returns False where it cannot be; the form says why not."""
    try:
        changes = save_settings(
            db.session(),
            now(),
            read_setup(written),
            by=signed_in(),
            seen={form.what: form.version},
        )
        then(changes)
    except SetupFileWrong as wrong:
        db.session.rollback()
        form.complain(wrong.faults)
        return False
    except Newer as newer:
        db.session.rollback()
        form.newer = newer.amendments[0]
        form.version = trail.version(db.session(), form.what)
        return False
    commit()
    flash("Saved." if any(change.is_news for change in changes) else "Nothing has changed.")
    return True


def now() -> datetime:
    return datetime.now(UTC)


def page(template: str, form: SettingsForm, **values: Any) -> Page:
    """The form; 422 where something is wrong with what was sent."""
    shown = render_template(template, form=form, last=_last(form), **values)
    return (shown, 422) if form.is_wrong else shown


def back(address: str) -> AnyResponse:
    return redirect(address, 303)


def _last(form: SettingsForm) -> Any:
    return trail.last_of(db.session(), form.what)
