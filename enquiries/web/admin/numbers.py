"""The numbers that texts come to and go from, and the keywords on them."""

from typing import Any

from flask import flash, render_template, request, url_for
from werkzeug.exceptions import NotFound

from enquiries.audit import trail
from enquiries.core.db import commit, db
from enquiries.core.enums import About, KeywordMode, NumberUse
from enquiries.organisation.models import Keyword, Number
from enquiries.setup import dump
from enquiries.setup.file import KeywordRow, NumberRow
from enquiries.setup.numbers import (
    all_numbers,
    by_number,
    by_word,
    delete_keyword,
    delete_number,
    for_keywords,
    is_in_use,
    keywords,
)
from enquiries.setup.toml import usual_values, values_of
from enquiries.web.admin.access import admins, blueprint, managers, require_own_centre
from enquiries.web.admin.form import Entry, Kind, Sheet
from enquiries.web.admin.save import Page, back, now, page, save
from enquiries.web.auth.access import centres_of, signed_in

_USES = {
    NumberUse.BOTH.value: "Enquiries, and alerts to staff",
    NumberUse.PUBLIC.value: "Enquiries only",
    NumberUse.STAFF.value: "Alerts to staff only",
}
MODES = {
    "": "As set for the installation",
    KeywordMode.APP.value: "We do",
    KeywordMode.ADVANCED_OPT_OUT.value: "Twilio, with Advanced Opt-Out",
    KeywordMode.DEFAULT.value: "Twilio, as it does by default",
}
_ABOUT = {
    About.UNKNOWN.value: "We ask",
    About.SELF.value: "Themselves",
    About.OTHER.value: "Someone they care about",
}


@blueprint.get("/numbers")
@managers
def numbers() -> Page:
    own = centres_of(signed_in())
    return render_template(
        "admin/numbers.html",
        numbers=all_numbers(db.session(), own),
        keywords=keywords(db.session(), own),
    )


@blueprint.route("/numbers/new", methods=["GET", "POST"])
@admins
def new_number() -> Page:
    sheet = Sheet("numbers", "", [_number_itself(), *_number_entries()])
    sheet.fill(usual_values(NumberRow))
    if request.method == "POST":
        sheet.read(request.form)
        sheet.what = f"number {sheet['number'].value}"
        if by_number(db.session(), sheet["number"].value):
            sheet["number"].wrong = "This number already exists."
        elif save(sheet, {"numbers": [sheet.row()]}):
            return back(url_for("admin.numbers"))
    return page("admin/new_number.html", sheet)


@blueprint.route("/numbers/<int:number_id>", methods=["GET", "POST"])
@admins
def number(number_id: int) -> Page:
    one = db.session.get(Number, number_id)
    if one is None:
        raise NotFound
    sheet = Sheet("numbers", f"number {one.number}", _number_entries())
    _open(sheet, dump.number_row(one))
    if request.method == "POST":
        sheet.read(request.form)
        if save(sheet, {"numbers": [{**sheet.row(), "number": one.number}]}):
            return back(url_for("admin.numbers"))
    return page("admin/number.html", sheet, number=one, may_go=not is_in_use(db.session(), one))


@blueprint.post("/numbers/<int:number_id>/remove")
@admins
def remove_number(number_id: int) -> Page:
    one = db.session.get(Number, number_id)
    if one is None:
        raise NotFound
    if delete_number(db.session(), now(), one, by=signed_in()):
        commit()
        flash(f"{one.number} has been removed.")
    else:
        flash(f"You can’t remove {one.number}: enquiries came in on it, or it has a keyword.")
    return back(url_for("admin.numbers"))


@blueprint.route("/keywords/new", methods=["GET", "POST"])
@managers
def new_keyword() -> Page:
    sheet = Sheet("keywords", "", [*_keyword_itself(), *_keyword_entries()])
    sheet.fill(usual_values(KeywordRow))
    if request.method == "POST":
        sheet.read(request.form)
        row = _own_row(sheet)
        word = str(row.get("word", "")).upper()
        sheet.what = f"keyword {word} on {row.get('number')}"
        if by_word(db.session(), word, row.get("number", "")):
            sheet["word"].wrong = "That number already has this word."
        elif save(sheet, {"keywords": [row]}):
            return back(url_for("admin.numbers"))
    return page("admin/new_keyword.html", sheet)


@blueprint.route("/keywords/<int:keyword_id>", methods=["GET", "POST"])
@managers
def keyword(keyword_id: int) -> Page:
    one = _own_keyword(keyword_id)
    sheet = Sheet("keywords", f"keyword {one.word} on {one.number.number}", _keyword_entries())
    _open(sheet, dump.keyword_row(one))
    if request.method == "POST":
        sheet.read(request.form)
        row = {**_own_row(sheet), "word": one.word, "number": one.number.number}
        if save(sheet, {"keywords": [row]}):
            return back(url_for("admin.numbers"))
    return page("admin/keyword.html", sheet, keyword=one)


@blueprint.post("/keywords/<int:keyword_id>/remove")
@managers
def remove_keyword(keyword_id: int) -> Page:
    one = _own_keyword(keyword_id)
    delete_keyword(db.session(), now(), one, by=signed_in())
    commit()
    flash(
        f"{one.word} has been removed. Anyone who texts it still reaches the centre of {one.number.number}."
    )
    return back(url_for("admin.numbers"))


def _own_keyword(keyword_id: int) -> Keyword:
    one = db.session.get(Keyword, keyword_id)
    if one is None:
        raise NotFound
    require_own_centre(one.centre)
    return one


def _own_row(sheet: Sheet) -> dict[str, Any]:
    """What was sent; a centre or a number that is not theirs counts as none."""
    row = sheet.row()
    for entry in sheet.entries:
        if entry.kind is Kind.SELECT and row.get(entry.key) not in entry.choices:
            row.pop(entry.key, None)
    return row


def _open(sheet: Sheet, row: NumberRow | KeywordRow) -> None:
    sheet.version = trail.version(db.session(), sheet.what)
    sheet.fill(values_of(row, usual=True))


def _number_itself() -> Entry:
    return Entry("number", "Number", "A short code like 83222, or a number like +447700900100.")


def _number_entries() -> list[Entry]:
    return [
        _centre("Centre", "Where texts without a keyword go."),
        Entry("use", "Used for", kind=Kind.CHOICE, choices=_USES),
        Entry("keyword_mode", "Who answers HELP and STOP", kind=Kind.CHOICE, choices=MODES),
    ]


def _keyword_itself() -> list[Entry]:
    own = for_keywords(db.session(), centres_of(signed_in()))
    numbers = {each.number: each.number for each in own}
    return [
        Entry("word", "Word", "One word of letters and digits."),
        Entry("number", "On the number", kind=Kind.SELECT, choices=numbers),
    ]


def _keyword_entries() -> list[Entry]:
    return [
        _centre("Leads to", ""),
        Entry(
            "source",
            "Printed on",
            "Like poster or website: kept with each enquiry and in the response-time CSV.",
        ),
        Entry("about", "A person who texts it asks for", kind=Kind.CHOICE, choices=_ABOUT),
    ]


def _centre(label: str, hint: str) -> Entry:
    own = {each.slug: each.name for each in centres_of(signed_in())}
    return Entry("centre", label, hint, Kind.SELECT, own)
