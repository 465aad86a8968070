"""Check that a clinician signed off what each centre answers to questions and to danger."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from enquiries.monitoring.doctor.findings import Finding, ok, warn
from enquiries.organisation import centres
from enquiries.organisation.models import Centre
from enquiries.setup import centre_texts

_ADVICE = "Have a clinician read them, and sign them off under Admin, Wording of texts"


def check(session: Session) -> Iterator[Finding]:
    """Each centre, with the keys of what is unsigned in `templates/sms/texts.toml`."""
    return (_check(session, centre) for centre in centres.all_centres(session))


def _check(session: Session, centre: Centre) -> Finding:
    about = f"texts of {centre.slug}"
    unsigned = [each.kind for each in centre_texts.texts_of(session, centre) if each.is_unsigned]
    if not unsigned:
        return ok(about, "every answer, and every text about danger, is signed off")
    return warn(about, f"not signed off: {', '.join(unsigned)}", _ADVICE)
