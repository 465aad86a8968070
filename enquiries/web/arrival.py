"""A request is read whole, and found small enough, before anything else is done with it.

So no transaction waits for somebody's bytes, whichever server stands in front. What is too large is 413, what
breaks off 400.
"""

from flask import Flask, request


def configure(app: Flask) -> None:
    """Before every other rule of what happens with a request."""
    app.before_request_funcs.setdefault(None, []).insert(0, _read_whole)


def _read_whole() -> None:
    request.get_data(parse_form_data=True)
