"""The account with which a member of staff signs in. People who only answer texts need none.

Flask-Security and Flask-Login prescribe the names that begin with `fs_` and `is_`.
"""

import secrets
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from enquiries.core import crypto
from enquiries.core.base import Base
from enquiries.core.crypto import Keyed, Sealed
from enquiries.organisation.models import Staff


def new_session_id() -> str:
    return secrets.token_hex(16)


class Account(Base, Keyed):
    """The account of one member of staff. Its secrets are sealed with a key of its own."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), unique=True)
    # the id in every session of the account; a new value ends them all
    fs_uniquifier: Mapped[str] = mapped_column(unique=True, default=new_session_id)
    # argon2; none until the invitation is taken up
    password: Mapped[str | None]
    # the digest of the live invitation or reset link: an account has one at most
    link_lookup: Mapped[str | None] = mapped_column(unique=True)
    link_ends_at: Mapped[datetime | None]
    # the count of 30 seconds whose code was used last: no code opens twice
    totp_counter: Mapped[int | None]
    texted_code_ends_at: Mapped[datetime | None]
    signed_in_at: Mapped[datetime | None]
    # since when they want the weekly summary; none where they do not
    weekly_summary_from: Mapped[datetime | None]
    key: Mapped[str] = mapped_column(default=lambda: crypto.keyring().new_key())
    _totp_secret: Mapped[bytes | None] = mapped_column("totp_secret")
    _recovery_codes: Mapped[bytes | None] = mapped_column("recovery_codes")
    _texted_code: Mapped[bytes | None] = mapped_column("texted_code")
    totp_secret = Sealed("_totp_secret")
    recovery_codes = Sealed("_recovery_codes")
    texted_code = Sealed("_texted_code")

    staff: Mapped[Staff] = relationship()

    @property
    def data_key(self) -> str:
        return self.key

    @property
    def mf_recovery_codes(self) -> list[str]:
        """The unused recovery codes, under the name that Flask-Security expects."""
        return (self.recovery_codes or "").split()

    @mf_recovery_codes.setter
    def mf_recovery_codes(self, codes: list[str] | None) -> None:
        self.recovery_codes = " ".join(codes) if codes else None

    @property
    def email(self) -> str:
        return self.staff.email

    @property
    def active(self) -> bool:
        return self.staff.active

    is_active = active
    is_authenticated = True
    is_anonymous = False

    def get_id(self) -> str:
        return self.fs_uniquifier
