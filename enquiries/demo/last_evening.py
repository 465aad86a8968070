"""The last evening of a demo history: managers call everyone who still waits, so that nothing is left."""

from datetime import datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy import select

from enquiries.core.enums import Role
from enquiries.demo.history import DemoHistory
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState, Outcome
from enquiries.messaging.to_staff import people_of
from enquiries.responders import actions
from enquiries.responders.actions import Action

_BETWEEN_CALLS: Final = timedelta(seconds=70)
_RINGS_FOR: Final = timedelta(seconds=45)


class LastEvening:
    """One round of calls to everyone whose enquiry is not closed."""

    def __init__(self, history: DemoHistory) -> None:
        self._history = history

    def call_everyone(self, now: datetime) -> None:
        """One after the other; no one answers, and each is closed as not reached."""
        not_closed = select(Enquiry.id).where(Enquiry.state != EnquiryState.CLOSED).order_by(Enquiry.id)
        at = now
        for enquiry_id in self._history.session.scalars(not_closed).all():
            self._history.plan(at, partial(self._call, enquiry_id))
            self._history.plan(at + _RINGS_FOR, partial(self._close, enquiry_id))
            at += _BETWEEN_CALLS

    def _call(self, enquiry_id: int, now: datetime) -> None:
        action = self._action(enquiry_id, now)
        if action is not None:
            actions.take_over(action)
            actions.calling(action, how="call page")

    def _close(self, enquiry_id: int, now: datetime) -> None:
        action = self._action(enquiry_id, now)
        if action is not None and action.is_holder:
            actions.done(action, Outcome.NOT_REACHED)

    def _action(self, enquiry_id: int, now: datetime) -> Action | None:
        session = self._history.session
        enquiry = session.get_one(Enquiry, enquiry_id)
        if enquiry.state is EnquiryState.CLOSED:
            return None
        manager, *_ = people_of(session, enquiry.centre, Role.MANAGER)
        return Action.begin(session, now, enquiry, manager)
