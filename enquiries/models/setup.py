"""A word for what the setup says now, so that a process knows when what it has read is out of date."""

from sqlalchemy.orm import Mapped, mapped_column

from enquiries.core.base import Base


class SetupEdition(Base):
    """One row at most; `edition` is a new random word after each change of the setup."""

    __tablename__ = "setup_edition"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition: Mapped[str]
