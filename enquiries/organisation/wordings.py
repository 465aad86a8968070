"""A centre's own wording of texts to the public, and who signed which wording off."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import ForeignKey, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from enquiries.core.base import Base
from enquiries.core.i18n import ENGLISH
from enquiries.organisation.models import Centre, Staff
from enquiries.organisation.setup_edition import PartOfSetup

_VERSION_LENGTH = 8


class CentreWording(PartOfSetup, Base):
    """What a centre says instead of the shipped text `kind`, by its key in `templates/sms/texts.toml`.

    `language` is an ISO 639 code; `words` has {names} that are filled in.
    """

    __tablename__ = "centre_wording"
    __table_args__ = (UniqueConstraint("centre_id", "kind", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"))
    kind: Mapped[str]
    language: Mapped[str] = mapped_column(default=ENGLISH, server_default=ENGLISH)
    words: Mapped[str]

    centre: Mapped[Centre] = relationship()


class SignOff(Base):
    """A clinician answers for one wording of one text. Rows are only ever added.

    It holds only while its `version` is that of the wording in force: an edit or an upgrade ends it.
    `signed_by` is their name and role as typed; `staff` recorded it.
    """

    __tablename__ = "sign_off"
    __table_args__ = (Index("ix_sign_off_text", "centre_id", "kind", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"))
    kind: Mapped[str]
    language: Mapped[str] = mapped_column(default=ENGLISH, server_default=ENGLISH)
    version: Mapped[str]
    signed_by: Mapped[str]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]

    staff: Mapped[Staff] = relationship()


def version_of(words: str) -> str:
    """The version of a wording: the first eight hexadecimal digits of its SHA-256."""
    return sha256(words.encode()).hexdigest()[:_VERSION_LENGTH]


def own_wordings(session: Session, centre: Centre, language: str) -> dict[str, str]:
    """What a centre says instead of shipped texts in a language, by key."""
    of_centre = CentreWording.centre_id == centre.id, CentreWording.language == language
    return {each.kind: each.words for each in session.scalars(select(CentreWording).where(*of_centre))}


def sign_offs(session: Session, centre: Centre, language: str) -> Sequence[SignOff]:
    """Every sign-off of a centre's texts in a language, the oldest first."""
    return session.scalars(
        select(SignOff)
        .where(SignOff.centre_id == centre.id, SignOff.language == language)
        .options(joinedload(SignOff.staff))
        .order_by(SignOff.id)
    ).all()
