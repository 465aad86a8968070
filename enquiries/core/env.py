"""How the text of a setting is read: each function takes what was written and returns what it means.

Each raises ValueError with what to write instead, to be put after the setting's name. What may hold a secret
is never repeated in the complaint: it could be a real key with a slip in it.
"""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Final, TypeVar
from urllib.parse import urlsplit

KEY_BYTES: Final = 32  # AES-256 and HMAC-SHA256 alike

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True)
class DataKey:
    """A key that seals personal data; its id stays with what it sealed, so that an old key still opens."""

    id: str
    key: bytes = field(repr=False)


def one_of(choices: type[Choice]) -> Callable[[str], Choice]:
    def read(text: str) -> Choice:
        if text not in list(choices):
            raise ValueError(f"{text!r} is none of {', '.join(choices)}")
        return choices(text)

    return read


def whole_number(least: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,6}", text) or int(text) < least:
            raise ValueError(f"{text!r} is not a whole number of at least {least}")
        return int(text)

    return read


def key(text: str) -> bytes:
    """32 bytes in base64."""
    try:
        read = base64.b64decode(text, validate=True)
    except ValueError:
        raise ValueError("not base64") from None
    if len(read) != KEY_BYTES:
        raise ValueError(f"{len(read)} bytes long where {KEY_BYTES} are needed")
    return read


def data_keys(text: str) -> tuple[DataKey, ...]:
    """`id:base64,id:base64`, in the order written."""
    keys = []
    for place, pair in enumerate(text.split(","), start=1):
        id, colon, encoded = pair.strip().partition(":")
        if not colon or not re.fullmatch(r"[A-Za-z0-9_.-]{1,32}", id):
            raise ValueError(f"key {place} is not written id:base64")
        try:
            keys.append(DataKey(id, key(encoded)))
        except ValueError as wrong:
            raise ValueError(f"key {place} is {wrong}") from None
    if len({each.id for each in keys}) < len(keys):
        raise ValueError("two keys have the same id")
    return tuple(keys)


def one_or_two(text: str) -> tuple[str, ...]:
    """A secret, or two with a comma between them while rotating."""
    parts = tuple(part.strip() for part in text.split(","))
    if not all(parts) or len(parts) > 2:
        raise ValueError("write one, or two with a comma between them while rotating")
    return parts


def url(*schemes: str) -> Callable[[str], str]:
    starts = tuple(f"{scheme}://" for scheme in schemes)

    def read(text: str) -> str:
        if not text.startswith(starts):
            raise ValueError(f"must begin with {' or '.join(starts)}")
        return text

    return read


def base_url(text: str) -> str:
    """An address that others append a path to: no slash at its end. Plain http never leaves the machine."""
    parts = urlsplit(text)
    host = parts.hostname or ""
    safe = parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(host))
    if not (host and safe) or parts.query or parts.fragment or parts.username:
        raise ValueError("write https://host, or http:// on a loopback address")
    return text.rstrip("/")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def database_url(project: Path) -> Callable[[str], str]:
    """A relative SQLite path is taken from the project; Flask-SQLAlchemy would look under `instance/`."""

    def read(text: str) -> str:
        if text.startswith("sqlite:///") and ":memory:" not in text:
            return f"sqlite:///{project / text.removeprefix('sqlite:///')}"
        if text.startswith("postgresql+psycopg://"):
            return text
        if text.startswith(("postgresql:", "postgres:")):
            raise ValueError("write postgresql+psycopg:// before the rest of the address")
        raise ValueError("must begin with sqlite:/// and a file, or postgresql+psycopg://")

    return read


def e164(text: str) -> str:
    if not re.fullmatch(r"\+[1-9][0-9]{6,14}", text):
        raise ValueError(f"{text!r} is not written like +447700900123")
    return text


def email(text: str) -> str:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", text):
        raise ValueError(f"{text!r} is not an email address")
    return text
