"""Sealing of what is personal.

Each enquiry has a data key of its own; the key is itself sealed by the first of `DATA_KEYS`, and any of them
opens it. Erasing somebody is destroying the data key. A number is found again by a keyed hash (`LOOKUP_KEY`,
which is never rotated with the others), so that the table of enquiries is no list of numbers.

Sealed with AES-256-GCM (NIST SP 800-38D): a 12-byte nonce, then the text and its tag; the name of the column
is authenticated with it, so that a value cannot be moved to another column.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, overload

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_TOKEN_BYTES = 16  # 128 bits, 22 letters

_NONCE = 12
_KEY = 32


class DecryptionError(Exception):
    """A sealed value does not open: its key was destroyed or is not in DATA_KEYS, or it was changed."""


class Keyring:
    """The keys of one installation: `data_keys` as (id, 32 bytes), newest first, and the look-up key."""

    def __init__(self, data_keys: Sequence[tuple[str, bytes]], lookup_key: bytes) -> None:
        self._sealing_id = data_keys[0][0]
        self._ciphers = {key_id: AESGCM(key) for key_id, key in data_keys}
        self._lookup_key = lookup_key

    def new_key(self) -> str:
        """A fresh data key, sealed by the first key: what a row stores."""
        return self._wrap(secrets.token_bytes(_KEY))

    def open_key(self, wrapped: str) -> AESGCM:
        """The cipher of a stored data key. Raises CannotOpen."""
        return AESGCM(self._unwrap(wrapped))

    def rewrap(self, wrapped: str) -> str:
        """The same data key, sealed by the first key of today. Raises CannotOpen."""
        return self._wrap(self._unwrap(wrapped))

    def is_current(self, wrapped: str) -> bool:
        return wrapped.partition(":")[0] == self._sealing_id

    def seal_for_later(self, purpose: str, text: str) -> str:
        """A text that travels with somebody else, such as in a page or a cookie, and comes back to us."""
        nonce = secrets.token_bytes(_NONCE)
        sealed = nonce + self._ciphers[self._sealing_id].encrypt(nonce, text.encode(), purpose.encode())
        return f"{self._sealing_id}:{base64.urlsafe_b64encode(sealed).decode()}"

    def open_again(self, purpose: str, sealed_text: str) -> str:
        """The text of `seal_for_later`. Raises CannotOpen for anything else."""
        key_id, _, text = sealed_text.partition(":")
        try:
            sealed = base64.urlsafe_b64decode(text)
            return self._ciphers[key_id].decrypt(sealed[:_NONCE], sealed[_NONCE:], purpose.encode()).decode()
        except (KeyError, ValueError, InvalidTag) as wrong:
            raise DecryptionError("this was not sealed by us for that") from wrong

    def lookup(self, address: str) -> str:
        """The keyed hash under which a number is found: HMAC-SHA-256, 32 hexadecimal digits of it."""
        return hmac.new(self._lookup_key, address.encode(), hashlib.sha256).hexdigest()[:32]

    def _wrap(self, key: bytes) -> str:
        nonce = secrets.token_bytes(_NONCE)
        sealed = nonce + self._ciphers[self._sealing_id].encrypt(nonce, key, b"data key")
        return f"{self._sealing_id}:{base64.b64encode(sealed).decode()}"

    def _unwrap(self, wrapped: str) -> bytes:
        key_id, _, sealed_text = wrapped.partition(":")
        if key_id not in self._ciphers:
            raise DecryptionError(f"the data key {key_id!r} is not in DATA_KEYS")
        sealed = base64.b64decode(sealed_text)
        try:
            return self._ciphers[key_id].decrypt(sealed[:_NONCE], sealed[_NONCE:], b"data key")
        except InvalidTag as wrong:
            raise DecryptionError(f"the data key {key_id!r} is not the one that sealed this") from wrong


_keyring: Keyring | None = None


def use(keyring: Keyring) -> None:
    """Seal and open with these keys from now on, in this process."""
    global _keyring
    _keyring = keyring


def keyring() -> Keyring:
    if _keyring is None:
        raise RuntimeError("no keys: create_app gives them to models.crypto.use")
    return _keyring


def lookup(address: str) -> str:
    """The keyed hash of a number or sender, by which its rows are found."""
    return keyring().lookup(address)


class Keyed:
    """A row with sealed columns. Where the key lives is the row's own business: `data_key` gives it."""

    if TYPE_CHECKING:

        @property
        def data_key(self) -> str | None: ...

    def _cipher(self) -> AESGCM:
        wrapped = self.data_key
        if wrapped is None:
            raise DecryptionError("the key of this row was destroyed")
        cached: tuple[str, AESGCM] | None = self.__dict__.get("_opened")
        if cached is None or cached[0] != wrapped:
            cached = (wrapped, keyring().open_key(wrapped))
            self.__dict__["_opened"] = cached
        return cached[1]

    def seal(self, label: str, text: str) -> bytes:
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._cipher().encrypt(nonce, text.encode("utf-8", "surrogatepass"), label.encode())

    def unseal(self, label: str, sealed: bytes) -> str:
        """Raises CannotOpen."""
        try:
            opened = self._cipher().decrypt(sealed[:_NONCE], sealed[_NONCE:], label.encode())
        except InvalidTag as wrong:
            raise DecryptionError(f"{label} was not sealed with this row's key") from wrong
        return opened.decode("utf-8", "surrogatepass")


class Sealed:
    """A text of a row, kept sealed in one of its binary columns.

    ::

        _phone: Mapped[bytes | None] = mapped_column("phone")
        phone = Sealed("_phone")
    """

    def __init__(self, column: str) -> None:
        self._column = column

    def __set_name__(self, owner: type, name: str) -> None:
        self._label = f"{owner.__name__}.{name}".lower()

    @overload
    def __get__(self, row: None, owner: type) -> "Sealed": ...
    @overload
    def __get__(self, row: Keyed, owner: type) -> str | None: ...
    def __get__(self, row: Keyed | None, owner: type) -> Any:
        if row is None:
            return self
        sealed: bytes | None = getattr(row, self._column)
        return None if sealed is None else row.unseal(self._label, sealed)

    def __set__(self, row: Keyed, text: str | None) -> None:
        setattr(row, self._column, None if text is None else row.seal(self._label, text))


def new_token() -> str:
    return secrets.token_urlsafe(_TOKEN_BYTES)


def digest(token: str) -> str:
    """Under which a token is found: it is not itself in the database in clear."""
    return hashlib.sha256(token.encode()).hexdigest()
