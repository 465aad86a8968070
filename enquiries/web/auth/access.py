"""Who may open which route. Every route has a rule; one without is closed to all.

::

    @blueprint.post("/enquiries/<int:enquiry_id>/claim")
    @allow(Role.RESPONDER, Role.MANAGER, Role.ADMIN)
    def claim(enquiry_id: int) -> AnyResponse:
        staff = signed_in()

The rule says who may use the door at all. Whether an enquiry is theirs to see, the view decides by
`centres_of(staff)`, and answers 404 where it is not: that it exists is a secret too.

Signed out, a GET leads to the sign-in and back, and what was typed into a form comes back too; a script
that says `X-Requested-With: fetch` gets 401. A GET begins a transaction that only reads: what changes
anything is a POST, which may write once it is known who sent it, that they may, and that the form is ours.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeVar

from flask import Blueprint, Flask, Response, current_app, g, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import Forbidden, HTTPException, Unauthorized
from werkzeug.wrappers import Response as AnyResponse

from enquiries.accounts import texted_codes
from enquiries.core.db import db, reading, writing
from enquiries.core.enums import Role
from enquiries.organisation import centres, snapshot
from enquiries.organisation.models import Centre, Staff
from enquiries.web import errors, same_origin
from enquiries.web.auth import identity, kept_form, navigation
from enquiries.web.auth.sign_in_form import SignInForm

View = TypeVar("View", bound=Callable[..., object])
Door = TypeVar("Door", bound=Blueprint | Callable[..., object])

_MARK = "rule"
_READING = ("GET", "HEAD", "OPTIONS")
_ENDED = "You were signed out. Nothing is lost: what you wrote will come back when you sign in."


@dataclass(frozen=True)
class AccessRule:
    """Staff in these roles; `roles` is empty where a door is open to all."""

    roles: frozenset[Role] = frozenset()
    # only a moment after they gave their password
    fresh: bool = False
    # also before a required second step is set up
    unready: bool = False
    # a POST that only looks something up, or says itself when it writes
    reads: bool = False

    @property
    def is_public(self) -> bool:
        return not self.roles


PUBLIC: Final = AccessRule()


def allow(
    *roles: Role, fresh: bool = False, unready: bool = False, reads: bool = False
) -> Callable[[View], View]:
    """Only staff in these roles may use the view.

    `fresh`: a quarter of an hour after they signed in they are asked for their password once more.
    `unready`: also those who must have a second step and have not set it up yet.
    `reads`: a POST whose transaction only reads, unless the view says `writing()`.
    """
    assert roles, "say who may: @allow(*Role) is everybody who works here"

    def mark(view: View) -> View:
        setattr(view, _MARK, AccessRule(frozenset(roles), fresh, unready, reads))
        return view

    return mark


def public(door: Door) -> Door:
    """Open to all: a view, or every view of a blueprint that has no rule of its own."""
    setattr(door, _MARK, PUBLIC)
    return door


def rule_of(app: Flask, endpoint: str) -> AccessRule | None:
    """The rule of a route; None where it has none."""
    if endpoint == "static":
        return PUBLIC
    own = getattr(app.view_functions[endpoint], _MARK, None)
    of_all = getattr(app.blueprints.get(endpoint.rpartition(".")[0]), _MARK, None)
    return own or of_all


def signed_in() -> Staff:
    """Who uses this page. Only in views with an `allow` rule."""
    staff = g.staff
    assert isinstance(staff, Staff)
    return staff


def centres_of(staff: Staff) -> list[Centre]:
    """The centres whose enquiries they see: their own; all of them for an admin."""
    return centres.centres_of_staff(db.session(), staff)


def configure(app: Flask) -> None:
    """Before the check of forms' tokens: a signed-out person has no token either."""
    app.before_request(_look_at_who_comes)
    app.after_request(_keep_private)
    app.register_error_handler(CSRFError, _token_ended)
    app.add_template_global(_menu, "staff_menu")
    app.add_template_global(_lacks_a_centre, "lacks_a_centre")
    app.add_template_global(_demo_until, "demo_until")
    app.add_template_global(kept_form.travelling, "kept_form")


def _look_at_who_comes() -> AnyResponse | tuple[str, int] | None:
    if request.endpoint is None:  # nothing is there, which is soon said
        return None
    rule = rule_of(current_app, request.endpoint)
    if rule is None:
        raise Forbidden
    return None if rule.is_public else _look_at_staff(rule)


def configure_writing(app: Flask) -> None:
    """After the check of forms' tokens: only what staff mean to do begins a transaction that writes."""
    app.before_request(_let_staff_write)


def _let_staff_write() -> None:
    if g.get("is_for_staff") and request.method not in _READING:
        rule = rule_of(current_app, request.endpoint or "")
        if rule is not None and not rule.reads:
            writing()


def _look_at_staff(rule: AccessRule) -> AnyResponse | tuple[str, int] | None:
    g.is_for_staff = True
    if request.method in _READING:
        reading()
    account = identity.account()
    if account is None:
        return _sign_in_first("sign_in.ask", "auth/sign_in/password.html")
    g.staff = account.staff
    if account.staff.role not in rule.roles:
        return render_template("staff/not_yours.html", staff=account.staff, roles=sorted(rule.roles)), 403
    if identity.lacks_second_step(account) and not rule.unready:
        return redirect(url_for("account.ask_for_app"), 303)
    if rule.fresh and not identity.is_fresh():
        return _sign_in_first("sign_in.ask_again", "auth/sign_in/again.html")
    return None


def _sign_in_first(door: str, template: str) -> AnyResponse | tuple[str, int]:
    """Back here afterwards; and what was typed into a form is kept meanwhile."""
    if request.headers.get("X-Requested-With") == "fetch":
        raise Unauthorized
    if request.method in _READING:
        return redirect(url_for(door, next=request.full_path.removesuffix("?")), 303)
    if not same_origin.came_from_our_pages():
        return from_elsewhere()
    kept_form.keep()
    email = g.staff.email if "staff" in g else ""
    by_text = texted_codes.is_offered(db.session())
    form = SignInForm(formdata=None)  # what was typed is of another form
    return render_template(template, form=form, error=_ENDED, email=email, next=None, by_text=by_text), 401


def _token_ended(error: CSRFError) -> tuple[str, int] | HTTPException:
    """The page is from before a new sign-in: what was typed is shown, ready to be sent."""
    if "staff" not in g:
        return errors.show(error)
    if not same_origin.came_from_our_pages():
        return from_elsewhere()
    page = kept_form.page_of_this_form()
    return errors.show(error) if page is None else (page, 400)


def from_elsewhere() -> tuple[str, int]:
    """The answer to a form for staff that no page of ours sent: nothing is kept, and no cookie is set."""
    return render_template("staff/from_elsewhere.html"), 403


def _keep_private(response: Response) -> Response:
    if g.get("is_for_staff"):
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def menu_for(app: Flask, role: Role) -> list[navigation.MenuEntry]:
    """Where that role may go."""
    theirs = [entry for entry in navigation.there_is(app) if _is_for(app, entry.endpoint, role)]
    seen = {entry.endpoint for entry in theirs}
    return [entry for entry in theirs if entry.within not in seen]


def _is_for(app: Flask, endpoint: str, role: Role) -> bool:
    rule = rule_of(app, endpoint)
    return rule is not None and role in rule.roles


def lacks_a_centre(staff: Staff) -> bool:
    """Return True for an admin who has yet to set up the first centre."""
    return staff.role is Role.ADMIN and not centres.all_centres(db.session())


def _lacks_a_centre() -> bool:
    return "staff" in g and lacks_a_centre(g.staff)


def _demo_until() -> datetime | None:
    """Up to when (UTC) all that pages show is made up; None where it is not."""
    return snapshot.current_setup(db.session()).demo_until if "staff" in g else None


def _menu() -> list[navigation.MenuEntry]:
    return menu_for(current_app, signed_in().role)
