"""The figures of response times, from counts of waits that the database makes (`response_counts`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from enquiries.core.enums import Channel
from enquiries.dates.period import Period
from enquiries.organisation.models import Centre
from enquiries.reporting.percentiles import Counts, Summary
from enquiries.reporting.response_counts import counts
from enquiries.reporting.standings import ALL_WAITS, WaitFilter
from enquiries.reporting.wait_facts import WaitFacts

_HOURS = 24


@dataclass(frozen=True)
class Figures:
    """The summaries of each centre asked for, in order, of all of them together, and of the parts."""

    by_centre: Sequence[tuple[Centre, Summary]]
    together: Summary
    by_channel: Mapping[Channel, Summary]
    by_hour: Mapping[int, Summary]
    urgent: Summary


def figures(
    session: Session,
    now: datetime,
    period: Period,
    centres: Sequence[Centre],
    wanted: WaitFilter = ALL_WAITS,
) -> Figures:
    """Return the figures of the waits of these centres that were wanted in the period, as of `now` (UTC).

    Hours are when it was wanted, by each centre's clock.
    """
    together, urgent, facts = Counts(), Counts(), WaitFacts(now, wanted)
    by_centre = {centre.id: Counts() for centre in centres}
    by_channel = {channel: Counts() for channel in Channel}
    by_hour = {hour: Counts() for hour in range(_HOURS)}
    for centre in centres:
        for alike, counted in counts(session, period, centre, facts).items():
            among = [together, by_centre[centre.id], by_channel[alike.channel], by_hour[alike.hour]]
            for each in [*among, urgent] if alike.urgent else among:
                each.add(counted)
    return Figures(
        by_centre=[(centre, by_centre[centre.id].summary()) for centre in centres],
        together=together.summary(),
        by_channel={channel: each.summary() for channel, each in by_channel.items()},
        by_hour={hour: each.summary() for hour, each in by_hour.items()},
        urgent=urgent.summary(),
    )
