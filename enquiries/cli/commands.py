"""The commands of `flask --app wsgi …`.

A command is imported when it is run, so that none waits for what another needs.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Final

import click
from flask import Flask


@dataclass(frozen=True)
class ListedCommand:
    """Where a command is, and the line that `--help` shows of it."""

    module: str
    attribute: str
    help: str
    needs_pages: bool = False


LISTED: Final = {
    "admin": ListedCommand(
        "admin", "admin", "Invite an admin: prints a link that is good once, for two days.", needs_pages=True
    ),
    "db": ListedCommand("db", "db", "Perform database migrations.", needs_pages=True),
    "demo": ListedCommand(
        "demo",
        "demo",
        "Make a demo history in an empty database; in development, give staff a known password.",
        needs_pages=True,
    ),
    "doctor": ListedCommand(
        "doctor",
        "doctor",
        "Look at settings, database, queue, clock, provider, numbers, rota, keys and workers.",
        needs_pages=True,
    ),
    "dump": ListedCommand(
        "dump", "dump", "Write the settings as a setup file, as they are now: ./ringback dump > setup.toml"
    ),
    "load": ListedCommand(
        "load",
        "load",
        "Add or update the centres, numbers, keywords, staff, rota and ladder of a setup file.",
    ),
    "oncall": ListedCommand("oncall", "oncall", "Say who is on call at each centre."),
    "report": ListedCommand("report", "report", "Response times."),
    "staff": ListedCommand("staff", "staff", "The people who take enquiries."),
    "test-text": ListedCommand(
        "staff", "test_text", "Send a test text to a member of staff, to see that alerts reach their phone."
    ),
    "timeline": ListedCommand(
        "timeline", "show_timeline", "Show what happened to the enquiry with that code or reference."
    ),
    "understand": ListedCommand(
        "understand", "understand", "Say what a text from the public would be taken to mean."
    ),
    "verify-log": ListedCommand(
        "verify_log", "verify_log", "Check that the log of enquiries is as it was written, or export it."
    ),
}
_FLASKS_WITH_PAGES: Final = ("run", "shell", "routes")


class OnDemand(click.Command):
    """Stands for a command in the list of `--help`, and becomes it when it is run."""

    def __init__(self, name: str, listed: ListedCommand) -> None:
        super().__init__(name, short_help=listed.help)
        self._listed = listed

    def command(self) -> click.Command:
        module = import_module(f"enquiries.cli.{self._listed.module}")
        command: click.Command = getattr(module, self._listed.attribute)
        return command

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: object
    ) -> click.Context:
        return self.command().make_context(info_name, args, parent=parent, **extra)


def configure(app: Flask) -> None:
    for name, listed in LISTED.items():
        app.cli.add_command(OnDemand(name, listed), name)


def needs_pages(arguments: Sequence[str]) -> bool:
    """Return True where a process needs the whole app: it is no command, or one that needs pages too."""
    if os.environ.get("FLASK_RUN_FROM_CLI") != "true":  # https://flask.palletsprojects.com/en/stable/cli/
        return True
    with_pages = {name for name, listed in LISTED.items() if listed.needs_pages}
    return not with_pages.union(_FLASKS_WITH_PAGES).isdisjoint(arguments)
