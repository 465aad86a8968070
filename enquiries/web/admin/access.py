"""The door of the admin pages, and who may do what behind it.

Admins may change everything. Managers may change what belongs to their own centres; anything else is not
there for them.
"""

from datetime import UTC, datetime

from flask import Blueprint
from werkzeug.exceptions import NotFound

from enquiries.core.db import db
from enquiries.core.enums import Role
from enquiries.organisation import centres
from enquiries.organisation.models import Centre, Staff
from enquiries.organisation.staff import UNDER_A_MANAGER, may_administer
from enquiries.web.auth.access import allow, centres_of, signed_in

blueprint = Blueprint("admin", __name__, url_prefix="/admin")

# The rules of its views.
managers = allow(Role.MANAGER, Role.ADMIN)
admins = allow(Role.ADMIN)

blueprint.add_app_template_global(signed_in)


def is_admin() -> bool:
    return signed_in().role is Role.ADMIN


def own_centre(slug: str) -> Centre:
    """The centre of that name, where it is theirs. Raises NotFound."""
    try:
        centre = centres.by_slug(db.session(), slug)
    except centres.NoSuchCentre:
        raise NotFound from None
    return require_own_centre(centre)


def require_own_centre(centre: Centre | None) -> Centre:
    """The centre, where it is theirs. Raises NotFound."""
    if centre is None or centre.id not in {each.id for each in centres_of(signed_in())}:
        raise NotFound
    return centre


def roles_to_give() -> tuple[Role, ...]:
    return tuple(Role) if is_admin() else UNDER_A_MANAGER


def may_change(person: Staff) -> bool:
    """The rule of `organisation.staff.may_administer`, for the person who is signed in."""
    return may_administer(signed_in(), person)


@blueprint.app_template_filter("day_and_clock")
def say_clock(moment: datetime) -> str:
    """Write a time by the reader's clock: that of their first centre."""
    own = centres_of(signed_in())
    local = moment.astimezone(own[0].zone if own else UTC)
    return f"{local:%a} {local.day} {local:%b %Y, %H:%M}"
