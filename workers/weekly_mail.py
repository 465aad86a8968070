"""Sends the weekly summary to those who asked for it, and the head of the log's chain to auditors.

Figures are read when it leaves. What may have left when a process was killed is sent again with the same
Message-ID, by which mail programs know it.
"""

import logging
import threading
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from flask import Flask, render_template
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import Session

from config import Config
from enquiries.chain import sealing
from enquiries.core import crypto, shared_clock
from enquiries.core.db import commit, db, reading
from enquiries.core.mail import Mailbox, NotSent
from enquiries.messaging import opt_outs
from enquiries.organisation import centres
from enquiries.weekly import deliveries
from enquiries.weekly.deliveries import WeeklyDelivery
from enquiries.weekly.models import WeeklyKind
from enquiries.weekly.summary import post_text, weekly_summary

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Written:
    subject: str
    text: str


class WeeklyMailer:
    """By email where there is a mail server, else the summary by text."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._config: Config = app.config["RINGBACK"]
        self._stop = threading.Event()

    def stop(self) -> None:
        """Begin no other email. The next process goes on."""
        self._stop.set()

    def send(self, _now: datetime) -> None:
        """Send what is due, until the mail server refuses one: the rest goes a minute later."""
        mailbox: Mailbox | None = self._app.extensions["mailbox"]
        with self._app.app_context():
            reading()
            now = shared_clock.read(db.session())
            found = deliveries.due(db.session(), now, by_mail=mailbox is not None)
            is_any_over = deliveries.is_any_over(db.session(), now)
        if is_any_over:
            self._give_up(now)
        for each in found:
            if self._stop.is_set() or not self._deliver(now, each, mailbox):
                return

    def _deliver(self, now: datetime, delivery: WeeklyDelivery, mailbox: Mailbox | None) -> bool:
        """Returns False where the mail server did not take it."""
        try:
            if mailbox is None:
                self._text(now, delivery)
                return True
            return self._mail(now, delivery, mailbox)
        except (OperationalError, InterfaceError):
            raise
        except Exception:  # one that cannot be written must not hold up the others
            log.exception("weekly_news_failed", extra=_of(delivery))
            return True

    def _text(self, now: datetime, delivery: WeeklyDelivery) -> None:
        """Posted in the commit that says so: it leaves once."""
        with self._app.app_context():
            reading()
            summary = weekly_summary(db.session(), now, delivery)
        with self._app.app_context():
            session = db.session()
            if not deliveries.claim(session, now, delivery):
                return
            if _can_text(session, delivery):
                post_text(session, now, summary)
                deliveries.went_out(session, now, delivery)
            else:
                log.warning("weekly_text_not_possible", extra=_of(delivery))
                deliveries.leave(session, delivery)
            commit()

    def _mail(self, now: datetime, delivery: WeeklyDelivery, mailbox: Mailbox) -> bool:
        with self._app.app_context():
            won = deliveries.claim(db.session(), now, delivery)
            commit()
        if not won:
            return True
        with self._app.app_context():
            reading()
            written = self._write(now, delivery)
        sent = written is not None and self._hand_over(mailbox, delivery, written)
        with self._app.app_context():
            at = shared_clock.read(db.session())
            record = deliveries.went_out if sent else deliveries.failed
            record(db.session(), at, delivery)
            commit()
        return sent

    def _hand_over(self, mailbox: Mailbox, delivery: WeeklyDelivery, written: _Written) -> bool:
        host = urlsplit(self._config.public_base_url).hostname
        name = f"{delivery.kind}.{delivery.week.monday}.{delivery.staff.id}@{host}"
        try:
            mailbox.send(delivery.staff.email, written.subject, written.text, message_id=f"<{name}>")
        except NotSent as why:
            log.warning("weekly_mail_not_taken", extra={**_of(delivery), "why": str(why)})
            return False
        return True

    def _write(self, now: datetime, delivery: WeeklyDelivery) -> _Written | None:
        """None where there is nothing to say yet."""
        service = self._config.public_base_url
        if delivery.kind is WeeklyKind.SUMMARY:
            summary = weekly_summary(db.session(), now, delivery)
            at = now.astimezone(delivery.centres[0].zone)
            text = render_template("mail/weekly_summary.txt", summary=summary, at=at, service=service)
            return _Written(summary.subject, text)
        head = sealing.last_link(db.session())
        if head is None:
            return None
        text = render_template("mail/log_head.txt", head=head, service=service)
        return _Written(f"The log's head at position {head.position}", text)

    def _give_up(self, now: datetime) -> None:
        with self._app.app_context():
            left = deliveries.give_up(db.session(), now)
            commit()
        log.error("weekly_news_left", extra={"count": left})


def _can_text(session: Session, delivery: WeeklyDelivery) -> bool:
    """Return False where no number is set up, or the provider said that theirs takes no more texts."""
    opted_out = opt_outs.is_opted_out(session, crypto.lookup(delivery.staff.mobile))
    return bool(centres.our_numbers(session)) and not opted_out


def _of(delivery: WeeklyDelivery) -> dict[str, object]:
    return {"kind": delivery.kind.value, "week": str(delivery.week.monday), "staff_id": delivery.staff.id}
