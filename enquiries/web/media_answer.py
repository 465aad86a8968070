"""The answer to a press that opens what came with a text: the thing itself, with no page of ours around it.

A browser shows only what cannot hold a script; the rest is saved as a file. Nothing else of ours is within
its reach (`sandbox`), and no cache keeps it.
"""

import base64
from typing import Final

from flask import Response, current_app, make_response, render_template

from enquiries.core.db import db
from enquiries.media.fetch import MediaFetcher
from enquiries.media.items import FetchedMedia, MediaItem, MediaNotFetched, MediaProblem

Opened = FetchedMedia | MediaProblem

_PLAIN: Final = frozenset({"text/plain", "text/vcard", "text/x-vcard"})
_PICTURES: Final = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
_PLAYED: Final = frozenset({"audio/mp3", "audio/mp4", "audio/mpeg", "audio/ogg", "video/mp4", "video/ogg"})
# What browsers don't show or play, and the end of its file's name.
_SAVED: Final = {
    "application/pdf": ".pdf",
    "audio/3gpp": ".3gp",
    "audio/amr": ".amr",
    "video/3gpp": ".3gp",
}
_UNKNOWN = "application/octet-stream"
_POLICY = "sandbox; default-src 'none'"


def fetch(item: MediaItem) -> Opened:
    """Fetch it, with no transaction open: whatever was read before must be looked at again."""
    db.session.rollback()
    fetcher: MediaFetcher = current_app.extensions["media"]
    try:
        return fetcher.fetch(item.address)
    except MediaNotFetched as why:
        return why.problem


def problem_of(opened: Opened) -> MediaProblem | None:
    return opened if isinstance(opened, MediaProblem) else None


def answer(opened: Opened, item: MediaItem, back: str) -> Response:
    """The thing itself; or a page that says why not, with the way `back`."""
    if isinstance(opened, FetchedMedia):
        return _show(opened)
    page = render_template("media/not_opened.html", item=item, problem=opened, back=back)
    return make_response(page, 404 if opened is MediaProblem.GONE else 502)


def _show(media: FetchedMedia) -> Response:
    answer = Response(media.data, content_type=media.type)
    answer.headers["Content-Disposition"] = "inline"
    answer.headers["Content-Security-Policy"] = _POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if media.type in _PLAIN:
        answer.content_type = "text/plain; charset=utf-8"
    elif media.type in _PICTURES:
        # Browsers fit a picture to the window by a style.
        answer.headers["Content-Security-Policy"] = f"{_POLICY}; style-src 'unsafe-inline'"
    elif media.type in _PLAYED:
        _put_into_a_player(answer, media)
    else:
        answer.content_type = media.type if media.type in _SAVED else _UNKNOWN
        end = _SAVED.get(media.type, "")
        answer.headers["Content-Disposition"] = f'attachment; filename="from-a-text{end}"'
    return answer


def _put_into_a_player(answer: Response, media: FetchedMedia) -> None:
    """A page that holds it. A browser's own player would ask for the same address again, without a press."""
    address = f"data:{media.type};base64,{base64.b64encode(media.data).decode()}"
    answer.content_type = "text/html; charset=utf-8"
    answer.headers["Content-Security-Policy"] = f"{_POLICY}; media-src data:"
    answer.set_data(render_template("media/player.html", kind=media.type.partition("/")[0], address=address))
