"""What a report says of a set of waits: how many calls were wanted, made in time, late, or never."""

from collections import Counter
from dataclasses import dataclass, field

from enquiries.lifecycle.waits import Evidence
from enquiries.reporting.standings import Standing, Went

_NUMBERS = (
    "people",
    "alerted",
    "taken",
    "called",
    "reached",
    "booked",
    "admitted",
    "left_out",
    "urgent",
    "urgent_in_time",
)


def share(count: int, of: int) -> str:
    """In whole percent, rounded down: 100% is everybody."""
    return f"{100 * count // of}%" if of else "none"


@dataclass
class CallShare:
    """Counts of waits. `people` are those who first asked with one of them; the rest is of them."""

    standings: Counter[Standing] = field(default_factory=Counter)
    evidence: Counter[Evidence] = field(default_factory=Counter)
    people: int = 0
    alerted: int = 0  # people for whom an alert went out, or none was needed
    taken: int = 0
    called: int = 0  # people called at all, in this wait or in a later one
    reached: int = 0
    booked: int = 0
    admitted: int = 0
    left_out: int = 0
    urgent: int = 0
    urgent_in_time: int = 0  # within the target for urgent enquiries

    def count(self, went: Went, count: int) -> None:
        """Count so many waits that went alike."""
        standing, is_person = went.standing, went.has(Went.FIRST)
        if standing is Standing.LEFT_OUT:
            self.left_out += count if is_person else 0
            return
        self.standings[standing] += count
        if not standing.counts:
            return
        if went.evidence is not None:
            self.evidence[went.evidence] += count
        if went.has(Went.URGENT):
            self.urgent += count
            self.urgent_in_time += count if went.has(Went.URGENT_IN_TIME) else 0
        if is_person:
            self._count_people(went, count)

    def _count_people(self, went: Went, count: int) -> None:
        later = went.has(Went.CALLED_LATER)
        self.people += count
        self.alerted += count if later or not went.has(Went.LACKS_ALERT) else 0
        self.taken += count if later or not went.has(Went.LACKS_CLAIM) else 0
        self.called += count if later or went.standing.is_called else 0
        self.reached += count if went.has(Went.REACHED) else 0
        self.booked += count if went.has(Went.BOOKED) else 0
        self.admitted += count if went.has(Went.ADMITTED) else 0

    def add(self, other: "CallShare") -> None:
        """Add the counts of other waits."""
        self.standings.update(other.standings)
        self.evidence.update(other.evidence)
        for name in _NUMBERS:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def calls(self) -> int:
        """How many calls were wanted and due: the denominator."""
        return sum(count for standing, count in self.standings.items() if standing.counts)

    @property
    def in_time(self) -> int:
        return self.standings[Standing.IN_TIME]

    @property
    def missed(self) -> int:
        """How many were not made in time, or not at all."""
        return self.calls - self.in_time

    @property
    def calls_made(self) -> int:
        return self.in_time + self.standings[Standing.LATE]

    @property
    def not_called(self) -> int:
        """How many were not made: another time was set too late, no one called, or they wait."""
        return self.calls - self.calls_made

    @property
    def never_called(self) -> int:
        return sum(count for standing, count in self.standings.items() if standing.is_never_called)

    @property
    def not_due(self) -> int:
        return self.standings[Standing.NOT_DUE]
