"""The chain over the timeline: one row for each entry, added soon after it was committed, and never changed.

Each row's hash covers the row before it, so that no entry can be changed, taken out or put in unseen.
"""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from enquiries.core.base import Base, words_of
from enquiries.verify import LinkKind


class ChainLink(Base):
    __tablename__ = "timeline_chain"

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[LinkKind] = mapped_column(words_of(LinkKind, "kind"))
    # the entry of the timeline; no foreign key, so that one that is gone is a finding
    entry_id: Mapped[int | None] = mapped_column(unique=True)
    sealed_at: Mapped[datetime]
    # SHA-256 in hexadecimal
    hash: Mapped[str]
