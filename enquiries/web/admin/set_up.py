"""Setting up a centre from nothing, one question after another, and at the end a test text to its manager."""

import re
import unicodedata
from typing import Any

from flask import render_template, request, url_for

from enquiries.core.db import db, writing
from enquiries.core.enums import Role
from enquiries.core.phone import NumberRefused, as_dialled, read_number
from enquiries.messaging.to_staff import people_of
from enquiries.organisation import centres, staff
from enquiries.organisation.models import Staff
from enquiries.setup import dump, load, numbers
from enquiries.setup.faults import SetupFileWrong
from enquiries.setup.file import read_setup
from enquiries.setup.toml import values_of
from enquiries.web.admin.access import admins, blueprint, own_centre
from enquiries.web.admin.form import refuse
from enquiries.web.admin.rota import as_shift
from enquiries.web.admin.save import Page, Written, back, page, save
from enquiries.web.admin.set_up_steps import STEPS, SetUpForm
from enquiries.web.admin.staff import ask_whether_texts_arrive


@blueprint.route("/set-up", methods=["GET", "POST"])
@admins
def set_up() -> Page:
    form = SetUpForm()
    if form.validate_on_submit():
        given = request.form.get("step", "")
        form.place = next((at for at, step in enumerate(STEPS) if step.name == given), 0)
        if request.form.get("do") == "back":
            form.place = max(form.place - 1, 0)
        elif _goes_on(form) and _is_done(form):
            return back(url_for("admin.set_up_done", slug=form["slug"].data))
    return page("admin/set_up.html", form, steps=STEPS, is_first=not centres.all_centres(db.session()))


@blueprint.get("/set-up/<slug>")
@admins
def set_up_done(slug: str) -> Page:
    """What is left to do, and whether the test text was answered."""
    centre = own_centre(slug)
    return render_template(
        "admin/set_up_done.html",
        centre=centre,
        door=centres.public_contact(db.session(), centre),
        managers=[(each, as_dialled(each.mobile, centre.country)) for each in _managers_of(slug)],
    )


def _managers_of(slug: str) -> list[Staff]:
    return people_of(db.session(), own_centre(slug), Role.MANAGER)


def _goes_on(form: SetUpForm) -> bool:
    """Read the answers so far. Where one will not do, its step is shown; else the next one is."""
    _tidy(form)
    if not form.is_wrong:
        _check(form)
    if form.is_wrong:
        form.go_to_the_first_fault()
        return False
    was_last = form.is_last
    form.place = min(form.place + 1, len(STEPS) - 1)
    return was_last


def _is_done(form: SetUpForm) -> bool:
    """Save everything at once, with the test text."""
    writing()  # checking the answers ended the transaction in which they were tried
    form.what = f"centre {form['slug'].data}"
    saved = save(form, _written(form, len(STEPS) - 1), then=ask_whether_texts_arrive)
    if not saved:
        form.go_to_the_first_fault()
    return saved


def _check(form: SetUpForm) -> None:
    """Try the answers so far by the rules of the setup file; nothing is kept of it."""
    try:
        so_far = read_setup(_written(form, form.place))
        if STEPS[form.place].name not in ("centre", "number"):  # a centre is only whole with its manager
            load.load_settings(db.session(), so_far)
    except SetupFileWrong as wrong:
        form.complain(wrong.faults)
    db.session.rollback()


def _tidy(form: SetUpForm) -> None:
    """Numbers in any usual spelling, and a name in addresses that is not taken."""
    slug = form["slug"]
    slug.data = slug.data or _for_an_address(form["name"].data)
    if slug.data in {each.slug for each in centres.all_centres(db.session())}:
        refuse(slug, "That name is taken by another centre.")
    _read_phone(form, "line")
    if form.place >= 1:
        _refuse_a_word_in_use(form)
    if form.place >= 2:
        _refuse_whoever_is_no_manager(form)


def _for_an_address(name: str) -> str:
    """Like ecole-willow for École Willow; empty where none of it is in the Latin alphabet."""
    plain = unicodedata.normalize("NFKD", name[:80]).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _read_phone(form: SetUpForm, key: str) -> None:
    field, country = form[key], form["country"].data
    try:
        field.data = read_number(field.data, country if re.fullmatch("[A-Z]{2}", country) else "GB").e164
    except NumberRefused as refused:
        if field.data:
            refuse(field, str(refused))


def _refuse_a_word_in_use(form: SetUpForm) -> None:
    number = form["number"]
    number.data = re.sub(r"[\s()-]", "", number.data)
    if numbers.by_word(db.session(), form["word"].data.upper(), number.data):
        refuse(form["word"], "That number already has this word: choose another one.")


def _refuse_whoever_is_no_manager(form: SetUpForm) -> None:
    """A person who works here already is taken as they are."""
    known = _known(form)
    if known is None:
        _read_phone(form, "manager_mobile")
    elif not known.active or known.role is not Role.MANAGER:
        is_what = f"is {known.role} here" if known.active else "is switched off"
        says = f"{known.name} {is_what}: give the address of a manager, or of a new person."
        refuse(form["manager_email"], says)
    else:
        form["manager_name"].data, form["manager_mobile"].data = known.name, known.mobile


def _known(form: SetUpForm) -> Staff | None:
    address = form["manager_email"].data.lower()
    return next((each for each in staff.all_staff(db.session()) if each.email == address), None)


def _written(form: SetUpForm, place: int) -> Written:
    """The answers up to that step, as the tables of a setup file."""
    slug = form["slug"].data
    tables: dict[str, list[dict[str, Any]]] = {"centres": [_answers(form, STEPS[0].keys)]}
    if place >= 1:
        tables |= _number_tables(form, slug)
    if place >= 2:
        tables["staff"] = [_manager(form, slug)]
    if place >= 3:
        tables["shifts"] = [_shift(form, slug)]
    return tables


def _number_tables(form: SetUpForm, slug: str) -> dict[str, list[dict[str, Any]]]:
    """A number that is there already keeps its centre; only the word is new."""
    number = _answers(form, ("number", "keyword_mode"))
    is_there = numbers.by_number(db.session(), form["number"].data) is not None
    keyword = _answers(form, ("word", "number"))
    return {
        "numbers": [] if is_there else [{**number, "centre": slug}],
        "keywords": [{**keyword, "centre": slug}],
    }


def _manager(form: SetUpForm, slug: str) -> dict[str, Any]:
    known = _known(form)
    if known is not None:
        as_they_are = values_of(dump.staff_row(known))
        return {**as_they_are, "centres": [*as_they_are["centres"], slug]}
    asked = _answers(form, STEPS[2].keys)
    new = {key.removeprefix("manager_"): value for key, value in asked.items()}
    return {**new, "role": Role.MANAGER.value, "centres": [slug]}


def _shift(form: SetUpForm, slug: str) -> dict[str, Any]:
    asked = as_shift(_answers(form, STEPS[3].keys))
    return {**asked, "level": 1, "centre": slug, "staff": form["manager_email"].data.lower()}


def _answers(form: SetUpForm, keys: tuple[str, ...]) -> dict[str, Any]:
    """What was left empty is left out."""
    return {key: form[key].data for key in keys if form[key].data not in ("", [])}
