"""How pages and files travel: packed with gzip, and files kept by browsers for as long as they stay the same.

The address of a file ends in a hash of it, so that what lies under that address never changes. A page may be
packed although it holds a token: to guess that from lengths (BREACH), another site would have to ask for the
page with the visitor's cookie, which `SameSite=Lax` forbids.
"""

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request

_FOR_A_YEAR = "public, max-age=31536000, immutable"
_ASK_FIRST = "no-cache"
_NOT_WORTH_IT = 500  # bytes: less than that fits into one packet anyway
_WITHOUT_A_WHOLE_BODY = (204, 206, 304)
_TEXT_BY_ANOTHER_NAME = ("application/json", "application/javascript", "image/svg+xml")


def configure(app: Flask) -> None:
    app.url_defaults(_name_by_hash)
    # those that were added last are asked first
    app.after_request(_pack)
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


def _pack(response: Response) -> Response:
    if response.status_code in _WITHOUT_A_WHOLE_BODY or not _is_text(response) or response.content_encoding:
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip") <= 0 or (response.is_streamed and not _is_file(response)):
        return response
    response.direct_passthrough = False
    whole = response.get_data()
    if len(whole) < _NOT_WORTH_IT:
        return response
    response.set_data(gzip.compress(whole, mtime=0))
    response.content_encoding = "gzip"
    tag, _ = response.get_etag()
    if tag is not None:
        # a weak one means the same thing in other bytes (RFC 9110, 8.8.1)
        response.set_etag(tag, weak=True)
    return response


def _is_text(response: Response) -> bool:
    kind = response.mimetype or ""
    return kind.startswith("text/") or kind in _TEXT_BY_ANOTHER_NAME


def _is_file(response: Response) -> bool:
    return response.direct_passthrough
