"""What is certain to have no rows yet, in this transaction, so that the database need not be asked.

Most who write were never heard of: one question finds that out, and spares all those about what they said and
were told before. Rows that are added meanwhile are noticed here, so no one who adds them need think of it.
"""

from collections.abc import Hashable

from sqlalchemy import event, inspect
from sqlalchemy.orm import ORMExecuteState, Session

_KEY = "has_no_rows"


def note_none(session: Session, key: Hashable, *tables: type) -> None:
    """These tables have no rows with `key` among their values: a number's look-up, or an enquiry's id."""
    transaction, known = session.info.get(_KEY, (None, {}))
    if transaction is not session.get_transaction():
        known = dict[type, set[Hashable]]()
        session.info[_KEY] = session.get_transaction(), known
    for table in tables:
        known.setdefault(table, set()).add(key)


def has_none(session: Session, key: Hashable, *tables: type) -> bool:
    """Return True where that is certain of all these tables. False says nothing."""
    transaction, known = session.info.get(_KEY, (None, {}))
    certain = transaction is not None and transaction is session.get_transaction()
    return certain and all(key in known.get(table, ()) for table in tables)


def note_new_row(session: Session, row: object) -> None:
    """It is there, or will be before the database is asked next."""
    _, known = session.info.get(_KEY, (None, {}))
    if known.get(type(row)):
        known[type(row)].difference_update(each for each in vars(row).values() if isinstance(each, Hashable))


@event.listens_for(Session, "after_attach")
def _note_attached_row(session: Session, row: object) -> None:
    if inspect(row).key is None:  # else it was read, or was noted when it was added
        note_new_row(session, row)


@event.listens_for(Session, "do_orm_execute")
def _note_rows_of_a_statement(execution: ORMExecuteState) -> None:
    if execution.bind_mapper is not None and (execution.is_insert or execution.is_update):
        _, known = execution.session.info.get(_KEY, (None, {}))
        known.pop(execution.bind_mapper.class_, None)
