"""Seals the timeline, a second or so after it is written, in a thread beside the tick."""

import logging
from datetime import datetime

from flask import Flask
from sqlalchemy.exc import IntegrityError

from enquiries.chain import sealing
from enquiries.core import shared_clock
from enquiries.core.db import commit, db, reading

log = logging.getLogger(__name__)

_BATCHES = 20


class TimelineSealer:
    """Remembers how far it has looked. A new process looks at everything once."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._after = 0

    def seal(self, _: datetime) -> None:
        """Seal what waits, 10,000 entries at most: the rest waits a second."""
        for _ in range(_BATCHES):
            if not self._seal_batch():
                return

    def look_everywhere(self) -> None:
        """Next time look for entries however long ago they got their ids."""
        self._after = 0

    def _seal_batch(self) -> bool:
        """Returns True where there may be more. What it writes is ready before it asks for the lock."""
        with self._app.app_context():
            reading()
            batch = sealing.next_batch(db.session(), shared_clock.read(db.session()), self._after)
        if batch.links:
            try:
                with self._app.app_context():
                    sealing.append(db.session(), batch.links)
                    commit()
            except IntegrityError:
                log.info("sealed_by_another")
                return False
        self._after = batch.after
        return batch.is_full
