"""How long a person waited for what happened."""

from datetime import datetime, timedelta


def wait(received_at: datetime, wanted_at: datetime, happened_at: datetime) -> timedelta:
    """How long somebody waited for what happened; never less than nothing."""
    since = wanted_at if happened_at >= wanted_at else received_at
    return max(timedelta(0), happened_at - since)
