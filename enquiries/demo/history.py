"""A demo history in the making: what is planned, who asked, and what staff have heard."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import log
from random import Random

from sqlalchemy.orm import Session

from enquiries.core import crypto
from enquiries.demo.arrivals import Arrival
from enquiries.lifecycle.models import Enquiry

Deed = Callable[[datetime], None]


@dataclass
class DemoHistory:
    """`random` decides all that is left to chance. Moments are UTC.

    People write nothing more from `quiet_from` on, and nothing at all is planned after `ends_at`.
    """

    session: Session
    random: Random
    quiet_from: datetime
    ends_at: datetime
    now: datetime = field(init=False)
    # by the look-up of their number, the latest
    arrivals: dict[str, Arrival] = field(default_factory=dict)
    _agenda: list[tuple[datetime, int, Deed]] = field(default_factory=list)
    _planned: int = 0

    def plan(self, at: datetime, deed: Deed) -> None:
        """Have it done then; of two at the same moment, the first that was planned is done first."""
        if at < self.ends_at:
            self._planned += 1
            heapq.heappush(self._agenda, (at, self._planned, deed))

    @property
    def next_at(self) -> datetime | None:
        return self._agenda[0][0] if self._agenda else None

    def do_next(self) -> None:
        at, _, deed = heapq.heappop(self._agenda)
        deed(at)

    def arrival_of(self, enquiry: Enquiry) -> Arrival:
        return self.arrivals[enquiry.phone_lookup]

    def note_arrival(self, arrival: Arrival) -> None:
        self.arrivals[crypto.lookup(arrival.phone)] = arrival

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def after(self, median: timedelta, spread: float = 0.5) -> timedelta:
        """A length of time: half are longer than the median, and a few by far."""
        return timedelta(seconds=round(self.random.lognormvariate(log(median.total_seconds()), spread), 1))

    def between(self, least: timedelta, most: timedelta) -> timedelta:
        return timedelta(seconds=round(self.random.uniform(least.total_seconds(), most.total_seconds()), 1))
