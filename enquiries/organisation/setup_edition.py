"""The editions of the setup: a new random word after each change, so that every process notices it.

One-off changes of the rota (ON, OFF) are many and change nothing else, so they have an edition of their own.
A table says so itself: `class Centre(PartOfSetup, Base)`. A change of such rows, in whatever program, writes
the new edition in the same transaction.
"""

import secrets
from typing import ClassVar, Final, NamedTuple

from sqlalchemy import event, select
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, UOWTransaction, mapped_column

from enquiries.core.base import Base, insert_for

IN_HAND = "setup_in_hand"
"""What a session knows of the setup in its transaction (`Session.info`); gone once it changes the setup."""
SETUP: Final = 1
ONE_OFFS: Final = 2


class SetupEdition(Base):
    """A row for the setup and one for one-off changes; none before the first change of each."""

    __tablename__ = "setup_edition"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition: Mapped[str]


_EDITIONS = select(SetupEdition.id, SetupEdition.edition)


class Editions(NamedTuple):
    """Each is None before the first change."""

    setup: str | None
    one_offs: str | None


class PartOfSetup:
    """A table whose rows each process keeps in memory until there is a new edition of them."""

    edition_of: ClassVar = SETUP


def editions(session: Session) -> Editions:
    """The editions that this transaction sees, its own flushed changes included."""
    if session.autoflush and (session.new or session.dirty or session.deleted):
        session.flush()
    found = {each.id: each.edition for each in session.connection().execute(_EDITIONS)}
    return Editions(found.get(SETUP), found.get(ONE_OFFS))


@event.listens_for(Session, "before_flush")
def _note_changes(session: Session, _context: UOWTransaction, _instances: object) -> None:
    changed = (*session.new, *session.dirty, *session.deleted)
    for edition_of in {each.edition_of for each in changed if isinstance(each, PartOfSetup)}:
        new_edition(session, edition_of)


@event.listens_for(Session, "do_orm_execute")
def _note_change_of_many(execution: ORMExecuteState) -> None:
    changes = execution.is_delete or execution.is_update or execution.is_insert
    table = execution.bind_mapper.class_ if changes and execution.bind_mapper is not None else None
    if table is not None and issubclass(table, PartOfSetup):
        new_edition(execution.session, table.edition_of)


def new_edition(session: Session, edition_of: int = SETUP) -> None:
    """Say that the setup changes, for what is written without the session's objects and statements."""
    session.info.pop(IN_HAND, None)
    row = insert_for(session)(SetupEdition.__table__).values(id=edition_of, edition=secrets.token_hex(8))
    statement = row.on_conflict_do_update(index_elements=["id"], set_={"edition": row.excluded.edition})
    session.connection().execute(statement)
