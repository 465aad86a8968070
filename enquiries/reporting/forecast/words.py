"""A forecast in sentences, the same on the page and in the terminal, and as plain values for programs."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final

from enquiries.dates.durations import say_seconds
from enquiries.dates.week import write_days, write_time
from enquiries.reporting.forecast.back_test import BackTest
from enquiries.reporting.forecast.forecast import AddedPerson, Forecast
from enquiries.reporting.forecast.habits import LONGEST_CALL
from enquiries.reporting.forecast.months import MONTH, Share
from enquiries.reporting.forecast.one_more import say_one_more

# How the model sees a centre.
ASSUMPTIONS: Final = (
    "It is about the first call of each enquiry. Reports count every further call that was wanted, too.",
    "In each hour of the week people ask at random, as often on average as in the past weeks. A person who "
    "chose a time counts at that time.",
    "Staff on call answer, call and finish as they did. They are taken to answer alike, and one more person "
    "is asked at once, together with level 1.",
    "A person has one call at a time, from the alert to its outcome, and what is due first comes first. An "
    f"outcome more than {say_seconds(LONGEST_CALL)} after the claim was written down late, and counts as "
    "that long.",
    "People who aren’t on call are asked when escalation asks them, and answer as they did.",
    "As many people as before need no call any more before anyone claims it, or are never called after a "
    "claim. They count as not called in time.",
)
UNKNOWN: Final = (
    "Whether people answer sooner when they alone are on call, or later when they know of someone else.",
    "How the shifts were before they were last changed. Past weeks are read with today’s shifts and the "
    "one-off changes of then.",
    "Holidays, new posters and campaigns, and whatever else makes more people ask than before.",
    "One-off changes of the rota that are still to come: it is about a usual week.",
    "The work of further tries after no answer, of urgent alerts, and of calls for other centres.",
)


def say_forecast(found: Forecast) -> Iterator[str]:
    """Yield what it says, the most important first."""
    within = say_within(found.promise_seconds)
    yield f"With today’s rota about {say_share(found.today)} in 100 would be called {within}."
    if found.added is not None:
        yield from _say_added(found.added)


def say_check(found: Forecast) -> Iterator[str]:
    """Yield how far it can be relied on."""
    yield _say_back_test(found.back_test)
    spell = "month" if found.size.weeks == MONTH else "week"
    yield (
        f"It goes by the last {found.weeks} weeks, in which {found.asked:,} people asked for a call. Each "
        f"range holds nine in ten of {found.size.times} simulated {spell}s."
    )


def say_share(share: Share) -> str:
    """Write the range in whole people of a hundred: 81 to 87, or 84."""
    low, high = _whole(share.low), _whole(share.high)
    return str(low) if low == high else f"{low} to {high}"


def say_within(seconds: int) -> str:
    """Write a promise: within 15 minutes."""
    minutes, rest = divmod(seconds, 60)
    if rest:
        return f"within {say_seconds(seconds)}"
    return f"within {minutes} minute{'' if minutes == 1 else 's'}"


def facts(found: Forecast) -> dict[str, Any]:
    """Return the figures as plain values: shares from 0 to 1, waits in seconds."""
    added = found.added
    return {
        "promise_seconds": found.promise_seconds,
        "weeks": found.weeks,
        "asked": found.asked,
        "simulated": found.size._asdict(),
        "today": asdict(found.today),
        "one_more": _added_facts(added) if added is not None else None,
        "back_test": {**asdict(found.back_test), "holds": found.back_test.holds},
        "says": [*say_forecast(found), *say_check(found)],
        "assumptions": ASSUMPTIONS,
        "unknown": UNKNOWN,
    }


def _added_facts(added: AddedPerson) -> dict[str, Any]:
    shift = added.shift
    return {
        "days": write_days(shift.days),
        "from": write_time(shift.start),
        "to": write_time(shift.end),
        "all_hours": asdict(added.overall),
        "gained": added.gained,
        "asked_then": added.asked_then,
        "then_today": added.before,
        "then_with_one_more": added.after,
    }


def _say_added(added: AddedPerson) -> Iterator[str]:
    hours = say_one_more(added.shift)
    yield f"With one more person on call on {hours}: {say_share(added.overall)}."
    if added.before is None or added.after is None:
        yield "No one asked for a call in those hours."
        return
    yield (
        f"That is {_people(added.gained)} more in {MONTH} weeks. "
        f"{_people(added.asked_then).capitalize()} ask in those hours; today about {_whole(added.before)} in "
        f"100 of them would be called in time, with one more person about {_whole(added.after)}."
    )


def _people(count: float) -> str:
    if count < 1:
        return "fewer than one person"
    return "about one person" if round(count) == 1 else f"about {round(count)} people"


def _say_back_test(check: BackTest) -> str:
    said = (
        f"Asked {MONTH} weeks ago, the forecast for the weeks since would have been "
        f"{say_share(check.predicted)} in 100. It was {_whole(check.actual)}, of {check.asked:,} people."
    )
    return said if check.holds else f"{said} That is outside the range, so rely on it less."


def _whole(share: float) -> int:
    return round(100 * share)
