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
from enquiries.setup.file import read_setup
from enquiries.setup.tables import SetupFileWrong
from enquiries.setup.toml import values_of
from enquiries.web.admin.access import admins, blueprint, own_centre
from enquiries.web.admin.centres import clocks
from enquiries.web.admin.numbers import MODES
from enquiries.web.admin.save import Page, Written, back, page, save
from enquiries.web.admin.set_up_steps import STEPS, SetUp, entries
from enquiries.web.admin.staff import ask_whether_texts_arrive


@blueprint.route("/set-up", methods=["GET", "POST"])
@admins
def set_up() -> Page:
    sheet = SetUp("centres", "", entries(clocks(), MODES))
    if request.method == "POST":
        sheet.read(request.form)
        given = request.form.get("step", "")
        sheet.place = next((at for at, step in enumerate(STEPS) if step.name == given), 0)
        if request.form.get("do") == "back":
            sheet.place = max(sheet.place - 1, 0)
        elif _goes_on(sheet) and _is_done(sheet):
            return back(url_for("admin.set_up_done", slug=sheet["slug"].value))
    return page("admin/set_up.html", sheet, steps=STEPS, is_first=not centres.all_centres(db.session()))


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


def _goes_on(sheet: SetUp) -> bool:
    """Read the answers so far. Where one will not do, its step is shown; else the next one is."""
    _tidy(sheet)
    if not sheet.is_wrong:
        _check(sheet)
    if sheet.is_wrong:
        sheet.go_to_the_first_fault()
        return False
    was_last = sheet.is_last
    sheet.place = min(sheet.place + 1, len(STEPS) - 1)
    return was_last


def _is_done(sheet: SetUp) -> bool:
    """Save everything at once, with the test text."""
    writing()  # checking the answers ended the transaction in which they were tried
    sheet.what = f"centre {sheet['slug'].value}"
    saved = save(sheet, _written(sheet, len(STEPS) - 1), then=ask_whether_texts_arrive)
    if not saved:
        sheet.go_to_the_first_fault()
    return saved


def _check(sheet: SetUp) -> None:
    """Try the answers so far by the rules of the setup file; nothing is kept of it."""
    try:
        so_far = read_setup(_written(sheet, sheet.place))
        if STEPS[sheet.place].name not in ("centre", "number"):  # a centre is only whole with its manager
            load.load_settings(db.session(), so_far)
    except SetupFileWrong as wrong:
        sheet.complain(wrong.problems)
    db.session.rollback()


def _tidy(sheet: SetUp) -> None:
    """Numbers in any usual spelling, and a name in addresses that is not taken."""
    slug = sheet["slug"]
    slug.value = slug.value or _for_an_address(sheet["name"].value)
    if slug.value in {each.slug for each in centres.all_centres(db.session())}:
        slug.wrong = "That name is taken by another centre."
    _read_phone(sheet, "line")
    if sheet.place >= 1:
        _refuse_a_word_in_use(sheet)
    if sheet.place >= 2:
        _refuse_whoever_is_no_manager(sheet)


def _for_an_address(name: str) -> str:
    """Like ecole-willow for École Willow; empty where none of it is in the Latin alphabet."""
    plain = unicodedata.normalize("NFKD", name[:80]).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _read_phone(sheet: SetUp, key: str) -> None:
    entry, country = sheet[key], sheet["country"].value
    try:
        entry.value = read_number(entry.value, country if re.fullmatch("[A-Z]{2}", country) else "GB").e164
    except NumberRefused as refused:
        entry.wrong = str(refused) if entry.value else ""


def _refuse_a_word_in_use(sheet: SetUp) -> None:
    number = sheet["number"]
    number.value = re.sub(r"[\s()-]", "", number.value)
    if numbers.by_word(db.session(), sheet["word"].value.upper(), number.value):
        sheet["word"].wrong = "That number already has this word: choose another one."


def _refuse_whoever_is_no_manager(sheet: SetUp) -> None:
    """Somebody who works here already is taken as they are."""
    known = _known(sheet)
    if known is None:
        _read_phone(sheet, "manager_mobile")
    elif not known.active or known.role is not Role.MANAGER:
        is_what = f"is {known.role} here" if known.active else "is switched off"
        sheet[
            "manager_email"
        ].wrong = f"{known.name} {is_what}: give the address of a manager, or of someone new."
    else:
        sheet["manager_name"].value, sheet["manager_mobile"].value = known.name, known.mobile


def _known(sheet: SetUp) -> Staff | None:
    address = sheet["manager_email"].value.lower()
    return next((each for each in staff.all_staff(db.session()) if each.email == address), None)


def _written(sheet: SetUp, place: int) -> Written:
    """The answers up to that step, as the tables of a setup file."""
    slug = sheet["slug"].value
    tables: dict[str, list[dict[str, Any]]] = {"centres": [_answers(sheet, STEPS[0].keys)]}
    if place >= 1:
        tables |= _number_tables(sheet, slug)
    if place >= 2:
        tables["staff"] = [_manager(sheet, slug)]
    if place >= 3:
        tables["shifts"] = [_shift(sheet, slug)]
    return tables


def _number_tables(sheet: SetUp, slug: str) -> dict[str, list[dict[str, Any]]]:
    """A number that is there already keeps its centre; only the word is new."""
    number = _answers(sheet, ("number", "keyword_mode"))
    is_there = numbers.by_number(db.session(), sheet["number"].value) is not None
    keyword = _answers(sheet, ("word", "number"))
    return {
        "numbers": [] if is_there else [{**number, "centre": slug}],
        "keywords": [{**keyword, "centre": slug}],
    }


def _manager(sheet: SetUp, slug: str) -> dict[str, Any]:
    known = _known(sheet)
    if known is not None:
        as_they_are = values_of(dump.staff_row(known))
        return {**as_they_are, "centres": [*as_they_are["centres"], slug]}
    asked = _answers(sheet, STEPS[2].keys)
    new = {key.removeprefix("manager_"): value for key, value in asked.items()}
    return {**new, "role": Role.MANAGER.value, "centres": [slug]}


def _shift(sheet: SetUp, slug: str) -> dict[str, Any]:
    asked = _answers(sheet, STEPS[3].keys)
    if "days" in asked:
        asked["days"] = ", ".join(asked["days"])
    if asked.get("end") == "00:00":
        asked["end"] = "24:00"
    return {**asked, "level": 1, "centre": slug, "staff": sheet["manager_email"].value.lower()}


def _answers(sheet: SetUp, keys: tuple[str, ...]) -> dict[str, Any]:
    """What was left empty is left out."""
    return {key: sheet[key].value for key in keys if sheet[key].value not in ("", [])}
