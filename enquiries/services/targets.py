"""The targets of an installation, as far as it has written any."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.domain import targets
from enquiries.domain.targets import Targets
from enquiries.models.target import ResponseTarget


def all_targets(session: Session) -> Targets:
    """Its own, and the usual ones for the rest."""
    written = session.scalars(select(ResponseTarget))
    return targets.targets_from(targets.Target(each.of, each.percent, each.seconds) for each in written)
