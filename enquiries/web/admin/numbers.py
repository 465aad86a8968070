"""The numbers that texts come to and go from, and the keywords on them."""

from typing import Any

from flask import flash, render_template, url_for
from werkzeug.exceptions import NotFound

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
from enquiries.web.admin.form import OneLine, OneOf, Select, SettingsForm, refuse
from enquiries.web.admin.save import Page, back, now, page, save
from enquiries.web.auth.access import centres_of, signed_in
from enquiries.wording import wording

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
_LANGUAGES = {code: wording.name_of(code) for code in wording.languages()}


def _own_centres() -> dict[str, str]:
    return {each.slug: each.name for each in centres_of(signed_in())}


def _own_numbers() -> dict[str, str]:
    own = for_keywords(db.session(), centres_of(signed_in()))
    return {each.number: each.number for each in own}


class NumberForm(SettingsForm):
    """A number, where its texts go and what it is for."""

    table = "numbers"
    only_new = ("number",)

    number = OneLine("Number", description="A short code like 83222, or a number like +447700900100.")
    centre = Select("Centre", _own_centres, description="Where texts without a keyword go.")
    use = OneOf("Used for", _USES)
    keyword_mode = OneOf("Who answers HELP and STOP", MODES, default="")


class KeywordForm(SettingsForm):
    """A word on a number, and the centre it leads to. What is not theirs to choose counts as nothing."""

    table = "keywords"
    only_new = ("word", "number")

    word = OneLine("Word", description="One word of letters and digits.")
    number = Select("On the number", _own_numbers)
    centre = Select("Leads to", _own_centres)
    source = OneLine(
        "Printed on",
        description="Like poster or website: kept with each enquiry and in the response-time CSV.",
    )
    about = OneOf("A person who texts it asks for", _ABOUT)
    language = OneOf("They are answered in", _LANGUAGES)

    def row(self) -> dict[str, Any]:
        for field in (each for each in self if isinstance(each, Select)):
            if field.data not in field.offered:
                field.data = ""
        return super().row()


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
    form = NumberForm(shown=usual_values(NumberRow))
    if form.validate_on_submit():
        form.what = f"number {form.number.data}"
        if by_number(db.session(), form.number.data):
            refuse(form.number, "This number already exists.")
        elif save(form, {"numbers": [form.row()]}):
            return back(url_for("admin.numbers"))
    return page("admin/new_number.html", form)


@blueprint.route("/numbers/<int:number_id>", methods=["GET", "POST"])
@admins
def number(number_id: int) -> Page:
    one = db.session.get(Number, number_id)
    if one is None:
        raise NotFound
    form = NumberForm(f"number {one.number}", values_of(dump.number_row(one), usual=True))
    if form.validate_on_submit() and save(form, {"numbers": [{**form.row(), "number": one.number}]}):
        return back(url_for("admin.numbers"))
    return page("admin/number.html", form, number=one, may_go=not is_in_use(db.session(), one))


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
    form = KeywordForm(shown=usual_values(KeywordRow))
    if form.validate_on_submit():
        row = form.row()
        word = form.word.data.upper()
        form.what = f"keyword {word} on {row.get('number')}"
        if by_word(db.session(), word, row.get("number", "")):
            refuse(form.word, "That number already has this word.")
        elif save(form, {"keywords": [row]}):
            return back(url_for("admin.numbers"))
    return page("admin/new_keyword.html", form)


@blueprint.route("/keywords/<int:keyword_id>", methods=["GET", "POST"])
@managers
def keyword(keyword_id: int) -> Page:
    one = _own_keyword(keyword_id)
    what = f"keyword {one.word} on {one.number.number}"
    form = KeywordForm(what, values_of(dump.keyword_row(one), usual=True))
    if form.validate_on_submit():
        row = {**form.row(), "word": one.word, "number": one.number.number}
        if save(form, {"keywords": [row]}):
            return back(url_for("admin.numbers"))
    return page("admin/keyword.html", form, keyword=one)


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
