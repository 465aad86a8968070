"""Seals the timeline, a second or so after it is written, in a thread beside the tick."""

import logging
from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlalchemy.exc import IntegrityError

from enquiries.chain import sealing
from enquiries.core import shared_clock
from enquiries.core.db import commit, db, reading

log = logging.getLogger(__name__)

_BATCHES = 50
_LOOKS_BACK_EVERY = timedelta(minutes=1)


class TimelineSealer:
    """Remembers how far it has looked. A new process looks at everything once."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._after = 0
        # when nothing was left up to this id, and when to look again for what was committed late
        self._sealed_to: int | None = None
        self._look_back_at = datetime.min.replace(tzinfo=UTC)

    def seal(self, _now: datetime) -> None:
        """Seal what waits, 10,000 entries at most: the rest waits a second."""
        for _ in range(_BATCHES):
            if not self._seal_batch():
                return

    def look_everywhere(self) -> None:
        """Next time look for entries however long ago they got their ids."""
        self._after, self._sealed_to = 0, None

    def _seal_batch(self) -> bool:
        """Returns True where there may be more. What it writes is ready before it asks for the lock."""
        with self._app.app_context():
            reading()
            now, newest = shared_clock.read(db.session()), sealing.newest_entry(db.session())
            looks_back = newest != self._sealed_to or now >= self._look_back_at
            batch = sealing.next_batch(db.session(), now, self._after if looks_back else newest)
        if batch.links:
            try:
                with self._app.app_context():
                    sealing.append(db.session(), batch.links)
                    commit()
            except IntegrityError:
                log.info("sealed_by_another")
                return False
        self._after = batch.after
        if looks_back and not batch.is_full:
            self._sealed_to, self._look_back_at = newest, now + _LOOKS_BACK_EVERY
        return batch.is_full
