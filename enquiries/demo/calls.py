"""What becomes of an enquiry in a demo history once a colleague has it: calls, tries, and how it ends."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final

from enquiries.demo import phrases
from enquiries.demo.arrivals import NEVER_BOOKED
from enquiries.demo.enquirers import Enquirers
from enquiries.demo.history import DemoHistory
from enquiries.demo.manners import MANNERS
from enquiries.lifecycle import claims
from enquiries.lifecycle.exclusions import Exclusion, ExclusionReason
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import Outcome
from enquiries.messaging.permission import contact_permission
from enquiries.messaging.when_to_call import call_from
from enquiries.organisation import snapshot
from enquiries.organisation.models import Staff
from enquiries.responders import actions, put_off
from enquiries.responders.actions import Action

_MINUTE: Final = timedelta(minutes=1)
_WAITED_FOR_HOURS: Final = 120 * _MINUTE
_ANSWERED, _AGREES_ANOTHER_TIME, _NOTES, _VOICEMAIL, _FORGETS = 0.74, 0.05, 0.12, 0.4, 0.15
_SLOW_NOTES_EVERY: Final = 4.8 * _MINUTE
_DAY: Final = timedelta(days=1)
_COMES, _COMES_AFTER = 0.6, (2, 20)  # who is booked; and after how many days
_LAST_AGREED: Final = timedelta(days=1)  # before the end, so that it is kept
_OUTCOMES: Final = {
    Outcome.BOOKED: 33,
    Outcome.THINKING: 18,
    Outcome.INFO: 16,
    Outcome.REFERRED: 8,
    Outcome.DECLINED: 7,
    Outcome.NO_FUNDING: 6,
    Outcome.NOT_SUITABLE: 5,
    Outcome.NO_BED: 4,
    Outcome.WENT_ELSEWHERE: 3,
}


@dataclass(frozen=True)
class _Holding:
    """One claim, and the climb of the ladder on which it was taken: it is over once either is another."""

    enquiry_id: int
    staff_id: int
    ladder_run: int


class Calls:
    """The calls of all colleagues."""

    def __init__(self, history: DemoHistory, enquirers: Enquirers) -> None:
        self._history, self._enquirers = history, enquirers

    def begin(self, action: Action) -> None:
        """It has just been taken: close it as spam, or plan the call."""
        holding = _Holding(action.enquiry.id, action.staff.id, action.enquiry.ladder_run)
        if self._looks_like_spam(action):
            soon = action.now + self._history.after(_MINUTE)
            self._history.plan(soon, lambda at: self._close_as_spam(at, holding))
        else:
            self._plan_call(action, holding)

    def _looks_like_spam(self, action: Action) -> bool:
        """It is, or this colleague is too quick to say so."""
        if self._history.arrival_of(action.enquiry).is_spam:
            return True
        manner = MANNERS[action.staff.name]
        waited = action.now - action.enquiry.waits_since
        share = manner.of_those_who_wait if waited > _WAITED_FOR_HOURS else manner.calls_it_spam
        return self._history.chance(share) and not action.enquiry.urgent

    def _plan_call(self, action: Action, holding: _Holding) -> None:
        history, now, manner = self._history, action.now, MANNERS[action.staff.name]
        ready_at = now + history.after(manner.calls, 0.3 if manner.is_slow else 0.5)
        call_at = max(ready_at, call_from(action.session, action.enquiry, now))
        if manner.is_slow and not history.chance(_FORGETS):
            note_at = now + _SLOW_NOTES_EVERY
            while note_at < call_at:
                history.plan(note_at, lambda at: self._note(at, holding, phrases.SLOW_NOTE))
                note_at += _SLOW_NOTES_EVERY
        history.plan(call_at, lambda at: self._call(at, holding))

    def _call(self, now: datetime, holding: _Holding) -> None:
        action = self._still_held(now, holding)
        if action is None:
            return
        history = self._history
        if history.chance(MANNERS[action.staff.name].logs):
            actions.calling(action, how="call page")
        if history.chance(_ANSWERED):
            ends = action.now + history.between(4 * _MINUTE, 22 * _MINUTE)
            history.plan(ends, lambda at: self._finish(at, holding))
        else:
            ends = action.now + history.between(0.5 * _MINUTE, 2 * _MINUTE)
            history.plan(ends, lambda at: self._no_answer(at, holding))

    def _finish(self, now: datetime, holding: _Holding) -> None:
        action = self._still_held(now, holding)
        if action is None:
            return
        history = self._history
        if history.chance(_NOTES):
            actions.add_note(action, history.random.choice(phrases.NOTES))
        at = action.now + timedelta(hours=history.random.randint(20, 50))
        if history.chance(_AGREES_ANOTHER_TIME) and at < history.quiet_from - _LAST_AGREED:
            put_off.later(action, at, confirmed=True)
            return
        outcome = self._outcome(action.enquiry)
        actions.done(action, outcome)
        if outcome is Outcome.BOOKED:
            self._plan_admission(action)
        self._enquirers.may_write_again(action.now, action.enquiry)

    def _outcome(self, enquiry: Enquiry) -> Outcome:
        is_never_booked = self._history.arrival_of(enquiry).source == NEVER_BOOKED
        weights = {**_OUTCOMES, Outcome.BOOKED: 0} if is_never_booked else _OUTCOMES
        (outcome,) = self._history.random.choices(list(weights), list(weights.values()))
        return outcome

    def _plan_admission(self, action: Action) -> None:
        # chance of its own: what else happens does not depend on who comes
        own = Random(self._history.arrival_of(action.enquiry).phone)  # noqa: S311 (nothing secret comes of it)
        if own.random() < _COMES:
            at = action.now + own.randint(*_COMES_AFTER) * _DAY
            of_whom, by_whom = action.enquiry.id, action.staff.id
            self._history.plan(at, lambda now: self._admit(now, of_whom, by_whom))

    def _admit(self, now: datetime, enquiry_id: int, staff_id: int) -> None:
        session = self._history.session
        enquiry = session.get_one(Enquiry, enquiry_id)
        if actions.may_be_admitted(enquiry):  # they may have asked again
            actions.admitted(Action(session, now, enquiry, snapshot.load(session, Staff, staff_id)))

    def _no_answer(self, now: datetime, holding: _Holding) -> None:
        action = self._still_held(now, holding)
        if action is not None:
            may = contact_permission(action.session, action.now, action.enquiry)
            wanted = self._history.chance(_VOICEMAIL) and not may.voicemail.is_refused
            put_off.not_reached(action, voicemail=wanted)

    def _close_as_spam(self, now: datetime, holding: _Holding) -> None:
        action = self._still_held(now, holding)
        if action is not None:
            actions.done(action, Outcome.SPAM, Exclusion(ExclusionReason.ADVERT))

    def _note(self, now: datetime, holding: _Holding, words: str) -> None:
        """They answer a nudge before it comes."""
        action = self._still_held(now, holding)
        if action is not None:
            claims.restart_nudge(action.session, now, action.enquiry)
            actions.add_note(action, words)

    def _still_held(self, now: datetime, holding: _Holding) -> Action | None:
        session = self._history.session
        enquiry = session.get_one(Enquiry, holding.enquiry_id)
        if (enquiry.holder_id, enquiry.ladder_run) != (holding.staff_id, holding.ladder_run):
            return None
        # not `begin`: there is no one to wait for here, and moments only go forward
        return Action(session, now, enquiry, snapshot.load(session, Staff, holding.staff_id))
