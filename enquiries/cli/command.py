"""How a command fails: one clear line on stderr and an exit code, never a stack trace for bad input."""

import sqlite3
from typing import Any

import click
from sqlalchemy.exc import OperationalError, ProgrammingError

_NOT_READY = "is DATABASE_URL right, and has flask --app wsgi db upgrade been run?"


class Refused(click.ClickException):
    """What was asked for cannot be done; the message says why, and what to do about it."""


class Command(click.Command):
    """A command whose failures are told in a line; where several things are wrong, in a line each."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        try:
            return super().make_context(*args, **kwargs)
        except click.UsageError as wrong:
            raise Refused(wrong.format_message()) from None

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (OperationalError, ProgrammingError) as wrong:
            raise Refused(f"the database says: {_first_line(wrong.orig)}; {_NOT_READY}") from None
        except sqlite3.Error as wrong:
            raise Refused(f"the database says: {_first_line(wrong)}; {_NOT_READY}") from None


def _first_line(wrong: BaseException | None) -> str:
    """What the database complains of. The lines after it quote the statement."""
    return next(iter(str(wrong).splitlines()), "nothing")
