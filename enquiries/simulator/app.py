"""The stand-in's Flask app: Twilio's REST API, an API for tests, and a page of phones.

It stands where Twilio would: it knows the address of a webhook, and nothing of what the application is for.
"""

from flask import Flask

from .control import control
from .delivery import resume
from .exchange import Exchange
from .page import page
from .rest import rest
from .settings import Settings
from .surroundings import surroundings


def create_simulator(settings: Settings) -> Flask:
    """Make the app. Its `extensions["exchange"]` runs threads, which end at its `stop`.

    Raises RecordUnreadable.
    """
    app = Flask(__name__)
    app.extensions["exchange"] = exchange = Exchange(settings)
    resume(exchange)
    for blueprint in (rest, control, surroundings, page):
        app.register_blueprint(blueprint)
    return app
