"""Responses are compressed, and browsers keep a file for as long as it stays the same.

The address of a file ends in a hash of it, so that what lies under that address never changes. A page may be
compressed although it holds a token: to guess that from lengths (BREACH), another site would have to ask for
the page with the visitor's cookie, which `SameSite=Lax` forbids. Flask-Compress leaves errors as they are.
"""

import hashlib
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request
from flask_compress import Compress

_FOR_A_YEAR = "public, max-age=31536000, immutable"
_ASK_FIRST = "no-cache"
_TEXT = (
    "text/html",
    "text/css",
    "text/csv",
    "text/javascript",
    "text/plain",
    "text/xml",
    "application/json",
    "image/svg+xml",
)


class _Compress(Compress):
    """Flask-Compress alone takes `gzip;q=0` as a request for gzip; it is a refusal (RFC 9110, 12.5.3)."""

    def after_request(self, response: Response | None) -> Response:
        if response is None or self._is_any_accepted():
            return super().after_request(response)
        response.vary.add("Accept-Encoding")
        return response

    def _is_any_accepted(self) -> bool:
        return any(request.accept_encodings.quality(each) > 0 for each in self.enabled_algorithms)


def configure(app: Flask) -> None:
    app.url_defaults(_name_by_hash)
    app.config.update(COMPRESS_MIMETYPES=_TEXT, COMPRESS_STREAMS=False)
    # The last to be added runs first.
    _Compress(app)
    app.after_request(_read_whole)
    app.after_request(_say_how_long)


def _name_by_hash(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == "static" and "filename" in values:
        values.setdefault("v", _hash_of(values["filename"]))


def _hash_of(filename: str) -> str | None:
    """Of what the file holds; None where there is none."""
    file = Path(current_app.static_folder or "", filename)
    try:
        return _hash(file, file.stat().st_mtime_ns)
    except OSError:
        return None


@lru_cache
def _hash(file: Path, changed_at: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]


def _say_how_long(response: Response) -> Response:
    if request.endpoint == "static" and response.status_code in (200, 304):
        asked_for = request.args.get("v")
        is_this_one = asked_for is not None and asked_for == _hash_of((request.view_args or {})["filename"])
        response.headers["Cache-Control"] = _FOR_A_YEAR if is_this_one else _ASK_FIRST
    return response


def _read_whole(response: Response) -> Response:
    """A file as its bytes, so that Flask-Compress can say how long it is when compressed."""
    if response.direct_passthrough and response.status_code == HTTPStatus.OK and _is_text(response):
        response.direct_passthrough = False
        response.make_sequence()
    return response


def _is_text(response: Response) -> bool:
    return response.mimetype in _TEXT
