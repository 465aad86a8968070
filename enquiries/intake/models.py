"""Runs of the synthetic enquiry: the service tries itself out, through its own doors."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from enquiries.core.base import Base


class ProbeRun(Base):
    """One synthetic enquiry, from its first text until it was closed, or failed for a reason."""

    __tablename__ = "walk"

    id: Mapped[int] = mapped_column(primary_key=True)
    # of the text that it began with
    sid: Mapped[str] = mapped_column(unique=True)
    began_at: Mapped[datetime]
    # when the provider took the alert
    alerted_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    failure: Mapped[str | None]
