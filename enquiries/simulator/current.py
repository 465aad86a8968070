"""The exchange of the app that answers this request."""

from flask import current_app

from .exchange import Exchange


def exchange() -> Exchange:
    found: Exchange = current_app.extensions["exchange"]
    return found
