"""Who may open which door. Every route has a rule; one without opens to nobody.

::

    @blueprint.post("/enquiries/<int:enquiry_id>/claim")
    @allow(Role.RESPONDER, Role.MANAGER, Role.ADMIN)
    def claim(enquiry_id: int) -> AnyResponse:
        staff = signed_in()

The rule says who may use the door at all. Whether an enquiry is theirs to see, the view decides by
`centres_of(staff)`, and answers 404 where it is not: that it exists is a secret too.

Signed out, a GET leads to the sign-in and back; a script that says `X-Requested-With: fetch` gets 401. A GET
begins a transaction that only reads: what changes anything is a POST.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from flask import Blueprint, Flask, Response, current_app, g, redirect, render_template, request, url_for
from werkzeug.exceptions import Forbidden, Unauthorized
from werkzeug.wrappers import Response as AnyResponse

from enquiries.db import db, reading
from enquiries.domain.nouns import Role
from enquiries.models.centre import Centre
from enquiries.models.staff import Staff
from enquiries.services import centres
from enquiries.web import identity, navigation

View = TypeVar("View", bound=Callable[..., object])
Door = TypeVar("Door", bound=Blueprint | Callable[..., object])

_MARK = "rule"
_READING = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True)
class Rule:
    """Staff in these roles; `roles` is empty where a door is open to all."""

    roles: frozenset[Role] = frozenset()

    @property
    def is_public(self) -> bool:
        return not self.roles


PUBLIC: Final = Rule()


def allow(*roles: Role) -> Callable[[View], View]:
    """Only staff in these roles may use the view."""
    assert roles, "say who may: @allow(*Role) is everybody who works here"

    def mark(view: View) -> View:
        setattr(view, _MARK, Rule(frozenset(roles)))
        return view

    return mark


def public(door: Door) -> Door:
    """Open to all: a view, or every view of a blueprint that has no rule of its own."""
    setattr(door, _MARK, PUBLIC)
    return door


def rule_of(app: Flask, endpoint: str) -> Rule | None:
    """The rule of a route; None where nobody gave it one."""
    if endpoint == "static":
        return PUBLIC
    own = getattr(app.view_functions[endpoint], _MARK, None)
    of_all = getattr(app.blueprints.get(endpoint.rpartition(".")[0]), _MARK, None)
    return own or of_all


def signed_in() -> Staff:
    """Who uses this page. Only in views that `allow` somebody."""
    staff = g.staff
    assert isinstance(staff, Staff)
    return staff


def centres_of(staff: Staff) -> list[Centre]:
    """The centres whose enquiries they see: their own; all of them for an admin."""
    return centres.of_staff(db.session(), staff)


def configure(app: Flask) -> None:
    """Before the check of forms' tokens: whoever is signed out has no token either."""
    app.before_request(_look_at_who_comes)
    app.after_request(_keep_private)
    app.add_template_global(_menu, "staff_menu")


def _look_at_who_comes() -> AnyResponse | tuple[str, int] | None:
    if request.endpoint is None:  # nothing is there, which is soon said
        return None
    rule = rule_of(current_app, request.endpoint)
    if rule is None:
        raise Forbidden
    return None if rule.is_public else _look_at_staff(rule)


def _look_at_staff(rule: Rule) -> AnyResponse | tuple[str, int] | None:
    g.is_for_staff = True
    if request.method in _READING:
        reading()
    account = identity.account()
    if account is None:
        return _sign_in_first()
    g.staff = account.staff
    if account.staff.role not in rule.roles:
        return render_template("staff/not_yours.html", staff=account.staff, roles=sorted(rule.roles)), 403
    return None


def _sign_in_first() -> AnyResponse:
    if request.headers.get("X-Requested-With") == "fetch":
        raise Unauthorized
    wanted = request.full_path.removesuffix("?") if request.method in _READING else None
    return redirect(url_for("sign_in.ask", next=wanted), 303)


def _keep_private(response: Response) -> Response:
    if g.get("is_for_staff"):
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def _menu() -> list[navigation.Entry]:
    """Where this person may go from here."""
    role = signed_in().role
    rules = {each: rule_of(current_app, each.endpoint) for each in navigation.there_is(current_app)}
    return [entry for entry, rule in rules.items() if rule is not None and role in rule.roles]
