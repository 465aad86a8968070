"""How a text to a colleague says to reach a person: by call or text, from when on, and in what language."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from enquiries.core.enums import Channel
from enquiries.core.i18n import ENGLISH
from enquiries.dates.spoken import say_when
from enquiries.lifecycle.models import Enquiry
from enquiries.messaging.permission import contact_permission
from enquiries.messaging.permission_rules import ContactPermission, RefusalReason
from enquiries.messaging.when_to_call import call_from
from enquiries.parsing.language import name_of


@dataclass(frozen=True)
class HowToReach:
    """What is known of it at one moment.

    `when`: from when on, as texts say it. `must_wait`: not at once. `is_planned`: they chose that time
    themselves, or it was agreed. `speaks`: a language other than English that they seem to write, or empty.
    `said_stop`: they opted out and wrote again without START, so a person decides, unless there is danger.
    """

    may: ContactPermission
    when: str
    must_wait: bool
    is_planned: bool
    speaks: str
    urgent: bool
    concern: bool
    said_stop: bool

    @property
    def has_limits(self) -> bool:
        """Return True where it is not simply a call at once."""
        return self.must_wait or self.may.ring.is_refused or self.said_stop

    @property
    def plan(self) -> str:
        """The limits alone, in 37 characters; empty where there are none."""
        if self.may.is_not_safe_now:
            return f"NOT SAFE NOW until {self._until}"
        if self.may.mark:
            return f"{self.may.mark} {self.when}" if self.must_wait and self.by_text else self.may.mark
        if self.may.ring.is_refused:
            return "CAN'T BE CALLED"
        if self.said_stop:
            return "SAID STOP"
        if not self.must_wait:
            return ""
        return f"Call planned {self.when}" if self.is_planned else f"No calls before {self._until}"

    @property
    def _until(self) -> str:
        return self.when.removeprefix("at ")

    def words(self, names: Collection[str]) -> Mapping[str, str]:
        """What fills in those of the {names} that are filled in here."""
        return {name: _WORDS[name](self) for name in NAMES.intersection(names)}

    @property
    def contact(self) -> str:
        """What they are to get from us: call, text."""
        return "text" if self.by_text else "call"

    @property
    def is_for_reading(self) -> bool:
        """Return True where neither a call nor a text is to go out at once."""
        return self.must_wait or self._is_neither

    @property
    def by_text(self) -> bool:
        """Return True where a text takes the place of a call."""
        return self.may.is_by_text

    @property
    def _is_neither(self) -> bool:
        """Return True where they may be neither called nor texted, unless a person decides otherwise."""
        return (self.may.ring.is_refused and not self.by_text) or self.said_stop

    @property
    def _act(self) -> str:
        mark = self.may.mark or ("SAID STOP" if self.said_stop else "")
        if not mark:
            return "Call now"
        return f"{mark}: {'read it' if self._is_neither else 'text now'}"

    @property
    def _ask(self) -> str:
        if self.is_for_reading:
            return "read it?"
        return "text now?" if self.by_text else "call now?"

    @property
    def grave(self) -> str:
        """How grave it is, after the code."""
        if self.urgent:
            return ", URGENT"
        return ", CONCERN" if self.concern else ""

    @property
    def _voicemail(self) -> str:
        return f"Voicemail {self.may.voicemail.wish.upper()}."

    @property
    def _how(self) -> str:
        """In an alert; where there is concern the call page tells the rest."""
        if self.by_text:
            return f"TEXT ONLY {self.when}."
        if self.may.is_text_only:
            return "NO CALLS, NO TEXTS. Read it."
        if self.may.ring.is_refused:
            return f"{(self.concern and self.may.mark) or self.plan}."
        if self.said_stop:
            return "SAID STOP. Read it."
        return f"Call {self.when}." if self.concern else f"Call {self.when}. {self._voicemail}"

    @property
    def _dial(self) -> str:
        """In the answer to a claim, before the link."""
        if self.may.ring.is_refused or self.said_stop:
            return f"{self.plan}. Read"
        return f"{self._voicemail} Call {self.when}" if self.must_wait else f"{self._voicemail} Call"


_WORDS: Mapping[str, Callable[[HowToReach], str]] = {
    "grave": lambda reach: reach.grave,
    "how": lambda reach: f"{'CONCERN. ' if reach.concern else ''}{reach._how}",
    "care": lambda reach: reach._dial if reach.has_limits else f"{reach._dial} from here",
    "dial": lambda reach: reach._dial,
    "act": lambda reach: reach._act,
    "ask": lambda reach: reach._ask,
    "plan": lambda reach: reach.plan,
    "notice": lambda reach: f" {reach.plan}." if reach.plan else "",
    "contact": lambda reach: reach.contact,
    "before": lambda reach: "before you decide" if reach._is_neither else f"before you {reach.contact}",
    "to_be": lambda reach: f"to be {'read' if reach._is_neither else f'{reach.contact}ed'}",
    "can": lambda reach: "take it" if reach.is_for_reading else f"{reach.contact} now",
    "speaks": lambda reach: f" {reach.speaks}." if reach.speaks else "",
}
NAMES = frozenset(_WORDS)
"""The {names} of wordings that are filled in here."""


def how_to_reach(session: Session, now: datetime, enquiry: Enquiry) -> HowToReach:
    """What holds for the person of an enquiry at `now` (UTC)."""
    start = call_from(session, enquiry, now)
    may = contact_permission(session, now, enquiry)
    return HowToReach(
        may=may,
        when=say_when(start, now, enquiry.centre.zone),
        must_wait=start > now,
        is_planned=enquiry.waits_for_chosen_time(now) and start == enquiry.due_at,
        speaks="" if enquiry.language == ENGLISH else name_of(enquiry.language),
        urgent=enquiry.urgent,
        concern=bool(enquiry.risk) and not enquiry.urgent,
        # a later form may be answered by a call, though not by a text
        said_stop=(
            may.text.reason is RefusalReason.OPTED_OUT
            and enquiry.channel is Channel.SMS
            and not enquiry.urgent
        ),
    )
