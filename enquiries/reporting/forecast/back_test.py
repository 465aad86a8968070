"""What a forecast would have said of the last month, from the weeks before it alone."""

from dataclasses import dataclass

from enquiries.reporting.forecast.habits import Observed
from enquiries.reporting.forecast.history import History
from enquiries.reporting.forecast.months import MONTH, Share, Size, simulate
from enquiries.reporting.forecast.week import StaffedWeek


@dataclass(frozen=True)
class BackTest:
    """What the earlier weeks say of the last month, and what happened in it, to so many people."""

    predicted: Share
    actual: float
    asked: int

    @property
    def holds(self) -> bool:
        """Return True where what happened is within the range, to a whole person in a hundred."""
        low, actual, high = (
            round(100 * each) for each in (self.predicted.low, self.actual, self.predicted.high)
        )
        return low <= actual <= high


def back_test(history: History) -> BackTest:
    """Predict the last month of a history, in which people asked, and compare."""
    last = history.part(history.weeks - MONTH, history.weeks)
    in_time = sum(each.is_in_time(history.promise) for each in last.wanted)
    predicted = _predict(history.part(0, history.weeks - MONTH))
    return BackTest(predicted, in_time / len(last.wanted), len(last.wanted))


def _predict(earlier: History) -> Share:
    rotas = [StaffedWeek(earlier.rota)]
    months = simulate(Observed(earlier), rotas, earlier.promise, Size.for_history(earlier))
    return Share.of([month.share(0) for month in months])
