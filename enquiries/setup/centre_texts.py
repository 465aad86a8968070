"""The texts to the public that are in force at a centre: own or shipped, signed off or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from enquiries.audit import trail
from enquiries.audit.models import AmendmentKind
from enquiries.core.i18n import ENGLISH
from enquiries.messaging import to_enquirer
from enquiries.organisation.models import Centre, Staff
from enquiries.organisation.wordings import SignOff, own_wordings, sign_offs, version_of
from enquiries.wording import wording
from enquiries.wording.gsm7 import SEGMENT, names_in, septets

# As wide as they may be. Those that are missing here are sentences about a country's lines.
_LONGEST: Mapping[str, str] = {
    "line": "020 7946 0123",
    "from_line": " from 020 7946 0123",
    "minutes": "999",
    "says": " Free, confidential.",
    "opens": "8am tomorrow",
    "reach": "call",
    "when": "Wed 14 Jan 10:30am",
    "emergency": "999",
    "link": "https://call-back.willow-house.example/c/aBcDeFgHiJk",
}
_OF_THE_MOMENT = {"opens": "8am tomorrow", "reach": "call", "when": "at 6pm today"}


class WordingChanged(Exception):
    """Another wording is in force than the one that was read."""


@dataclass(frozen=True)
class CentreText:
    """A text as it is in force at a centre; `shipped` is the standard one."""

    kind: str
    words: str
    shipped: str
    sign_off: SignOff | None

    @property
    def is_own(self) -> bool:
        return self.words != self.shipped

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


@dataclass(frozen=True)
class Preview:
    """A text filled in. `length` is in septets."""

    words: str

    @property
    def length(self) -> int:
        return septets(self.words)

    @property
    def fits(self) -> bool:
        return self.length <= SEGMENT


def texts_of(session: Session, centre: Centre, language: str = ENGLISH) -> list[CentreText]:
    """Every text to the public, in the order of the shipped file."""
    own, signed = own_wordings(session, centre, language), sign_offs(session, centre, language)
    held = {(each.kind, each.version): each for each in signed}  # the latest of each
    texts = []
    for kind, shipped in wording.to_the_public(ENGLISH).items():
        words = own.get(kind, shipped)
        texts.append(CentreText(kind, words, shipped, held.get((kind, version_of(words)))))
    return texts


def text_of(session: Session, centre: Centre, kind: str) -> CentreText:
    """One of them. Raises LookupError."""
    found = next((each for each in texts_of(session, centre) if each.kind == kind), None)
    if found is None:
        raise LookupError(kind)
    return found


def sign_off(
    session: Session, now: datetime, centre: Centre, kind: str, version: str, signed_by: str, *, by: Staff
) -> None:
    """Record that a clinician answers for the wording of that version. Raises WordingChanged."""
    trail.lock_settings(session)
    if text_of(session, centre, kind).version != version:
        raise WordingChanged
    what = f"sign-off of {kind} of {centre.slug}"
    after = {"signed_by": signed_by, "version": version}
    trail.note(session, now, AmendmentKind.ADDED, what, {}, after, by)
    row = SignOff(
        centre_id=centre.id, kind=kind, version=version, signed_by=signed_by, staff_id=by.id, at=now
    )
    session.add(row)
    session.flush()


def usual_values(session: Session, centre: Centre) -> dict[str, str]:
    """What most texts of a centre have in their {names}."""
    said = {
        "link": _LONGEST["link"],
        **_OF_THE_MOMENT,
        **to_enquirer.centre_values(centre, ENGLISH),
        **to_enquirer.country_values(session, centre.country, ENGLISH),
    }
    return {name: str(value) for name, value in said.items()}


def longest_values(session: Session, centre: Centre) -> dict[str, str]:
    """Values as wide as they may be; x marks what is kept free for other countries."""
    of_country = to_enquirer.country_values(session, centre.country, ENGLISH)
    sentences = {name: (value or " ").ljust(wording.width(name), "x") for name, value in of_country.items()}
    return {**sentences, **_LONGEST}


def preview(words: str, values: Mapping[str, str]) -> Preview | None:
    """A wording filled in; None where it has a name that has no value."""
    return Preview(wording.filled(words, values)) if names_in(words) <= values.keys() else None
