"""Search. A number is never in an address: what names a person is posted, and answered on the spot.

Finding a person by their number shows that they asked for help, so each such find is written down.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice

from enquiries.board import search
from enquiries.board.search import Page, Wanted
from enquiries.board.viewer import Viewer, record_view
from enquiries.core.db import commit, db, writing
from enquiries.core.enums import Role
from enquiries.core.text import on_one_line
from enquiries.dates.period import Period
from enquiries.lifecycle.states import Outcome
from enquiries.web.auth.access import allow
from enquiries.web.page_form import PageForm
from enquiries.web.staff.viewer import viewer

blueprint = Blueprint("search", __name__)

Shown = tuple[str, int] | Response
_FIELDS = ("first", "last", "centre", "outcome")


class SearchForm(PageForm):
    """What is looked for. A name (a code, a reference or a number) is only ever posted."""

    name = StringField(filters=[on_one_line], render_kw={"autocomplete": "off", "spellcheck": "false"})
    first = StringField("From", render_kw={"type": "date"})
    last = StringField("To", render_kw={"type": "date"})
    centre = SelectField("Centre", validate_choice=False)
    outcome = SelectField(
        "Outcome",
        choices=[
            SelectChoice("", "any"),
            *(SelectChoice(each.value, each.replace("_", " ")) for each in Outcome),
        ],
        validate_choice=False,
    )

    def __init__(self, me: Viewer) -> None:
        super().__init__(request.form if request.method == "POST" else request.args)
        self.centre.choices = [
            SelectChoice("", "all"),
            *(SelectChoice(each.slug, each.name) for each in me.centres),
        ]
        if request.method != "POST":
            self.name.data = ""

    @property
    def asked(self) -> dict[str, str]:
        """Everything but the name: it goes into the address of what is found."""
        return {field: self[field].data or "" for field in _FIELDS}


@blueprint.get("/board/search")
@allow(*Role)
def show() -> Shown:
    """Without anything that is asked for: the latest."""
    me = viewer()
    form = SearchForm(me)
    try:
        wanted = _wanted(me, form)
    except ValueError as wrong:
        return _page(me, form, wrong=str(wrong))
    return _page(
        me, form, search.search_enquiries(db.session(), me, wanted, after=request.args.get("after", ""))
    )


@blueprint.post("/board/search")
@allow(*Role, reads=True)
def find() -> Shown:
    """By a code, a reference or a number; anything else is asked for by its address, to go back to."""
    me = viewer()
    form = SearchForm(me)
    if not form.name.data:
        return redirect(_address(form.asked), 303)
    try:
        wanted = _wanted(me, form)
    except ValueError as wrong:
        form.name.data = ""
        return _page(me, form, wrong=str(wrong))
    found = search.search_enquiries(db.session(), me, wanted)
    if wanted.number:
        _write_down(me, found)
    return _page(me, form, found)


@blueprint.errorhandler(CSRFError)
def token_ended(_: CSRFError) -> Shown:
    me = viewer()
    return _page(me, SearchForm(me), wrong="This page has expired. Please search again.")


def _wanted(me: Viewer, form: SearchForm) -> Wanted:
    """Raises ValueError where a date is none, or where an auditor asks for a number."""
    asked, name = form.asked, form.name.data
    named, number = search.read_name(name, me.country) if name else ("", "")
    if number and not me.sees_persons:
        raise ValueError("Auditors can search by code or reference, but not by number.")
    return Wanted(
        named=named,
        number=number,
        period=Period.parse(asked["first"] or None, asked["last"] or None),
        centre=next((each for each in me.centres if each.slug == asked["centre"]), None),
        outcome=next((each for each in Outcome if each == asked["outcome"]), None),
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


def _page(me: Viewer, form: SearchForm, found: Page | None = None, *, wrong: str = "") -> tuple[str, int]:
    has_more = found is not None and found.next_after and not form.name.data
    page = render_template(
        "staff/search/search.html",
        me=me,
        found=found,
        form=form,
        wrong=wrong,
        more=_address(form.asked, found.next_after) if found and has_more else "",
    )
    return page, 422 if wrong else 200
