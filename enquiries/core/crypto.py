"""Encryption of personal data.

Each enquiry has its own data key, sealed by the first of `DATA_KEYS`; any of them opens it. Destroying the
data key erases the person. Numbers are looked up by a keyed hash (`LOOKUP_KEY`, which is never rotated with
the others), so that the table of enquiries is not a list of phone numbers.

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

_TOKEN_BYTES = 16  # 128 bits, 22 characters in base64
_NONCE = 12  # bytes
_KEY = 32  # bytes
_DATA_KEY = b"data key"  # what a sealed data key is authenticated as


class DecryptionError(Exception):
    """A sealed value cannot be opened: its key was destroyed or is not in DATA_KEYS, or it was altered."""


class Keyring:
    """The keys of one installation: `data_keys` as (id, 32 bytes), newest first, and the look-up key."""

    def __init__(self, data_keys: Sequence[tuple[str, bytes]], lookup_key: bytes) -> None:
        self._sealing_id = data_keys[0][0]
        self._ciphers = {key_id: AESGCM(key) for key_id, key in data_keys}
        self._lookup_key = lookup_key

    def new_key(self) -> str:
        """Return a new data key, sealed by the first key, for a row to store."""
        nonce = secrets.token_bytes(_NONCE)
        sealed = nonce + self._ciphers[self._sealing_id].encrypt(nonce, secrets.token_bytes(_KEY), _DATA_KEY)
        return f"{self._sealing_id}:{base64.b64encode(sealed).decode()}"

    def open_key(self, wrapped: str) -> AESGCM:
        """Return the cipher of a stored data key. Raises DecryptionError."""
        key_id, _, sealed_text = wrapped.partition(":")
        if key_id not in self._ciphers:
            raise DecryptionError(f"the data key {key_id!r} is not in DATA_KEYS")
        sealed = base64.b64decode(sealed_text)
        try:
            return AESGCM(self._ciphers[key_id].decrypt(sealed[:_NONCE], sealed[_NONCE:], _DATA_KEY))
        except InvalidTag as wrong:
            raise DecryptionError(f"the data key {key_id!r} is not the one that sealed this") from wrong

    def seal_for_later(self, purpose: str, text: str) -> str:
        """Seal a text that leaves the service, in a page or a cookie, and is sent back later."""
        nonce = secrets.token_bytes(_NONCE)
        sealed = nonce + self._ciphers[self._sealing_id].encrypt(nonce, text.encode(), purpose.encode())
        return f"{self._sealing_id}:{base64.urlsafe_b64encode(sealed).decode()}"

    def open_again(self, purpose: str, sealed_text: str) -> str:
        """Return the text given to `seal_for_later` for that purpose. Raises DecryptionError."""
        key_id, _, text = sealed_text.partition(":")
        try:
            sealed = base64.urlsafe_b64decode(text)
            return self._ciphers[key_id].decrypt(sealed[:_NONCE], sealed[_NONCE:], purpose.encode()).decode()
        except (KeyError, ValueError, InvalidTag) as wrong:
            raise DecryptionError("this was not sealed here for that purpose") from wrong

    def lookup(self, address: str) -> str:
        """Return the keyed hash of an address: the first 32 hexadecimal digits of HMAC-SHA-256."""
        return hmac.new(self._lookup_key, address.encode(), hashlib.sha256).hexdigest()[:32]


_keyring: Keyring | None = None


def use(keyring: Keyring) -> None:
    """Use these keys from now on, in this process."""
    global _keyring
    _keyring = keyring


def keyring() -> Keyring:
    """Return the keys of this process. Raises RuntimeError before `use`."""
    if _keyring is None:
        raise RuntimeError("no keys: create_app passes them to crypto.use")
    return _keyring


def lookup(address: str) -> str:
    """Return the keyed hash by which the rows of a number or sender are found."""
    return keyring().lookup(address)


class Keyed:
    """A row with sealed columns. `data_key` is its sealed key, None once that was destroyed."""

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
        """Seal a text for the column `label`. Raises DecryptionError where the key was destroyed."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._cipher().encrypt(nonce, text.encode("utf-8", "surrogatepass"), label.encode())

    def unseal(self, label: str, sealed: bytes) -> str:
        """Open a sealed column. Raises DecryptionError."""
        try:
            opened = self._cipher().decrypt(sealed[:_NONCE], sealed[_NONCE:], label.encode())
        except InvalidTag as wrong:
            raise DecryptionError(f"{label} was not sealed with this row's key") from wrong
        return opened.decode("utf-8", "surrogatepass")


class Sealed:
    """A text attribute that is stored sealed in a binary column of the row.

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
    """Return a random token of 22 URL-safe characters."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def digest(token: str) -> str:
    """Return the hash under which a token is stored, so that the database never holds the token itself."""
    return hashlib.sha256(token.encode()).hexdigest()
