"""A request is read whole, and found small enough, before anything else is done with it.

So no transaction waits for a client's bytes, whichever server stands in front. What is too large is 413, what
breaks off 400. An id in an address that no row can have, or a NUL, which no database takes, leads to nothing.
"""

from flask import Flask, request
from werkzeug.exceptions import NotFound

from enquiries.web.row_ids import RowId


def configure(app: Flask) -> None:
    """Before every other rule of what happens with a request."""
    app.url_map.converters["int"] = RowId
    app.before_request_funcs.setdefault(None, []).insert(0, read_whole)


def read_whole() -> None:
    request.get_data(parse_form_data=True)
    asked = (request.path, *request.args.keys(), *request.args.values())
    if any("\0" in each for each in asked):
        raise NotFound
