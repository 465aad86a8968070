"""What people who ask do in a demo history: text, fill in the form, answer, change the time, write again."""

from datetime import datetime, timedelta
from itertools import count
from typing import Final

from enquiries.core.enums import Channel, Wish
from enquiries.core.phone import read_number
from enquiries.demo import phrases
from enquiries.demo.arrivals import Arrival
from enquiries.demo.history import DemoHistory
from enquiries.intake import form, inbox
from enquiries.intake.consent import Consent
from enquiries.intake.submission import Submission
from enquiries.lifecycle.models import Enquiry
from enquiries.organisation import centres

_CONSENT: Final = Consent("Ringback may keep what I write here, and call me about it.")
_ANSWERS, _CHANGES_TIME, _STOPS, _WRITES_AGAIN = 0.25, 0.06, 0.015, 0.07
_MINUTE: Final = timedelta(minutes=1)
_LAST_CHANGE: Final = timedelta(days=2)  # before the end, so that each call that is put off is made


class Enquirers:
    """Everyone who asks, each at their time."""

    def __init__(self, history: DemoHistory) -> None:
        self._history = history
        self._numbers = count(1)

    def arrive(self, arrival: Arrival, now: datetime) -> None:
        """They ask for a call, and perhaps write more soon after."""
        self._history.note_arrival(arrival)
        if arrival.channel is Channel.WEB:
            form.take_form(self._history.session, now, self._submission(arrival))
            return
        self._text(now, arrival, arrival.words)
        if not arrival.is_spam:
            self._plan_more(now, arrival)

    def may_write_again(self, now: datetime, enquiry: Enquiry) -> None:
        """Some do, hours after they were called."""
        arrival = self._history.arrival_of(enquiry)
        if arrival.channel is Channel.SMS and self._history.chance(_WRITES_AGAIN):
            words = self._history.random.choice(phrases.ASKS_AGAIN)
            self._plan(now + self._history.between(60 * _MINUTE, 40 * 60 * _MINUTE), arrival, words)

    def _plan_more(self, now: datetime, arrival: Arrival) -> None:
        history = self._history
        if history.chance(_ANSWERS):
            soon = now + history.after(_MINUTE)
            self._plan(soon, arrival, arrival.about.upper())
            if history.chance(0.5):
                wish = history.random.choice(("BOTH", "TEXT", "VOICE"))
                self._plan(soon + history.after(_MINUTE), arrival, wish)
        if history.chance(_CHANGES_TIME) and now < history.quiet_from - _LAST_CHANGE:
            words = f"Can you call at {history.random.randint(2, 7)}pm instead?"
            self._plan(now + history.after(2 * _MINUTE), arrival, words)
        elif history.chance(_STOPS):
            self._plan(now + history.after(10 * _MINUTE), arrival, "STOP")

    def _plan(self, at: datetime, arrival: Arrival, words: str) -> None:
        if at < self._history.quiet_from:
            self._history.plan(at, lambda at: self._text(at, arrival, words))

    def _text(self, now: datetime, arrival: Arrival, words: str) -> None:
        said = {
            "MessageSid": f"demo-text-{next(self._numbers)}",
            "From": arrival.phone,
            "To": arrival.to,
            "Body": words,
        }
        inbox.take(self._history.session, inbox.read(now, said))

    def _submission(self, arrival: Arrival) -> Submission:
        history = self._history
        return Submission(
            centre=centres.by_slug(history.session, arrival.centre),
            number=read_number(arrival.phone),
            consent=_CONSENT,
            about=arrival.about,
            name=arrival.name,
            message=arrival.words or None,
            source=arrival.source,
            voicemail=history.random.choice((Wish.YES, Wish.YES, Wish.NO)),
            text_ok=history.random.choice((Wish.YES, Wish.YES, Wish.NO)),
            call_at=arrival.call_at,
        )
