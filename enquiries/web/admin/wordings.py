"""A centre's own wording of the texts to the public, and who signed them off."""

from typing import Any, Final

from flask import flash, render_template, request, url_for
from werkzeug.exceptions import NotFound
from wtforms import TextAreaField

from enquiries.audit import trail
from enquiries.core.db import commit, db
from enquiries.core.text import on_one_line
from enquiries.organisation.models import Centre
from enquiries.parsing import unwise_words
from enquiries.setup import centre_texts, own_wording
from enquiries.setup import wordings as own_wordings
from enquiries.setup.centre_texts import CentreText
from enquiries.setup.changes import Newer
from enquiries.web.admin.access import blueprint, managers, own_centre
from enquiries.web.admin.form import OneLine, SettingsForm, refuse
from enquiries.web.admin.save import Page, back, now, page, save
from enquiries.web.admin.text_titles import GROUPS, TITLES
from enquiries.web.auth.access import signed_in

_LONGEST_NAME: Final = 120
_CHANGED: Final = "This text has changed since you opened the page. Read it again, then sign it off."


class Words(TextAreaField):  # type: ignore[misc]
    """A text: it travels on one line."""

    def process_formdata(self, sent: list[str]) -> None:
        self.data = on_one_line("".join(sent[:1]))


class WordingForm(SettingsForm):
    """The words of one text."""

    table = "wordings"

    words = Words("Text", render_kw={"rows": 6, "maxlength": 480, "spellcheck": "true"})


class SignOffForm(SettingsForm):
    """Who answers for a text."""

    signed_by = OneLine(
        "Name and role of the clinician",
        description="They have read the text above, as it is, and it is right for the people you help.",
        render_kw={"maxlength": _LONGEST_NAME, "autocomplete": "off"},
    )


@blueprint.get("/centres/<slug>/wordings")
@managers
def wordings(slug: str) -> Page:
    centre = own_centre(slug)
    texts = centre_texts.texts_of(db.session(), centre)
    usual = centre_texts.usual_values(db.session(), centre)
    return render_template(
        "admin/wordings.html",
        centre=centre,
        groups={title: [each for each in texts if _group(each.kind) == key] for key, title in GROUPS.items()},
        titles=TITLES,
        filled={each.kind: centre_texts.preview(each.words, usual) for each in texts},
        unsigned=sum(each.is_unsigned for each in texts),
    )


@blueprint.route("/centres/<slug>/wordings/<kind>", methods=["GET", "POST"])
@managers
def wording(slug: str, kind: str) -> Page:
    centre = own_centre(slug)
    text = _text(centre, kind)
    form = WordingForm(own_wordings.name_of(centre, kind), {"words": text.words})
    deed = request.form.get("do") if form.is_submitted() else None
    if deed == "preview":
        if wrong := own_wording.faults(kind, form.words.data):
            refuse(form.words, own_wording.sentences(wrong))
    elif form.is_submitted() and _save(form, centre, text, standard=deed == "standard"):
        return back(url_for("admin.wording", slug=slug, kind=kind))
    return _page(form, _sign_off_form(), centre, text)


@blueprint.post("/centres/<slug>/wordings/<kind>/sign-off")
@managers
def sign_off(slug: str, kind: str) -> Page:
    centre = own_centre(slug)
    text, form = _text(centre, kind), SignOffForm()
    if not text.needs_sign_off:
        raise NotFound
    signed_by = (form.signed_by.data or "")[:_LONGEST_NAME]
    if not signed_by:
        refuse(form.signed_by, "Write the name and role of the clinician who read it.")
    elif _signed(centre, kind, signed_by):
        return back(url_for("admin.wording", slug=slug, kind=kind))
    else:
        refuse(form.signed_by, _CHANGED)
    return _page(_as_it_is(centre, kind), form, centre, _text(centre, kind))


def _save(form: WordingForm, centre: Centre, text: CentreText, *, standard: bool) -> bool:
    """Save the words; the standard ones are not kept as own. False where the form says why it cannot be."""
    if standard or own_wording.tidy(form.words.data) == text.shipped:
        return _use_shipped(form, centre, text)
    return save(form, {"wordings": [{**form.row(), "centre": centre.slug, "text": text.kind}]})


def _use_shipped(form: WordingForm, centre: Centre, text: CentreText) -> bool:
    try:
        removed = own_wordings.use_shipped(
            db.session(), now(), centre, text.kind, by=signed_in(), seen=form.version
        )
    except Newer as newer:
        db.session.rollback()
        form.newer = newer.amendments[0]
        form.version = trail.version(db.session(), form.what)
        return False
    commit()
    flash("The standard wording is in use again." if removed else "Nothing has changed.")
    return True


def _signed(centre: Centre, kind: str, signed_by: str) -> bool:
    """Record the sign-off. False where the text is no longer the one that was read."""
    read = request.form.get("read", "")
    try:
        centre_texts.sign_off(db.session(), now(), centre, kind, read, signed_by, by=signed_in())
    except centre_texts.WordingChanged:
        db.session.rollback()
        return False
    commit()
    flash("Signed off.")
    return True


def _as_it_is(centre: Centre, kind: str) -> WordingForm:
    """The form of the words, of which nothing was sent."""
    form = WordingForm(own_wordings.name_of(centre, kind))
    form.words.data = _text(centre, kind).words
    form.version = trail.version(db.session(), form.what)
    return form


def _sign_off_form() -> SignOffForm:
    """Filled in with the person who is signed in."""
    form = SignOffForm()
    me = signed_in()
    form.signed_by.data = f"{me.name}, {me.role}"
    return form


def _page(form: WordingForm, sign_off: SignOffForm, centre: Centre, text: CentreText) -> Page:
    session, written = db.session(), own_wording.tidy(form.words.data)
    usual = centre_texts.usual_values(session, centre)
    longest = centre_texts.longest_values(session, centre)
    known = own_wording.names_for(text.kind)
    values: dict[str, Any] = {
        "usual": {name: value for name, value in usual.items() if name in known},
        "longest": {name: value for name, value in longest.items() if name in known},
    }
    shown = page(
        "admin/wording.html",
        form,
        sign_off=sign_off,
        centre=centre,
        text=text,
        title=TITLES[text.kind],
        values=values,
        in_force=centre_texts.preview(text.words, usual),
        previews={name: centre_texts.preview(written, each) for name, each in values.items()},
        unwise=unwise_words.PATTERN,
    )
    return (shown, 422) if sign_off.complaints and isinstance(shown, str) else shown


def _text(centre: Centre, kind: str) -> CentreText:
    try:
        return centre_texts.text_of(db.session(), centre, kind)
    except LookupError:
        raise NotFound from None


def _group(kind: str) -> str:
    return kind.partition(".")[0]
