"""What is wrong with how people are called back, in words: each with its numbers, and what would change it.

A finding is told only where enough was counted and chance does not explain it: of hours from FEWEST_CALLS on
(`poor_hours`), of a member of staff from FEWEST_CLAIMS, of a source from FEWEST_PEOPLE. Urgent calls, and
calls never made, are told of however few they are. No finding names a person who asked.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from enquiries.dates.durations import say_seconds
from enquiries.reporting.findings.poor_hours import Block, OnCallThen, say_block
from enquiries.reporting.percentiles import nearest_rank

FEWEST_CLAIMS: Final = 10
FEWEST_PEOPLE: Final = 20
_LONG_HOLD = 10  # minutes
_TIMES_OTHERS = 2
_CHANCE = 0.05
_MINUTE = 60


@dataclass(frozen=True)
class ReportFinding:
    """`says` what is wrong, `change` what would change it. `hurt` is how many people it concerned."""

    says: str
    change: str
    hurt: int
    is_urgent: bool = False
    filters: tuple[tuple[str, str], ...] = ()  # of the report that shows more of it


class Booked(NamedTuple):
    """How many people asked, were spoken to, and booked."""

    people: int
    reached: int
    booked: int


def sorted_findings(found: Iterable[ReportFinding]) -> list[ReportFinding]:
    """The urgent ones first, then by how many people they hurt."""
    return sorted(found, key=lambda each: (not each.is_urgent, -each.hurt))


def never_called(waiting: int, closed: int) -> Iterator[ReportFinding]:
    """Calls that no one made: those who wait still, and those whose enquiry was closed without a call."""
    if waiting:
        yield ReportFinding(
            f"{_people(waiting)} {_are(waiting)} still waiting for a call that was promised by now.",
            "Call now: the table “Never called” lists each one.",
            waiting,
            is_urgent=True,
        )
    if closed:
        yield ReportFinding(
            f"{_calls(closed)} {_were(closed)} never made: the enquiry was closed first.",
            "Read each one in “Never called”, and call if it is not too late.",
            closed,
        )


def urgent(calls: int, in_time: int, seconds: int) -> Iterator[ReportFinding]:
    """Urgent enquiries not called within their target: each counts, however few there are."""
    late = calls - in_time
    if late:
        yield ReportFinding(
            f"Urgent: {late} of {calls} {_were(late)} not called within {say_seconds(seconds)}.",
            "See at which hours, and have a second person on call then.",
            late,
            is_urgent=True,
            filters=(("urgent", "yes"),),
        )


def many_left_out(says: str, count: int) -> ReportFinding:
    """A member of staff closed many as spam, duplicates or tests: `says` who, and how many of how many."""
    change = (
        "Read why under “Closed without a call or left out”: a manager can put one back into the figures."
    )
    return ReportFinding(says, change, count)


def poor_block(found: Block, centre: str, then: OnCallThen) -> ReportFinding:
    """Hours at which few are called in time. `centre` is its name where there are several."""
    where = f"{centre}, {say_block(found, begins=False)}" if centre else say_block(found)
    says = f"{where}: {found.in_time} of {found.calls} called in time; {then.says}."
    return ReportFinding(says, then.change, found.calls - found.in_time)


def slow_holders(holds: Mapping[str, Counter[int | None]]) -> Iterator[ReportFinding]:
    """Members of staff after whose claims people wait long for the call, by name; None was never called."""
    for name, minutes in holds.items():
        others = Counter[int | None]()
        for other, held in holds.items():
            if other != name:
                others.update(held)
        if minutes.total() < FEWEST_CLAIMS or others.total() < FEWEST_CLAIMS:
            continue
        theirs, usual = _median(minutes), _median(others)
        if usual is not None and (theirs is None or theirs >= max(_LONG_HOLD, _TIMES_OTHERS * usual)):
            yield _slow_holder(name, minutes, theirs, usual)


def _slow_holder(name: str, minutes: Counter[int | None], theirs: int | None, usual: int) -> ReportFinding:
    longer = sum(count for held, count in minutes.items() if held is None or held > max(usual, _LONG_HOLD))
    half = (
        "were never made"
        if theirs is None
        else f"came {say_seconds(theirs * _MINUTE)} later or more, or never"
    )
    return ReportFinding(
        f"Of {minutes.total()} calls that {name} took on, half {half}; with others, half came within "
        f"{say_seconds((usual + 1) * _MINUTE)}.",
        f"Ask {name.split()[0]} what holds the call up. Who cannot call at once can pass it on.",
        longer,
    )


def unbooked_sources(sources: Mapping[str, Booked]) -> Iterator[ReportFinding]:
    """Sources of which no one was booked, though from elsewhere enough were that this is not chance."""
    for source, here in sources.items():
        others = [each for name, each in sources.items() if name != source]
        people, booked = sum(each.people for each in others), sum(each.booked for each in others)
        if here.booked or here.people < FEWEST_PEOPLE or not booked:
            continue
        if (1 - booked / people) ** here.people < _CHANCE:
            yield _unbooked(source, here, people, booked)


def _unbooked(source: str, here: Booked, people: int, booked: int) -> ReportFinding:
    return ReportFinding(
        f"“{source or 'no source'}”: none of {here.people} people booked, though {here.reached} of them were "
        f"spoken to; from elsewhere {booked} of {people} booked.",
        "Check where it is seen and what it promises, and whether those who call know what is on offer.",
        here.people * booked // people,
        filters=(("source", source),) if source else (),
    )


def _median(minutes: Counter[int | None]) -> int | None:
    return nearest_rank(sorted(each for each in minutes.elements() if each is not None), minutes.total(), 50)


def _people(count: int) -> str:
    return f"{count} people" if count != 1 else "1 person"


def _calls(count: int) -> str:
    return f"{count} calls" if count != 1 else "1 call"


def _were(count: int) -> str:
    return "were" if count != 1 else "was"


def _are(count: int) -> str:
    return "are" if count != 1 else "is"
