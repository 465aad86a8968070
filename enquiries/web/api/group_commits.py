"""What the provider brings us, several at a time, and how many are written in one transaction."""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from flask import Flask

from enquiries.core.db import commit, db, writing
from enquiries.core.transactions.group_commit import GroupCommit
from enquiries.intake import inbox
from enquiries.intake.inbox import PostedText
from enquiries.oncall import receipts
from enquiries.oncall.receipts import Result

log = logging.getLogger(__name__)

# Sixteen hold the write lock for some 25 ms: others must have their turn.
_MOST_TEXTS = 16
_MOST_RESULTS = 64
# A text brings two or three receipts, for which no person waits.
_RECEIPTS_GATHER = timedelta(milliseconds=15)


def texts(app: Flask) -> GroupCommit[PostedText]:
    """For texts that come in."""
    return GroupCommit(app, writing, _take_texts, _take_text, most=_MOST_TEXTS)


def receipts_of(app: Flask) -> GroupCommit[tuple[int, Result]]:
    """For receipts, by the ids of the texts that were sent."""
    return GroupCommit(app, writing, _settle, _settle_one, most=_MOST_RESULTS, gathers=_RECEIPTS_GATHER)


def results(app: Flask) -> GroupCommit[tuple[int, Result]]:
    """For what became of handing texts over, by their ids."""
    return GroupCommit(app, writing, _settle, _settle_one, most=_MOST_RESULTS)


def _take_texts(posted: Sequence[PostedText]) -> Sequence[PostedText]:
    left = inbox.take_together(db.session(), posted)
    commit()
    return left


def _take_text(posted: PostedText) -> None:
    """One that cannot be understood is kept for later."""
    try:
        inbox.take(db.session(), posted)
        commit()
    except Exception:
        log.exception("text_not_understood")
        db.session.rollback()
        writing()
        inbox.keep_for_later(db.session(), posted)
        commit()


def _settle(told: Sequence[tuple[int, Result]]) -> Sequence[tuple[int, Result]]:
    receipts.settle(db.session(), datetime.now(UTC), told)
    commit()
    return ()


def _settle_one(told: tuple[int, Result]) -> None:
    _settle([told])
