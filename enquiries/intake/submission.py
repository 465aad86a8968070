"""A submitted form, read and checked: where it goes, the number to call, what they said, and their source."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from enquiries.core.enums import About, Channel, Wish
from enquiries.core.i18n import ENGLISH
from enquiries.core.phone import GivenNumber, read_sender
from enquiries.intake.consent import Consent
from enquiries.lifecycle.receive import Request
from enquiries.lifecycle.retries import Window
from enquiries.lifecycle.text_hold import Hold
from enquiries.organisation.models import Centre
from enquiries.parsing.language import language_of
from enquiries.parsing.whereabouts import whereabouts

LONGEST = 40  # letters
_CAMPAIGN = ("utm_source", "utm_medium", "utm_campaign")


def source_of(asked: Mapping[str, str], otherwise: str = "") -> str:
    """`source`, else `utm_source/utm_medium/utm_campaign` as far as they are given, else `otherwise`."""
    campaign = "/".join(filter(None, (_plain(asked.get(name, "")) for name in _CAMPAIGN)))
    return (_plain(asked.get("source", "")) or campaign or otherwise)[:LONGEST].strip()


def _plain(words: str) -> str:
    """On one line, without control characters."""
    return " ".join("".join(" " if unicodedata.category(each) == "Cc" else each for each in words).split())


@dataclass(frozen=True, kw_only=True)
class Submission:
    """A form. `call_at` (UTC): None where a call is wanted as soon as possible; `window`: the time of day in
    which they may be called; `language` (ISO 639): that of the page that was sent.

    `trapped`: the field that no person sees was filled in, as machines do, and browsers now and then.
    `suspicion`: why the number is not to be texted before a person has looked.
    """

    centre: Centre
    number: GivenNumber
    consent: Consent
    language: str = ENGLISH
    about: About = About.UNKNOWN
    name: str | None = None
    message: str | None = None
    ask_for: str | None = None
    funding: str | None = None
    source: str = ""
    ring: Wish = Wish.ASK
    voicemail: Wish = Wish.ASK
    text_ok: Wish = Wish.ASK
    call_at: datetime | None = None
    window: Window | None = None
    trapped: bool = False
    suspicion: Hold | None = None

    @property
    def by_text(self) -> bool:
        """Return True where they are to be texted, not called."""
        return self.ring is Wish.NO

    @property
    def everything_said(self) -> str:
        """All that was written freely, to be looked through for signs of danger."""
        return "\n".join(filter(None, (self.message, self.name, self.ask_for, self.funding)))

    def as_request(self) -> Request:
        """The request of a new enquiry. A form that does not say we may text means that we may not."""
        return Request(
            centre=self.centre,
            channel=Channel.WEB,
            phone=self.number.e164,
            textable=self.number.textable,
            country=read_sender(self.number.e164).country,
            whereabouts=whereabouts(self.everything_said),
            source=self.source,
            about=self.about,
            name=self.name,
            message=self.message,
            ask_for=self.ask_for,
            funding=self.funding,
            voicemail=self.voicemail,
            text_ok=Wish.said(self.text_ok is Wish.YES),
            call_at=self.call_at,
            language=language_of(self.everything_said) or self.language,
        )
