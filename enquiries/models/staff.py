"""The people who answer: who they are, and for which centres."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from enquiries.core.base import Base, words_of
from enquiries.core.enums import Role
from enquiries.models.centre import Centre

works_at = Table(
    "works_at",
    Base.metadata,
    Column("staff_id", ForeignKey("staff.id"), primary_key=True),
    Column("centre_id", ForeignKey("centre.id"), primary_key=True, index=True),
)


class Staff(Base):
    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    mobile: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str] = mapped_column(unique=True)
    role: Mapped[Role] = mapped_column(words_of(Role, "role"))
    active: Mapped[bool] = mapped_column(default=True)
    # when they last answered our test text: alerts reach this phone
    ready_at: Mapped[datetime | None]

    centres: Mapped[list[Centre]] = relationship(secondary=works_at, order_by=Centre.id)

    @property
    def text_name(self) -> str:
        """First name and initial, as texts show it: "Sam C"."""
        first, *rest = self.name.split()
        return f"{first} {rest[-1][0]}" if rest else first

    def works_at(self, centre_id: int) -> bool:
        return any(centre.id == centre_id for centre in self.centres)
