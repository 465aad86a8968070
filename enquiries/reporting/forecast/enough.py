"""Whether a history bears a forecast at all."""

from enquiries.reporting.forecast.history import History
from enquiries.reporting.forecast.months import MONTH

LEAST_WEEKS = 8
LEAST_ASKED = 100
LEAST_LOGGED = 30  # calls
LEAST_CHECKED = 10  # who asked in the last month, and before it


class NoForecast(Exception):
    """The history does not bear a forecast. The message says why."""


def check(history: History) -> None:
    """Raise NoForecast where too little is known."""
    weeks, asked = history.weeks, len(history.wanted)
    if weeks < LEAST_WEEKS:
        raise NoForecast(
            f"A forecast needs {LEAST_WEEKS} whole weeks of enquiries, and there are {weeks} so far."
        )
    if asked < LEAST_ASKED:
        raise NoForecast(f"A forecast needs {LEAST_ASKED} enquiries, and the last {weeks} weeks had {asked}.")
    _check_calls(history)
    last = len(history.part(weeks - MONTH, weeks).wanted)
    for count, when in ((last, "in"), (asked - last, "before")):
        if count < LEAST_CHECKED:
            raise NoForecast(
                f"A forecast is checked against the last {MONTH} weeks, and only {count} people asked for a "
                f"call {when} them."
            )


def _check_calls(history: History) -> None:
    called = sum(each.called_at is not None for each in history.wanted)
    logged = sum(each.logged for each in history.wanted)
    if logged * 2 < called or len(history.handled) < LEAST_LOGGED:
        raise NoForecast(
            f"Only {logged} of {called} calls were logged when they were made, so how soon people call and "
            f"how long it takes isn’t known. A forecast needs half of them, and at least {LEAST_LOGGED}."
        )
