"""What follows a right password, texted code or link: the second step, then the page one wanted."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlencode

from flask import current_app, redirect, render_template, request, session, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from enquiries.accounts import accounts
from enquiries.accounts.models import Account
from enquiries.core.db import commit, db
from enquiries.web.auth import access, identity, kept_form
from enquiries.web.auth.sign_in_form import SignInForm

Page = tuple[str, int] | AnyResponse

_HALF_WAY = "half_way"
_HALF_WAY_FOR = timedelta(minutes=10)
_MOST_ASKED = 50  # fields of a query


def go_on(account: Account) -> Page:
    """The first step is done; commits."""
    if account.totp_secret is None:
        return arrive(account)
    until = (datetime.now(UTC) + _HALF_WAY_FOR).timestamp()
    session[_HALF_WAY] = [account.fs_uniquifier, until]
    commit()
    if kept_form.travelling():
        return ask_second_step()
    return redirect(url_for("second_step.ask", next=wanted()), 303)


def ask_second_step(error: str = "", status: int = 200) -> Page:
    return render_template(
        "auth/sign_in/second_step.html", form=SignInForm(), error=error, next=wanted()
    ), status


def half_way() -> Account | None:
    """Whose first step this browser did a moment ago; None where it did none."""
    session_id, until = session.get(_HALF_WAY, ["", 0])
    if datetime.now(UTC).timestamp() > until:
        return None
    return accounts.account_at_second_step(db.session(), session_id)


def arrive(account: Account) -> Page:
    """They are signed in, and back where they were; commits."""
    session.pop(_HALF_WAY, None)
    identity.sign_in(account, datetime.now(UTC))
    commit()
    typed = kept_form.arrived(account.staff_id)
    page = kept_form.page(typed) if typed is not None else None
    if page is not None:
        return page, 200
    return redirect(wanted() or _home(account), 303)


def wanted() -> str | None:
    """The page of ours that they were led here from."""
    return local_address(request.args.get("next", ""))


def local_address(written: str) -> str | None:
    """The address of the page for staff that this names, built afresh; None where there is no such page.

    What was written never goes into the answer: browsers and parsers differ in what they take for a host.
    """
    path, _, query = written.partition("#")[0].partition("?")
    routes = current_app.url_map.bind("")
    try:
        endpoint, arguments = routes.match(path, method="GET")
    except HTTPException:
        return None
    rule = access.rule_of(current_app, endpoint)
    if rule is None or rule.is_public:
        return None
    return routes.build(endpoint, dict(arguments)) + _query(query)


def _query(written: str) -> str:
    try:
        asked = parse_qsl(written, keep_blank_values=True, max_num_fields=_MOST_ASKED)
    except ValueError:
        return ""
    return f"?{urlencode(asked)}" if asked else ""


def _home(account: Account) -> str:
    if access.lacks_a_centre(account.staff):
        return url_for("admin.set_up")
    return access.menu_for(current_app, account.staff.role)[0].address
