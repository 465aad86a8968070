"""Who could have answered a past enquiry, from when on, and who did.

By today's shifts and the one-off changes of then: what the shifts were then is not kept.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from enquiries.dates.week import Span, merged
from enquiries.organisation.rota import Stint
from enquiries.reporting.forecast.history import HandledCall, History, WantedCall
from enquiries.reporting.forecast.week import AskedAfter

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Answers:
    """After how many seconds of being asked each person had answered, or had not (False) when it was over.

    `others` are those who were not on call, as one; None where they were not asked.
    """

    on_call: list[tuple[int, bool]]
    others: tuple[int, bool] | None


class PastRota:
    """The stints, openings and calls of a history, ready to be asked about one moment after another."""

    def __init__(self, history: History) -> None:
        self._after = AskedAfter(history.rota.ladder)
        self._stints = _by_day(history.stints)
        open_times = history.rota.hours.openings(history.starts_at, history.ends_at, history.rota.zone)
        on_call = ((each.starts_at, each.ends_at) for each in history.stints)
        self._begins = merged([*open_times, *on_call])
        self._starts = [start for start, _ in self._begins]
        self._calls = _by_staff(history.handled)

    def answers(self, wanted: WantedCall, horizon: int) -> Answers:
        """Say who answered and who had not, up to so many seconds after it was due."""
        start = self._ladder_start(wanted.wanted_at)
        limit = start + horizon * _SECOND
        claimed_by = wanted.claimed_by if wanted.claimed_at and wanted.claimed_at <= limit else None
        over = max(start, min(wanted.claimed_at or wanted.ended_at or limit, limit))
        asked = self._asked(start, over)
        others_from = start + self._after.others * _SECOND
        by_others = claimed_by is not None and claimed_by not in asked
        spans = {
            staff: self._free(staff, (at, over), answered=staff == claimed_by) for staff, at in asked.items()
        }
        return Answers(
            [
                (_seconds(span), staff == claimed_by)
                for staff, span in spans.items()
                if span[0] < span[1] or staff == claimed_by
            ],
            (_seconds((others_from, over)), by_others) if by_others or others_from < over else None,
        )

    def _ladder_start(self, at: datetime) -> datetime:
        """Return the first moment from `at` on at which it was open or anyone was on call."""
        place = bisect_right(self._starts, at) - 1
        if place >= 0 and at < self._begins[place][1]:
            return at
        return self._starts[place + 1] if place + 1 < len(self._starts) else at

    def _asked(self, start: datetime, over: datetime) -> dict[int, datetime]:
        """Return who was on call between the two, and when each was asked."""
        found: dict[int, datetime] = {}
        for stint in self._stints_between(start, over):
            after = self._after.on_call(stint.level)
            if after is not None:
                at = max(start + after * _SECOND, stint.starts_at)
                found[stint.staff] = min(at, found.get(stint.staff, at))
        return found

    def _stints_between(self, start: datetime, over: datetime) -> Iterator[Stint]:
        day = start.date()
        while day <= over.date():
            for each in self._stints.get(day.toordinal(), ()):
                if each.starts_at <= over and start < each.ends_at:
                    yield each
            day += _DAY

    def _free(self, staff: int, asked: Span, *, answered: bool) -> Span:
        """Return the part of the time for which a person was asked in which they had no other call.

        That is since the last one ended, or until one began that was not over. Where they answered all the
        same, its result came late, and it was in the way of nothing.
        """
        at, over = asked
        starts, calls = self._calls.get(staff, ([], []))
        place = bisect_left(starts, over) - 1
        if place < 0 or calls[place][1] <= at:
            return asked
        began, ended = calls[place]
        if ended <= over:
            return ended, over
        return asked if answered else (at, began)


def _seconds(span: Span) -> int:
    return max(0, (span[1] - span[0]) // _SECOND)


def _by_day(stints: Sequence[Stint]) -> dict[int, list[Stint]]:
    """Return them under each day (UTC) that they touch, by its ordinal."""
    found = defaultdict[int, list[Stint]](list)
    for each in stints:
        for day in range(each.starts_at.toordinal(), each.ends_at.toordinal() + 1):
            found[day].append(each)
    return found


def _by_staff(handled: Sequence[HandledCall]) -> dict[int, tuple[list[datetime], list[Span]]]:
    spans = defaultdict[int, list[Span]](list)
    for each in handled:
        spans[each.staff].append((each.claimed_at, each.ended_at))
    return {
        staff: ([start for start, _ in joined], joined)
        for staff, joined in ((staff, merged(each)) for staff, each in spans.items())
    }
