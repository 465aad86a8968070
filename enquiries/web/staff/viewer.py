"""The signed-in person as a viewer of enquiries, and an enquiry that they may see."""

from typing import Final

from werkzeug.exceptions import NotFound

from enquiries.board.viewer import Viewer, find_visible
from enquiries.core.db import db
from enquiries.core.enums import Role
from enquiries.lifecycle.models import Enquiry
from enquiries.web.auth.access import centres_of, signed_in

MAY_TAKE: Final = tuple(role for role in Role if role.may_take)


def viewer() -> Viewer:
    staff = signed_in()
    return Viewer(staff, centres_of(staff))


def visible_enquiry(reference: str) -> Enquiry:
    """The enquiry with that reference. Raises NotFound where it is not theirs: not even that it exists."""
    enquiry = find_visible(db.session(), viewer(), reference)
    if enquiry is None:
        raise NotFound
    return enquiry
