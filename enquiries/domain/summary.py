"""Many response times in a few figures: shares, and the wait of the middle one, of nine and of 19 in twenty.

Everybody who asked counts, also those who were never called: they are in every share's denominator, and wait
for ever in every percentile. Only duplicates, spam and tests are left out, and counted apart.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from enquiries.domain.percentiles import nearest_rank
from enquiries.domain.response_times import seconds_waited
from enquiries.domain.states import Outcome


class Times(NamedTuple):
    """When what happened to one enquiry, as far as a summary asks."""

    received_at: datetime
    wanted_at: datetime
    alerted_at: datetime | None
    claimed_at: datetime | None
    first_call_at: datetime | None
    reached_at: datetime | None
    outcome: Outcome | None


@dataclass(frozen=True)
class Waits:
    """How long people waited for one thing, in seconds. A percentile is None where it is not known yet."""

    happened: int
    p50: int | None
    p90: int | None
    p95: int | None


@dataclass(frozen=True)
class Summary:
    """The figures of a centre, or of all. `enquiries` is what shares and percentiles are of."""

    enquiries: int
    left_out: int
    reached: int
    within_promise: int
    to_alert: Waits
    to_claim: Waits
    to_first_call: Waits


class Tally:
    """Counts the enquiries of one centre, which promises a call within so long; or of several together."""

    def __init__(self, promise: timedelta = timedelta(0)) -> None:
        self._promise = promise.total_seconds()
        self._enquiries = self._left_out = self._reached = self._within_promise = 0
        self._to_alert: list[int] = []
        self._to_claim: list[int] = []
        self._to_first_call: list[int] = []

    def add(self, times: Times) -> None:
        """Count one enquiry."""
        if times.outcome is not None and not times.outcome.counts:
            self._left_out += 1
            return
        self._enquiries += 1
        self._reached += times.reached_at is not None
        self._note(self._to_alert, times, times.alerted_at)
        self._note(self._to_claim, times, times.claimed_at)
        waited = self._note(self._to_first_call, times, times.first_call_at)
        self._within_promise += waited is not None and waited <= self._promise

    def include(self, other: "Tally") -> None:
        """Count all that another tally has counted, by its own promise."""
        self._enquiries += other._enquiries
        self._left_out += other._left_out
        self._reached += other._reached
        self._within_promise += other._within_promise
        self._to_alert += other._to_alert
        self._to_claim += other._to_claim
        self._to_first_call += other._to_first_call

    def summary(self) -> Summary:
        return Summary(
            enquiries=self._enquiries,
            left_out=self._left_out,
            reached=self._reached,
            within_promise=self._within_promise,
            to_alert=self._waits(self._to_alert),
            to_claim=self._waits(self._to_claim),
            to_first_call=self._waits(self._to_first_call),
        )

    def _note(self, waits: list[int], times: Times, happened_at: datetime | None) -> int | None:
        waited = seconds_waited(times.received_at, times.wanted_at, happened_at)
        if waited is not None:
            waits.append(waited)
        return waited

    def _waits(self, seconds: list[int]) -> Waits:
        happened = sorted(seconds)
        p50, p90, p95 = (nearest_rank(happened, self._enquiries, percent) for percent in (50, 90, 95))
        return Waits(len(happened), p50, p90, p95)
