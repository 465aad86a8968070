"""Sends due texts, many at a time.

A job or the tick calls `deliver`, which takes texts as threads come free and returns when none is due. In a
worker it stays a moment longer: while texts keep coming, looking again costs less than a job for each. Each
text is sent outside any transaction, so that a provider call that hangs costs one thread until its time-out
and blocks nothing else.
"""

import logging
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Flask

from config import Config
from enquiries.core.db import commit, db, reading
from enquiries.messaging import outbox
from enquiries.messaging.gateway import Gateway, Receipt, ResultUnknown, SendFailed, TextToSend
from enquiries.messaging.models import Outgoing
from enquiries.messaging.permission_rules import RefusalReason
from enquiries.oncall import receipts
from enquiries.oncall.receipts import Result
from enquiries.web.api import group_commits

log = logging.getLogger(__name__)

# At 150 ms a call 32 threads send some 200 texts a second: twice what a short code carries.
_THREADS = 32
# A provider that cannot list its texts must not keep one from being sent again: a duplicate beats silence.
_LOOK_UPS = 3
_LONGEST_ROUND = 20.0  # seconds
STAYS = 0.2  # seconds
# seconds, by database: a server of its own is asked less often
_BETWEEN_LOOKS = {"sqlite": 0.015, "postgresql": 0.03}


@dataclass(frozen=True)
class _Errand:
    text: TextToSend
    posted_at: datetime
    look_up_first: bool
    may_be_dropped: bool
    why_not: RefusalReason | None
    attempt: int


class TextSender:
    """Takes texts out of the outbox and sends them to the provider. One per process.

    `stays`: for how many seconds after its last text `deliver` looks for more.
    """

    def __init__(self, app: Flask, threads: int = _THREADS, stays: float = 0.0) -> None:
        self._app = app
        self._stays = stays
        self._is_leaving = False
        self._gateway: Gateway = app.extensions["gateway"]
        self._results = group_commits.results(app)
        self._threads = threads
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="sender")
        self._free = threading.Semaphore(threads)
        with app.app_context():
            self._between_looks = _BETWEEN_LOOKS[db.engine.dialect.name]

    def deliver(self) -> int:
        """Start sending all due texts. Returns how many; some may still be under way.

        Returns after 20 seconds even if more are due, since the caller has other work.
        """
        count = 0
        last = time.monotonic()
        ends = last + _LONGEST_ROUND
        while not self._is_leaving and (now := time.monotonic()) < ends:
            if errands := self._take() if self._is_any_due() else []:
                self._start(errands)
                count += len(errands)
                last = now
            elif now - last >= self._stays:
                break
            else:
                time.sleep(self._between_looks)
        return count

    def leave(self) -> None:
        """Have `deliver` return soon, now and in future: the process is to end. May interrupt anything."""
        self._is_leaving = True

    def wait(self) -> None:
        """Wait until no text is under way."""
        for _ in range(self._threads):
            self._free.acquire()
        self._free.release(self._threads)

    def close(self) -> None:
        self._pool.shutdown(wait=True)

    def _is_any_due(self) -> bool:
        """Look without holding up those who write."""
        with self._app.app_context():
            reading()
            return outbox.is_any_due(db.session(), datetime.now(UTC))

    def _start(self, errands: list[_Errand]) -> None:
        for errand in errands:
            self._pool.submit(self._run, errand).add_done_callback(self._finish)

    def _take(self) -> list[_Errand]:
        """Take as many texts as there are free threads; wait for the first to come free."""
        self._free.acquire()
        free = 1
        while free < self._threads and self._free.acquire(blocking=False):
            free += 1
        errands: list[_Errand] = []
        try:
            errands = self._take_from_outbox(free)
        finally:
            if unused := free - len(errands):
                self._free.release(unused)
        return errands

    def _take_from_outbox(self, limit: int) -> list[_Errand]:
        with self._app.app_context():
            taken = outbox.take_due(db.session(), datetime.now(UTC), limit)
            errands = [
                _Errand(
                    self._written_out(each.message),
                    each.message.created_at,
                    each.look_up_first,
                    each.may_be_dropped,
                    each.why_not,
                    each.message.attempts,
                )
                for each in taken
            ]
            commit()
            return errands

    def _written_out(self, message: Outgoing) -> TextToSend:
        config: Config = self._app.config["RINGBACK"]
        to, body = message.open()
        return TextToSend(
            reference=message.id,
            to=to,
            sender=message.sender,
            body=body,
            validity_seconds=message.validity_seconds,
            receipts_to=f"{config.public_base_url}/webhooks/twilio/status/{message.id}",
        )

    def _run(self, errand: _Errand) -> None:
        try:
            if errand.look_up_first and self._was_found(errand):
                return
            if errand.why_not is None:
                self._record(errand, self._gateway.send(errand.text))
            elif errand.may_be_dropped:
                self._drop(errand, errand.why_not)
            else:
                self._record(errand, ResultUnknown())
        except (SendFailed, ResultUnknown) as failure:
            self._record(errand, failure)

    def _was_found(self, errand: _Errand) -> bool:
        """Return True where the provider has the text already. Raises ResultUnknown while it does not say."""
        try:
            found = self._gateway.find(errand.text, errand.posted_at)
        except (SendFailed, ResultUnknown) as silent:
            # A text that is no longer wanted can wait for the provider's answer.
            if errand.why_not is not None or errand.attempt <= _LOOK_UPS:
                raise ResultUnknown from silent
            return False
        return bool(found) and self._adopt(errand, found)

    def _adopt(self, errand: _Errand, found: list[Receipt]) -> bool:
        with self._app.app_context():
            message = self._locked(errand)
            settled = receipts.adopt(db.session(), datetime.now(UTC), message, found)
            commit()
            return settled

    def _drop(self, errand: _Errand, why: RefusalReason) -> None:
        with self._app.app_context():
            receipts.unwanted(db.session(), datetime.now(UTC), self._locked(errand), why)
            commit()

    def _record(self, errand: _Errand, result: Result) -> None:
        outbox_id = errand.text.reference
        if isinstance(result, SendFailed):
            log.warning("text_refused", extra={"outbox_id": outbox_id, "code": result.code})
        elif isinstance(result, ResultUnknown):
            log.warning("text_result_unknown", extra={"outbox_id": outbox_id})
        try:
            self._results.write((outbox_id, result))
        except Exception:
            log.exception("result_not_written", extra={"outbox_id": outbox_id})  # retried when its lease ends

    def _locked(self, errand: _Errand) -> Outgoing:
        return db.session.get_one(Outgoing, errand.text.reference, with_for_update=True)

    def _finish(self, errand: Future[None]) -> None:
        self._free.release()
        fault = errand.exception()
        if fault is not None:
            # The text is taken again when its lease runs out.
            log.error("errand_failed", exc_info=fault)
