"""What can come with a text: a picture, a voice note, a contact.

As at Twilio, the address that the webhook gets answers with another one, where the content is. `location` is
that other one; empty for the stand-in's own.
Source: https://www.twilio.com/docs/messaging/api/media-resource
"""

import base64
import binascii
import secrets
import struct
import zlib
from dataclasses import dataclass, field

_WIDTH, _HEIGHT = 160, 120
_MOST = 10


def _new_sid() -> str:
    return "ME" + secrets.token_hex(16)


@dataclass(frozen=True)
class Media:
    """One thing that came with a text; `content` is in base64."""

    type: str = "image/png"
    content: str = ""
    location: str = ""
    sid: str = field(default_factory=_new_sid)

    @property
    def data(self) -> bytes:
        """The content; a small picture where none was given."""
        return base64.b64decode(self.content) if self.content else picture()


def read_media(value: object) -> list[Media]:
    """Read a list of objects with `type`, `content` (base64) and `location`, each of which may be missing.

    Raises ValueError where it is none.
    """
    wanted = ValueError(f"media: at most {_MOST} objects with type, content (base64) and location")
    if not isinstance(value, list) or len(value) > _MOST:
        raise wanted
    return [_read_one(each, wanted) for each in value]


def _read_one(value: object, wanted: ValueError) -> Media:
    if not isinstance(value, dict) or not value.keys() <= {"type", "content", "location"}:
        raise wanted
    if not all(isinstance(each, str) for each in value.values()):
        raise wanted
    try:
        base64.b64decode(value.get("content", ""), validate=True)
    except binascii.Error:
        raise wanted from None
    return Media(**value)


def picture() -> bytes:
    """A small PNG: hills under an evening sky (https://www.w3.org/TR/png-3/)."""
    rows = b"".join(b"\0" + b"".join(_colour(x, y) for x in range(_WIDTH)) for y in range(_HEIGHT))
    header = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    chunks = (b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _colour(x: int, y: int) -> bytes:
    hill = _HEIGHT - 30 - (x * (_WIDTH - x)) // 200
    if y > hill:
        return bytes((46, 92 + y // 4, 74))
    return bytes((250 - y // 2, 180 - y // 2, 120 + y // 2))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
