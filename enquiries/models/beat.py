"""Signs of life of our own processes, and the lease that makes one of many do the periodic work."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from enquiries.models.base import Base


class Beat(Base):
    """The last sign of life of a process, by name ("worker-host-123", "tick")."""

    __tablename__ = "beat"

    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class Lease(Base):
    """A piece of work that one holder at a time may do, until `until`."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    until: Mapped[datetime]
