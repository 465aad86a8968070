"""How long a person waited for what happened."""

from datetime import datetime, timedelta


def wait(received_at: datetime, wanted_at: datetime, happened_at: datetime) -> timedelta:
    """Return how long the person waited for an event; never negative."""
    since = wanted_at if happened_at >= wanted_at else received_at
    return max(timedelta(0), happened_at - since)
