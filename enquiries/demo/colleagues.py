"""The staff of a demo history: how soon each of them takes an enquiry and calls, and what they get wrong."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, select

from enquiries.demo.calls import Calls
from enquiries.demo.history import DemoHistory
from enquiries.demo.manners import MANNERS
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState
from enquiries.messaging.models import Alert
from enquiries.organisation import on_call, snapshot
from enquiries.organisation.models import Staff
from enquiries.responders import actions
from enquiries.responders.actions import Action

_NEWS: Final = (
    select(Alert.id, Alert.enquiry_id, Alert.ladder_run, Alert.staff_id)
    .where(Alert.id > bindparam("after"))
    .order_by(Alert.id)
)
_PASSES, _DISTRACTED = 0.03, 0.03
_NIGHT: Final = (23, 7)


@dataclass(frozen=True)
class _Asked:
    """One colleague who was asked to take one enquiry, on one climb of the ladder."""

    enquiry_id: int
    ladder_run: int
    staff_id: int


class Colleagues:
    """All of them. Each decides once, when first alerted to an enquiry, how long they take to answer."""

    def __init__(self, history: DemoHistory, calls: Calls) -> None:
        self._history, self._calls = history, calls
        self._asked = set[_Asked]()
        self._last_alert = 0

    def hear(self, last_alert: int) -> None:
        """Let them know of the alerts that are new; `last_alert` is the id of the latest."""
        if last_alert == self._last_alert:
            return
        for id, *asked in self._history.session.execute(_NEWS, {"after": self._last_alert}).all():
            self._last_alert = id
            each = _Asked(*asked)
            if each not in self._asked:
                self._asked.add(each)
                self._plan_answer(self._history.now, each)

    def _plan_answer(self, now: datetime, asked: _Asked) -> None:
        history = self._history
        enquiry = history.session.get_one(Enquiry, asked.enquiry_id)
        staff = snapshot.load(history.session, Staff, asked.staff_id)
        is_on = on_call.is_on(history.session, enquiry.centre, now, staff)
        hour, (starts, ends) = now.astimezone(enquiry.centre.zone).hour, _NIGHT
        is_night = hour >= starts or hour < ends
        delay = history.after(MANNERS[staff.name].answers(is_on=is_on, is_night=is_night))
        if history.chance(_DISTRACTED):
            delay *= 4
        history.plan(now + delay, lambda at: self._answer(at, asked))

    def _answer(self, now: datetime, asked: _Asked) -> None:
        """Take it, or pass, unless someone else did or it was put off meanwhile."""
        session = self._history.session
        enquiry = session.get_one(Enquiry, asked.enquiry_id)
        if enquiry.state is not EnquiryState.OPEN or enquiry.ladder_run != asked.ladder_run:
            return
        # not `begin`: there is no one to wait for here, and moments only go forward
        action = Action(session, now, enquiry, snapshot.load(session, Staff, asked.staff_id))
        if self._history.chance(_PASSES):
            actions.pass_on(action)
        else:
            actions.take(action)
            self._calls.begin(action)
