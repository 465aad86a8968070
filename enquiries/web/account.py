"""One's own account."""

from flask import Blueprint, render_template

from enquiries.domain.nouns import Role
from enquiries.web.access import allow, signed_in

blueprint = Blueprint("account", __name__, url_prefix="/account")


@blueprint.get("")
@allow(*Role)
def show() -> str:
    return render_template("account/show.html", staff=signed_in())
