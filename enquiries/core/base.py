"""What all tables share: one metadata, constraint names, UTC times and checked enums."""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

from sqlalchemy import ColumnElement, DateTime, Dialect, Enum, MetaData, String, bindparam, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, Session
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.types import TypeDecorator

Word = TypeVar("Word", bound=StrEnum)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, stored as UTC and always aware. Refuses a naive datetime with a ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        # SQLite keeps no zone; what we wrote was UTC.
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def words_of(enum: type[StrEnum], name: str) -> Enum:
    """Return a column type that stores an enum as its value, checked by the database."""
    return Enum(
        enum,
        native_enum=False,
        create_constraint=True,
        length=24,
        values_callable=lambda members: [member.value for member in members],
        name=name,
    )


def is_one_of(column: InstrumentedAttribute[Word], *words: Word) -> ColumnElement[bool]:
    """`column IN (…)` with the words written out, and not as parameters.

    SQLite uses a partial index only where the query itself shows that no other rows are wanted.
    """
    return column.in_(bindparam(None, words, column.type, expanding=True, literal_execute=True))


def is_just(column: InstrumentedAttribute[Word], word: Word) -> ColumnElement[bool]:
    """`column = …` with the word written out: for an index of the rows with that word, as above."""
    return column == bindparam(None, word, column.type, literal_execute=True)


def insert_for(session: Session):  # type: ignore[no-untyped-def]
    """Return the `insert` of this database that supports ON CONFLICT."""
    return insert_on(session.get_bind().dialect.name)


def insert_on(dialect: str):  # type: ignore[no-untyped-def]
    """The same by the name of the database."""
    return postgresql.insert if dialect == "postgresql" else sqlite.insert


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: UtcDateTime(), str: String()}

    def columns(self) -> dict[str, Any]:
        """Return the values set on this row so far by column name, for an explicit INSERT."""
        given = inspect(self).dict
        names = {each.key: each.columns[0].name for each in inspect(type(self)).column_attrs}
        return {names[key]: value for key, value in given.items() if key in names}

    def set_columns(self, values: Mapping[str, Any]) -> None:
        """Set values by column name; columns that are left out are empty."""
        for each in inspect(type(self)).column_attrs:
            if each.key not in inspect(self).dict:
                set_committed_value(self, each.key, values.get(each.columns[0].name))
