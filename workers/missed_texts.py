"""Fetches texts that the provider received and could not deliver to the webhook, every minute."""

import logging
from datetime import UTC, datetime

from flask import Flask

from enquiries.core import shared_clock
from enquiries.core.db import commit, db, reading
from enquiries.messaging.gateway import Gateway, ReceivedText, ResultUnknown, SendFailed
from enquiries.monitoring import missed_texts

log = logging.getLogger(__name__)


class Fetcher:
    def __init__(self, app: Flask) -> None:
        self._app = app
        self._gateway: Gateway = app.extensions["gateway"]

    def fetch(self, _now: datetime) -> None:
        """Read the provider's list for each number. A list that cannot be read is read next time.

        By the clock that hosts share: another host goes on from where this one stops.
        """
        with self._app.app_context():
            reading()
            now = shared_clock.read(db.session())
            numbers = missed_texts.since_when(db.session(), now)
        for number, since in numbers.items():
            try:
                listed = self._gateway.received(number, since)
            except (SendFailed, ResultUnknown) as silent:
                log.warning("not_reconciled", extra={"failure": type(silent).__name__})
            else:
                self._take(now, number, listed)

    def _take(self, now: datetime, number: str, listed: list[ReceivedText]) -> None:
        """Handle each text in its own commit; set the checkpoint once all are handled."""
        with self._app.app_context():
            reading()
            missing = missed_texts.missing(db.session(), now, listed)
        for text in missing:
            with self._app.app_context():
                missed_texts.take(db.session(), datetime.now(UTC), text)
                commit()
        with self._app.app_context():
            missed_texts.read_up_to(db.session(), number, now)
            commit()
        if missing:
            log.warning("texts_fetched", extra={"count": len(missing)})
