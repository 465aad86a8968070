"""Who administers whom: the one rule for people's roles, mobiles, centres and sign-ins."""

from typing import Final

from enquiries.core.enums import Role
from enquiries.models.staff import Staff

# The roles that a manager gives, and the people that a manager administers.
UNDER_A_MANAGER: Final = (Role.RESPONDER, Role.MANAGER)


def may_administer(by: Staff, person: Staff) -> bool:
    """An admin administers everybody; a manager only people who work nowhere but at the manager's centres.

    With the sign-in of somebody who also works elsewhere, a manager could read another centre's enquiries.
    """
    if by.role is Role.ADMIN:
        return True
    own = {centre.id for centre in by.centres}
    everywhere = {centre.id for centre in person.centres}
    return (
        by.role is Role.MANAGER and person.role in UNDER_A_MANAGER and bool(everywhere) and everywhere <= own
    )
