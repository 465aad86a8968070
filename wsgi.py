"""The web process: `gunicorn wsgi:app`, or `flask --app wsgi …` for commands."""

import sys

from config import Config, ConfigWrong
from enquiries.app import create_app

try:
    app = create_app(Config.from_env())
except ConfigWrong as wrong:
    sys.exit(str(wrong))
