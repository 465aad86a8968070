"""The edition of the setup: a new random word after each change, so that every process notices it.

A table of the setup says so itself: `class Centre(PartOfSetup, Base)`. A change of such rows, in whatever
program, writes the new edition in the same transaction.
"""

import secrets

from sqlalchemy import event, select
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, UOWTransaction, mapped_column

from enquiries.core.base import Base, insert_for

IN_HAND = "setup_in_hand"
"""What a session knows of the setup in its transaction (`Session.info`); gone once it changes the setup."""
_THE_ROW = 1


class SetupEdition(Base):
    """One row at most: none before the first change."""

    __tablename__ = "setup_edition"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition: Mapped[str]


_EDITION = select(SetupEdition.edition).where(SetupEdition.id == _THE_ROW)


class PartOfSetup:
    """A table whose rows each process keeps in memory until there is a new edition."""


def edition(session: Session) -> str | None:
    """The edition that this transaction sees, its own flushed changes included."""
    return session.scalar(_EDITION)


@event.listens_for(Session, "before_flush")
def _note_changes(session: Session, _context: UOWTransaction, _instances: object) -> None:
    if any(isinstance(each, PartOfSetup) for each in (*session.new, *session.dirty, *session.deleted)):
        new_edition(session)


@event.listens_for(Session, "do_orm_execute")
def _note_change_of_many(execution: ORMExecuteState) -> None:
    changes = execution.is_delete or execution.is_update or execution.is_insert
    if (
        changes
        and execution.bind_mapper is not None
        and issubclass(execution.bind_mapper.class_, PartOfSetup)
    ):
        new_edition(execution.session)


def new_edition(session: Session) -> None:
    """Say that the setup changes, for what is written without the session's objects and statements."""
    session.info.pop(IN_HAND, None)
    row = insert_for(session)(SetupEdition.__table__).values(id=_THE_ROW, edition=secrets.token_hex(8))
    statement = row.on_conflict_do_update(index_elements=["id"], set_={"edition": row.excluded.edition})
    session.connection().execute(statement)
