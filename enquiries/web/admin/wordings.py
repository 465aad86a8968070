"""A centre's own wording of the texts to the public, and who signed them off."""

from typing import Any, Final

from flask import flash, render_template, request, url_for
from werkzeug.exceptions import NotFound

from enquiries.audit import trail
from enquiries.core.db import commit, db
from enquiries.core.i18n import ENGLISH
from enquiries.organisation.models import Centre
from enquiries.parsing import unwise_words
from enquiries.setup import centre_texts, own_wording, text_preview
from enquiries.setup import wordings as own_wordings
from enquiries.setup.centre_texts import CentreText
from enquiries.setup.changes import Newer
from enquiries.web.admin.access import blueprint, managers, own_centre
from enquiries.web.admin.form import refuse
from enquiries.web.admin.save import Page, back, now, page, save
from enquiries.web.admin.text_titles import GROUPS, TITLES
from enquiries.web.admin.wording_forms import LONGEST_NAME, SignOffForm, WordingForm
from enquiries.web.auth.access import signed_in
from enquiries.wording import wording as shipped

_CHANGED: Final = "This text has changed since you opened the page. Read it again, then sign it off."


@blueprint.get("/centres/<slug>/wordings")
@managers
def wordings(slug: str) -> Page:
    centre, language = own_centre(slug), _language()
    texts = centre_texts.texts_of(db.session(), centre, language)
    usual = text_preview.usual_values(db.session(), centre, language)
    return render_template(
        "admin/wordings.html",
        centre=centre,
        language=language,
        languages={code: shipped.name_of(code) for code in shipped.languages()},
        asked=_asked(language),
        groups={title: [each for each in texts if _group(each.kind) == key] for key, title in GROUPS.items()},
        titles=TITLES,
        filled={each.kind: text_preview.preview(each.words, usual, language) for each in texts},
        unsigned=sum(each.is_unsigned for each in texts),
    )


@blueprint.route("/centres/<slug>/wordings/<kind>", methods=["GET", "POST"])
@managers
def wording(slug: str, kind: str) -> Page:
    centre = own_centre(slug)
    text = _text(centre, kind)
    form = WordingForm(_name_of(centre, text), {"words": text.words})
    deed = request.form.get("do") if form.is_submitted() else None
    if deed == "preview":
        if wrong := own_wording.faults(kind, form.words.data, text.language):
            refuse(form.words, own_wording.sentences(wrong))
    elif form.is_submitted() and _save(form, centre, text, standard=deed == "standard"):
        return back(_address(centre, text))
    return _page(form, _sign_off_form(), centre, text)


@blueprint.post("/centres/<slug>/wordings/<kind>/sign-off")
@managers
def sign_off(slug: str, kind: str) -> Page:
    centre = own_centre(slug)
    text, form = _text(centre, kind), SignOffForm()
    if not text.needs_sign_off:
        raise NotFound
    signed_by = (form.signed_by.data or "")[:LONGEST_NAME]
    if not signed_by:
        refuse(form.signed_by, "Write the name and role of the clinician who read it.")
    elif _signed(centre, text, signed_by):
        return back(_address(centre, text))
    else:
        refuse(form.signed_by, _CHANGED)
    text = _text(centre, kind)
    return _page(_as_it_is(centre, text), form, centre, text)


def _language() -> str:
    """The language whose texts are asked for; English where none is."""
    language = request.args.get("language", ENGLISH)
    if language not in shipped.languages():
        raise NotFound
    return language


def _asked(language: str) -> str | None:
    """How an address asks for that language: English it need not ask for."""
    return None if language == ENGLISH else language


def _address(centre: Centre, text: CentreText) -> str:
    return url_for("admin.wording", slug=centre.slug, kind=text.kind, language=_asked(text.language))


def _name_of(centre: Centre, text: CentreText) -> str:
    return own_wordings.name_of(centre, text.kind, text.language)


def _save(form: WordingForm, centre: Centre, text: CentreText, *, standard: bool) -> bool:
    """Save the words; the standard ones are not kept as own. False where the form says why it cannot be."""
    if standard or own_wording.tidy(form.words.data, text.language) == text.shipped:
        return _use_shipped(form, centre, text)
    place = {"centre": centre.slug, "text": text.kind, "language": text.language}
    return save(form, {"wordings": [{**place, **form.row()}]})


def _use_shipped(form: WordingForm, centre: Centre, text: CentreText) -> bool:
    try:
        removed = own_wordings.use_shipped(
            db.session(), now(), centre, text.kind, text.language, by=signed_in(), seen=form.version
        )
    except Newer as newer:
        db.session.rollback()
        form.newer = newer.amendments[0]
        form.version = trail.version(db.session(), form.what)
        return False
    commit()
    flash("The standard wording is in use again." if removed else "Nothing has changed.")
    return True


def _signed(centre: Centre, text: CentreText, signed_by: str) -> bool:
    """Record the sign-off. False where the text is no longer the one that was read."""
    read = request.form.get("read", "")
    try:
        centre_texts.sign_off(db.session(), now(), centre, text, read, signed_by, by=signed_in())
    except centre_texts.WordingChanged:
        db.session.rollback()
        return False
    commit()
    flash("Signed off.")
    return True


def _as_it_is(centre: Centre, text: CentreText) -> WordingForm:
    """The form of the words, of which nothing was sent."""
    form = WordingForm(_name_of(centre, text))
    form.words.data = text.words
    form.version = trail.version(db.session(), form.what)
    return form


def _sign_off_form() -> SignOffForm:
    """Filled in with the person who is signed in."""
    form = SignOffForm()
    me = signed_in()
    form.signed_by.data = f"{me.name}, {me.role}"
    return form


def _page(form: WordingForm, sign_off: SignOffForm, centre: Centre, text: CentreText) -> Page:
    session, language = db.session(), text.language
    written = own_wording.tidy(form.words.data, language)
    usual = text_preview.usual_values(session, centre, language)
    longest = text_preview.longest_values(session, centre, language)
    form.words.render_kw = {**form.words.render_kw, "lang": language}
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
        language_name=shipped.name_of(language),
        asked=_asked(language),
        values=values,
        most=shipped.longest(language),
        is_in_gsm7=shipped.is_in_gsm7(language),
        in_force=text_preview.preview(text.words, usual, language),
        previews={name: text_preview.preview(written, each, language) for name, each in values.items()},
        unwise=unwise_words.pattern(language),
    )
    return (shown, 422) if sign_off.complaints and isinstance(shown, str) else shown


def _text(centre: Centre, kind: str) -> CentreText:
    try:
        return centre_texts.text_of(db.session(), centre, kind, _language())
    except LookupError:
        raise NotFound from None


def _group(kind: str) -> str:
    return kind.partition(".")[0]
