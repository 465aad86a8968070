"""The texts to the public that are in force at a centre: own or shipped, signed off or not."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from enquiries.audit import trail
from enquiries.audit.models import AmendmentKind
from enquiries.core.i18n import ENGLISH
from enquiries.organisation.models import Centre, Staff
from enquiries.organisation.wordings import SignOff, own_wordings, sign_offs, version_of
from enquiries.setup.load import wording_name
from enquiries.wording import wording


class WordingChanged(Exception):
    """Another wording is in force than the one that was read."""


@dataclass(frozen=True)
class CentreText:
    """A text as it is in force at a centre in a language (ISO 639); `shipped` is the standard one."""

    kind: str
    language: str
    words: str
    shipped: str
    sign_off: SignOff | None

    @property
    def is_own(self) -> bool:
        return self.words != self.shipped

    @property
    def in_english(self) -> str | None:
        """What the standard text says; None of one that is English."""
        return None if self.language == ENGLISH else wording.to_the_public(ENGLISH)[self.kind]

    @property
    def needs_sign_off(self) -> bool:
        """Return True for what a clinician answers for: answers to questions, and to danger."""
        return self.kind.startswith(("answers.", "risk."))

    @property
    def is_unsigned(self) -> bool:
        return self.needs_sign_off and self.sign_off is None

    @property
    def version(self) -> str:
        return version_of(self.words)


def texts_of(session: Session, centre: Centre, language: str) -> list[CentreText]:
    """Every text to the public in a language (ISO 639), in the order of the shipped file."""
    own, signed = own_wordings(session, centre, language), sign_offs(session, centre, language)
    held = {(each.kind, each.version): each for each in signed}  # the latest of each
    texts = []
    for kind, shipped in wording.to_the_public(language).items():
        words = own.get(kind, shipped)
        texts.append(CentreText(kind, language, words, shipped, held.get((kind, version_of(words)))))
    return texts


def text_of(session: Session, centre: Centre, kind: str, language: str) -> CentreText:
    """One of them. Raises LookupError."""
    found = next((each for each in texts_of(session, centre, language) if each.kind == kind), None)
    if found is None:
        raise LookupError(kind)
    return found


def sign_off(
    session: Session, now: datetime, centre: Centre, text: CentreText, read: str, signed_by: str, *, by: Staff
) -> None:
    """Record that a clinician answers for a text; `read` is the version they read.

    Raises WordingChanged where that is no longer in force.
    """
    trail.lock_settings(session)
    kind, language = text.kind, text.language
    if text_of(session, centre, kind, language).version != read:
        raise WordingChanged
    what = f"sign-off of {wording_name(kind, language, centre.slug)}"
    after = {"signed_by": signed_by, "version": read}
    trail.note(session, now, AmendmentKind.ADDED, what, {}, after, by)
    row = SignOff(
        centre_id=centre.id, kind=kind, language=language, version=read, signed_by=signed_by, at=now
    )
    row.staff = by
    session.add(row)
    session.flush()
