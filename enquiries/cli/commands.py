"""The commands of `flask --app wsgi …`, besides `db`, which Flask-Migrate adds."""

from flask import Flask

from enquiries.cli.admin import admin
from enquiries.cli.demo import demo
from enquiries.cli.doctor import doctor
from enquiries.cli.dump import dump
from enquiries.cli.load import load
from enquiries.cli.oncall import oncall
from enquiries.cli.report import report
from enquiries.cli.staff import staff, test_text
from enquiries.cli.timeline import show_timeline
from enquiries.cli.understand import understand

_COMMANDS = (load, dump, staff, oncall, report, show_timeline, test_text, doctor, admin, demo, understand)


def configure(app: Flask) -> None:
    for command in _COMMANDS:
        app.cli.add_command(command)
