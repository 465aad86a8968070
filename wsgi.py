"""The web process: `gunicorn wsgi:app`, or `flask --app wsgi …` for commands."""

import sys

from flask import Flask

from config import Config, ConfigWrong
from enquiries.cli.commands import needs_pages

try:
    config = Config.from_env()
except ConfigWrong as wrong:
    sys.exit(str(wrong))
# A command that needs no pages does not wait for them to be read.
if needs_pages(sys.argv):
    from enquiries.app import create_app

    app: Flask = create_app(config)
else:
    from enquiries.base_app import create_base_app

    app = create_base_app(config)
