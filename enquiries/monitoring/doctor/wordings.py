"""Check that a clinician signed off what each centre answers to questions and to danger."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.core.i18n import ENGLISH
from enquiries.lifecycle.models import Enquiry
from enquiries.monitoring.doctor.findings import Finding, ok, warn
from enquiries.organisation import centres
from enquiries.organisation.models import Centre, Keyword
from enquiries.setup import centre_texts
from enquiries.wording import wording

_LATELY: Final = timedelta(days=90)
_ADVICE: Final = "Have a clinician read them, and sign them off under Admin, Wording of texts"


def check(session: Session, now: datetime) -> Iterator[Finding]:
    """Each centre: the keys of what is unsigned in English, and how many in each other language it uses."""
    return (_check(session, now, centre) for centre in centres.all_centres(session))


def _check(session: Session, now: datetime, centre: Centre) -> Finding:
    about = f"texts of {centre.slug}"
    unsigned = {each: _unsigned(session, centre, each) for each in _languages(session, now, centre)}
    if not any(unsigned.values()):
        also = "".join(f", also in {wording.name_of(each)}" for each in unsigned if each != ENGLISH)
        return ok(about, f"every answer, and every text about danger, is signed off{also}")
    said = "; ".join(_said(language, keys) for language, keys in unsigned.items() if keys)
    return warn(about, f"not signed off: {said}", _ADVICE)


def _said(language: str, keys: list[str]) -> str:
    return ", ".join(keys) if language == ENGLISH else f"{len(keys)} in {wording.name_of(language)}"


def _unsigned(session: Session, centre: Centre, language: str) -> list[str]:
    return [each.kind for each in centre_texts.texts_of(session, centre, language) if each.is_unsigned]


def _languages(session: Session, now: datetime, centre: Centre) -> list[str]:
    """English, and those of a keyword of the centre or of an enquiry there in the last 90 days."""
    of_keywords = select(Keyword.language).where(Keyword.centre_id == centre.id)
    of_enquiries = select(Enquiry.language).where(
        Enquiry.centre_id == centre.id, Enquiry.received_at > now - _LATELY
    )
    used = {ENGLISH, *session.scalars(of_keywords), *session.scalars(of_enquiries.distinct())}
    return [each for each in wording.languages() if each in used]
