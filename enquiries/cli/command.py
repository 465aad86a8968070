"""How a command fails: one clear line on stderr and an exit code, never a stack trace for bad input."""

from typing import Any

import click
from sqlalchemy.exc import DatabaseError

_NOT_READY = "is DATABASE_URL right, and has ./ringback db upgrade been run?"


class Refused(click.ClickException):
    """The command cannot be carried out. The message says why, and what to do about it."""


class Command(click.Command):
    """A command that reports each failure in one line."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        try:
            return super().make_context(*args, **kwargs)
        except click.UsageError as wrong:
            raise Refused(wrong.format_message()) from None

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except DatabaseError as wrong:
            # the lines after the first quote the statement, and what it was about
            said = str(wrong.orig).partition("\n")[0]
            raise Refused(f"the database says: {said}; {_NOT_READY}") from None
