"""The door of the admin pages, and who may do what behind it.

Admins may change everything. Managers may change what belongs to their own centres; anything else is not
there for them.
"""

from datetime import UTC, datetime
from typing import Final

from flask import Blueprint
from werkzeug.exceptions import NotFound

from enquiries.db import db
from enquiries.domain.nouns import Role
from enquiries.models.centre import Centre
from enquiries.models.staff import Staff
from enquiries.services import centres
from enquiries.web.access import allow, centres_of, signed_in

blueprint = Blueprint("admin", __name__, url_prefix="/admin")

# The rules of its views.
managers = allow(Role.MANAGER, Role.ADMIN)
admins = allow(Role.ADMIN)

blueprint.add_app_template_global(signed_in)

# The roles that a manager may give.
_UNDER_A_MANAGER: Final = (Role.RESPONDER, Role.MANAGER)


def is_admin() -> bool:
    return signed_in().role is Role.ADMIN


def own_centre(slug: str) -> Centre:
    """The centre of that name, where it is theirs. Raises NotFound."""
    try:
        centre = centres.by_slug(db.session(), slug)
    except centres.NoSuchCentre:
        raise NotFound from None
    return theirs(centre)


def theirs(centre: Centre | None) -> Centre:
    """The centre, where it is theirs. Raises NotFound."""
    if centre is None or centre.id not in {each.id for each in centres_of(signed_in())}:
        raise NotFound
    return centre


def roles_to_give() -> tuple[Role, ...]:
    return tuple(Role) if is_admin() else _UNDER_A_MANAGER


def may_change(person: Staff) -> bool:
    """Whether somebody works only where whoever is signed in manages, and is not above them."""
    own = {centre.id for centre in centres_of(signed_in())}
    return is_admin() or (
        person.role in _UNDER_A_MANAGER
        and bool(person.centres)
        and all(centre.id in own for centre in person.centres)
    )


@blueprint.app_template_filter("day_and_clock")
def say_clock(moment: datetime) -> str:
    """By the clock of whoever reads: that of their first centre."""
    own = centres_of(signed_in())
    local = moment.astimezone(own[0].zone if own else UTC)
    return f"{local:%a} {local.day} {local:%b %Y, %H:%M}"
