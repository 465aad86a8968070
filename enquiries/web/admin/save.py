"""Saving what a form says, by the way that a setup file goes: its rules, then the record of changes."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template
from werkzeug.wrappers import Response as AnyResponse

from enquiries.audit.trail import last_of, version
from enquiries.core.db import commit, db
from enquiries.setup.change import Change
from enquiries.setup.changes import Newer, save_settings
from enquiries.setup.file import read_setup
from enquiries.setup.tables import SetupFileWrong
from enquiries.web.admin.form import Sheet
from enquiries.web.auth.access import signed_in

Page = str | tuple[str, int] | AnyResponse
Written = Mapping[str, Any]  # tables of a setup file


def _nothing(changes: list[Change]) -> None:
    """Nothing follows from it."""


def save(sheet: Sheet, written: Written, then: Callable[[list[Change]], None] = _nothing) -> bool:
    """Whether it is saved, and what follows from it with it; else the sheet says why not."""
    try:
        changes = save_settings(
            db.session(),
            now(),
            read_setup(written),
            by=signed_in(),
            seen={sheet.what: sheet.version},
        )
        then(changes)
    except SetupFileWrong as wrong:
        db.session.rollback()
        sheet.complain(wrong.problems)
        return False
    except Newer as newer:
        db.session.rollback()
        sheet.newer = newer.amendments[0]
        sheet.version = version(db.session(), sheet.what)
        return False
    commit()
    flash("Saved." if any(change.is_news for change in changes) else "Nothing has changed.")
    return True


def now() -> datetime:
    return datetime.now(UTC)


def page(template: str, sheet: Sheet, **values: Any) -> Page:
    """The form; 422 where something is wrong with what was sent."""
    shown = render_template(template, sheet=sheet, last=_last(sheet), **values)
    return (shown, 422) if sheet.is_wrong else shown


def back(address: str) -> AnyResponse:
    return redirect(address, 303)


def _last(sheet: Sheet) -> Any:
    return last_of(db.session(), sheet.what)
