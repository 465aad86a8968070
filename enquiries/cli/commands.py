"""The commands of `flask --app wsgi …`, beside `db`, which Flask-Migrate adds."""

from flask import Flask

from enquiries.cli.load import load

_COMMANDS = (load,)


def configure(app: Flask) -> None:
    for command in _COMMANDS:
        app.cli.add_command(command)
