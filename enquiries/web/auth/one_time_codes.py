"""One-time codes of the second step: those of an authenticator app (RFC 6238), and the recovery codes.

A code is good for its 30 seconds and for those before and after, since clocks differ; none opens twice.
"""

import re
import secrets
from typing import Any

from flask import current_app
from flask_security import Security, Totp
from qrcode.main import QRCode

from enquiries.accounts.models import Account

_CLOCKS_DIFFER = 30  # seconds
_QUIET = 4  # modules of white around the squares, ISO 18004


class OneTimeCodes(Totp):
    """Flask-Security's, with a memory of the last code, and the secret as it is: its column seals it."""

    def generate_totp_secret(self) -> str:
        return str(self._totp.new().to_json(encrypt=False))

    def get_last_counter(self, user: Any) -> int | None:
        last: int | None = user.totp_counter
        return last

    def set_last_counter(self, user: Any, tmatch: Any) -> None:
        user.totp_counter = tmatch.counter


def _security() -> Security:
    security = current_app.extensions["security"]
    assert isinstance(security, Security)
    return security


def new_secret() -> str:
    return _security().totp_factory.generate_totp_secret()


def opens(account: Account, typed: str) -> bool:
    """Return True where it is a code of their app or an unused one of their list; from now on it is used."""
    code = re.sub(r"[\s-]", "", typed).lower()
    if re.fullmatch(r"[0-9]{6}", code):
        return account.totp_secret is not None and fits(account, account.totp_secret, code)
    unused = account.mf_recovery_codes
    left = [each for each in unused if not _is_same(each, code)]
    account.mf_recovery_codes = left
    return len(left) < len(unused)


def fits(account: Account, secret: str, code: str) -> bool:
    """Return True where an app that knows the secret shows that code now."""
    return _security().totp_factory.verify_totp(code, secret, account, _CLOCKS_DIFFER)  # type: ignore[arg-type]


def new_recovery_codes(account: Account) -> list[str]:
    """Those they had are worth nothing any more."""
    return _security().mf_recovery_codes_util.create_recovery_codes(account)  # type: ignore[arg-type]


def key_of(secret: str) -> str:
    """For typing it in: groups of four letters."""
    return _security().totp_factory.get_totp_pretty_key(secret)


def address_of(secret: str, email: str) -> str:
    """For an app on the same phone: otpauth://totp/…"""
    return _security().totp_factory.get_totp_uri(email, secret)


def squares(text: str) -> tuple[int, str]:
    """A QR code as the side of its square and the path of an SVG: no picture in an address, which the policy
    of our pages forbids."""
    code = QRCode(border=_QUIET)
    code.add_data(text)
    matrix = code.get_matrix()
    dark = [(x, y) for y, row in enumerate(matrix) for x, is_dark in enumerate(row) if is_dark]
    return len(matrix), "".join(f"M{x} {y}h1v1h-1z" for x, y in dark)


def _is_same(code: str, typed: str) -> bool:
    return secrets.compare_digest(code.replace("-", "").encode(), typed.encode())
