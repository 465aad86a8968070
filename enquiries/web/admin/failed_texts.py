"""Texts that the service could not make sense of: a person reads them, and decides."""

from flask import flash, render_template, url_for
from werkzeug.exceptions import NotFound
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

from enquiries.core.crypto import DecryptionError
from enquiries.core.db import commit, db
from enquiries.intake import failed_texts
from enquiries.intake.failed_texts import SetAsideReason
from enquiries.messaging.models import Incoming
from enquiries.web.admin.access import blueprint, managers
from enquiries.web.admin.save import Page, back, now
from enquiries.web.auth.access import centres_of, signed_in
from enquiries.web.page_form import PageForm


class DismissForm(PageForm):
    """Why a text is dismissed."""

    reason = RadioField(choices=[SelectChoice(each.value, each.value) for each in SetAsideReason])


@blueprint.get("/texts")
@managers
def texts() -> Page:
    shown = failed_texts.failed_at(db.session(), now(), centres_of(signed_in()))
    return render_template("admin/texts.html", texts=shown)


@blueprint.post("/texts/<int:text_id>")
@managers
def text(text_id: int) -> Page:
    """A press shows it, and is written down."""
    incoming = _own(text_id)
    failed_texts.show(db.session(), now(), incoming, signed_in())
    commit()
    try:
        sender, body = incoming.sender, incoming.body
    except DecryptionError:
        sender, body = None, None
    return render_template(
        "admin/text.html", text=incoming, sender=sender, body=body, reasons=list(SetAsideReason)
    )


@blueprint.post("/texts/<int:text_id>/enquiry")
@managers
def make_enquiry(text_id: int) -> Page:
    try:
        enquiry = failed_texts.enquiry_from_text(db.session(), now(), _own(text_id), signed_in())
    except DecryptionError:
        enquiry = None
    if enquiry is None:
        db.session.rollback()
        flash("This text can no longer be opened, so no one can call its sender.")
    else:
        commit()
        flash(f"It’s now enquiry {enquiry.code}, and the people on call have been alerted.")
    return back(url_for("admin.texts"))


@blueprint.post("/texts/<int:text_id>/dismiss")
@managers
def dismiss(text_id: int) -> Page:
    form = DismissForm()
    if not form.validate():
        flash("Please choose a reason.")
        return back(url_for("admin.texts"))
    reason = SetAsideReason(form.reason.data)
    failed_texts.dismiss_text(db.session(), now(), _own(text_id), reason, signed_in())
    commit()
    flash("Dismissed; the reason is recorded.")
    return back(url_for("admin.texts"))


def _own(text_id: int) -> Incoming:
    """A text to a number of theirs that still waits. Raises NotFound."""
    incoming = failed_texts.waiting_text(db.session(), text_id)
    if incoming is None or failed_texts.centre_of(db.session(), incoming) not in centres_of(signed_in()):
        raise NotFound
    return incoming
