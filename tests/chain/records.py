"""The log of a service under test: sealed, checked, and changed by hand as no one may."""

from sqlalchemy import text

from enquiries.chain.log_check import LogCheck
from enquiries.core.db import db
from enquiries.reporting.tally import tally_check
from tests.support.ringback import Ringback
from workers.records.timeline_sealer import TimelineSealer

_TRIGGERS = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")


def seal(ringback: Ringback) -> None:
    """As the tick does each second."""
    TimelineSealer(ringback.app).seal(ringback.now)


def findings(ringback: Ringback, *heads: str) -> list[str]:
    """What does not fit, without notes."""
    with ringback.session() as session:
        return [str(each) for each in LogCheck(session, tally_check.check, heads).run() if not each.is_note]


def notes(ringback: Ringback) -> list[str]:
    with ringback.session() as session:
        return [str(each) for each in LogCheck(session, tally_check.check).run() if each.is_note]


def head(ringback: Ringback) -> str:
    with ringback.session() as session:
        check = LogCheck(session, tally_check.check)
        list(check.run())
        return check.head


def change_by_hand(ringback: Ringback, *statements: str) -> None:
    """What an administrator of the database can do: put the triggers out of the way, then this."""
    ringback.changed_by_hand = True
    with ringback.app.app_context(), db.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            connection.execute(text("SET LOCAL TIME ZONE 'UTC'"))
        else:
            for (name,) in connection.execute(_TRIGGERS).all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        for statement in statements:
            connection.execute(text(statement))
