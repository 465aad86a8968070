"""Search. A number is never in an address: what names a person is posted, and answered on the spot.

Finding a person by their number shows that they asked for help, so each such find is written down.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from enquiries.board import search
from enquiries.board.search import Page, Wanted
from enquiries.board.viewer import Viewer, record_view
from enquiries.core.db import commit, db, writing
from enquiries.core.enums import Role
from enquiries.dates.period import Period
from enquiries.lifecycle.states import Outcome
from enquiries.web.auth.access import allow
from enquiries.web.staff.viewer import viewer

blueprint = Blueprint("search", __name__)

Shown = tuple[str, int] | Response
_FIELDS = ("first", "last", "centre", "outcome")


@blueprint.get("/board/search")
@allow(*Role)
def show() -> Shown:
    """Without anything that is asked for: the latest."""
    me = viewer()
    try:
        wanted = _wanted(me, request.args)
    except ValueError as wrong:
        return _page(me, wrong=str(wrong))
    return _page(me, search.search_enquiries(db.session(), me, wanted, after=request.args.get("after", "")))


@blueprint.post("/board/search")
@allow(*Role, reads=True)
def find() -> Shown:
    """By a code, a reference or a number; anything else is asked for by its address, to go back to."""
    me, name = viewer(), request.form.get("name", "").strip()
    if not name:
        return redirect(_address({field: request.form.get(field, "") for field in _FIELDS}), 303)
    try:
        wanted = _wanted(me, request.form, name)
    except ValueError as wrong:
        return _page(me, wrong=str(wrong))
    found = search.search_enquiries(db.session(), me, wanted)
    if wanted.number:
        _write_down(me, found)
    return _page(me, found, name=name)


@blueprint.errorhandler(CSRFError)
def token_ended(_: CSRFError) -> Shown:
    name = request.form.get("name", "")
    return _page(viewer(), name=name, wrong="This page lay open too long. Search again.")


def _wanted(me: Viewer, asked: Mapping[str, str], name: str = "") -> Wanted:
    """Raises ValueError where a date is none, or where an auditor asks for a number."""
    named, number = search.read_name(name, me.country) if name else ("", "")
    if number and not me.sees_persons:
        raise ValueError("Auditors search by code or reference, and not by number.")
    return Wanted(
        named=named,
        number=number,
        period=Period.parse(asked.get("first") or None, asked.get("last") or None),
        centre=next((each for each in me.centres if each.slug == asked.get("centre")), None),
        outcome=next((each for each in Outcome if each == asked.get("outcome")), None),
    )


def _write_down(me: Viewer, found: Page) -> None:
    now, address = datetime.now(UTC), request.remote_addr or "unknown"
    writing()
    for enquiry in sorted(found.found, key=lambda each: each.id):
        record_view(db.session(), now, enquiry, me, door="search by number", address=address)
    commit()


def _address(asked: Mapping[str, str], after: str = "") -> str:
    """Of a page of what is found, so that one can go back to it."""
    query = {field: words for field, words in {**asked, "after": after}.items() if words}
    return f"{url_for('search.show')}{'?' if query else ''}{urlencode(query)}"


def _page(me: Viewer, found: Page | None = None, *, name: str = "", wrong: str = "") -> tuple[str, int]:
    asked = {field: request.values.get(field, "") for field in _FIELDS}
    page = render_template(
        "staff/search/search.html",
        me=me,
        found=found,
        name=name,
        wrong=wrong,
        asked=asked,
        outcomes=list(Outcome),
        more=_address(asked, found.next_after) if found and found.next_after and not name else "",
    )
    return page, 422 if wrong else 200
