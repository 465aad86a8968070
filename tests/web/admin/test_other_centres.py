"""Nothing of another centre is on any admin page: each of them is walked as a manager who works elsewhere."""

import re
from collections.abc import Iterator
from itertools import product

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from enquiries.accounts.models import Account
from enquiries.alarms import alarms
from enquiries.alarms.rules import AlarmKind, Cause
from enquiries.audit.models import Amendment
from enquiries.core import crypto
from enquiries.core.base import Base
from enquiries.lifecycle.models import Enquiry, TimelineEntry
from enquiries.messaging.models import InboxState, Incoming, OptOut, Outgoing
from enquiries.messaging.permission_rules import OptOutSource
from enquiries.organisation.models import Centre, Keyword, Number, Staff
from enquiries.setup import dump
from enquiries.setup.toml import write_setup_file
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.member import Member
from tests.web.page_form import change

ALEX, JO = "+447700900123", "+447700900124"
_KEPT: tuple[type[Base], ...] = (Account, Amendment, Enquiry, Incoming, OptOut, Outgoing, TimelineEntry)

# These have nothing of one centre in their address; what is on them is looked at below.
OF_NO_CENTRE = {
    "/admin",
    "/admin/accounts",
    "/admin/alarms",
    "/admin/keywords/new",
    "/admin/numbers",
    "/admin/opt-outs",
    "/admin/opt-outs/add",
    "/admin/opt-outs/lift",
    "/admin/staff",
    "/admin/staff/new",
    "/admin/texts",
}


@pytest.fixture
def leila(ringback: Ringback) -> Member:
    """Of Willow London; nothing of Willow House is hers."""
    return Member(ringback, "leila@example.org")


@pytest.fixture
def quitter(ringback: Ringback) -> str:
    """The look-up of Alex, who wrote QUIT to Willow House."""
    with ringback.session() as session:
        lookup = crypto.lookup(ALEX)
        session.add(
            OptOut(lookup=lookup, at=ringback.now, source=OptOutSource.TEXTED, word="QUIT", ambiguous=True)
        )
        session.add(_text(ringback, ALEX, "83222", "QUIT", InboxState.DONE))
        session.commit()
        return lookup


def _text(ringback: Ringback, sender: str, to: str, body: str, state: InboxState) -> Incoming:
    incoming = Incoming(
        sid="SM" + crypto.lookup(sender + to + body)[:32],
        received_at=ringback.now,
        to=to,
        opt_out_type="",
        state=state,
        attempts=3,
        next_try_at=ringback.now.replace(year=2027),
        sender_lookup=crypto.lookup(sender),
        key=crypto.keyring().new_key(),
    )
    incoming.sender, incoming.body = sender, body
    return incoming


@pytest.fixture
def failed_text(ringback: Ringback) -> int:
    """A text to Willow House that was not understood."""
    with ringback.session() as session:
        incoming = _text(ringback, JO, "83222", "please call", InboxState.FAILED)
        session.add(incoming)
        session.commit()
        return incoming.id


@pytest.fixture
def of_house(ringback: Ringback, failed_text: int) -> dict[str, list[object]]:
    """What the addresses of admin pages may be about, all of Willow House."""
    with ringback.session() as session:
        house = session.scalars(select(Centre).where(Centre.slug == "willow-house")).one()
        numbers = session.scalars(select(Number.id).where(Number.centre_id == house.id)).all()
        keywords = session.scalars(select(Keyword.id).where(Keyword.centre_id == house.id)).all()
        staff = [each.id for each in session.scalars(select(Staff)) if each.works_at(house.id)]
        return {
            "slug": [house.slug],
            "number_id": list(numbers),
            "keyword_id": list(keywords),
            "staff_id": list(staff),
            "text_id": [failed_text],
            "kind": ["answers.cost", "written.try_again"],
        }


def admin_rules(app: Flask) -> Iterator[Rule]:
    return (rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/admin"))


def everything(ringback: Ringback) -> tuple[object, ...]:
    """All that an admin page could change, as it is now."""
    with ringback.session() as session:
        session.expire_all()
        rows = [
            tuple(getattr(row, column.key) for column in table.__mapper__.column_attrs)
            for table in _KEPT
            for row in session.scalars(select(table))
        ]
        return write_setup_file(dump.dump_settings(session, ringback.now)), tuple(map(str, rows))


def test_no_address_leads_to_another_centre(
    ringback: Ringback, leila: Member, of_house: dict[str, list[object]], quitter: str
) -> None:
    token, before, walked = leila.token("/admin/opt-outs"), everything(ringback), 0
    for rule in admin_rules(ringback.app):
        if rule.rule in OF_NO_CENTRE:
            continue
        arguments = sorted(rule.arguments)
        for values in product(*(of_house[each] for each in arguments)):
            named = dict(zip(arguments, values, strict=True))
            address = re.sub(r"<(?:\w+:)?(\w+)>", lambda match: str(named[match[1]]), rule.rule)  # noqa: B023
            for method in rule.methods & {"GET", "POST"} if rule.methods else ():
                form = {"csrf_token": token, "lookup": quitter, "phone": "nonsense", "reason": "spam"}
                answer = leila.client.open(address, method=method, data=form if method == "POST" else None)
                assert answer.status_code in (403, 404), (method, address, answer.status)
                walked += 1
    assert walked > 40
    assert everything(ringback) == before


def test_no_list_shows_what_is_of_another_centre(
    ringback: Ringback, leila: Member, of_house: dict[str, list[object]], quitter: str
) -> None:
    with ringback.session() as session:
        house = session.scalars(select(Centre).where(Centre.slug == "willow-house")).one()
        cause = Cause(AlarmKind.NOBODY_ON_CALL, "no one on call", f"centre {house.id}", house.id)
        alarms.raise_alarm(session, ringback.now, cause)
        session.commit()
    for address in sorted(OF_NO_CENTRE - {"/admin/opt-outs/add", "/admin/opt-outs/lift"}):
        page = leila.opens(address).text
        # Priya works at both, and is listed with where she works
        for secret in (
            "83222",
            "Sam Carter",
            "Dana Brooks",
            "QUIT”",
            "no one on call",
            'class="tag warns">1<',
        ):
            assert secret not in page, (address, secret)
        assert ("Willow House" in page) == (address == "/admin/staff"), address


def test_texts_to_another_centre_are_not_shown_beside_ones_own(
    ringback: Ringback, leila: Member, quitter: str
) -> None:
    with ringback.session() as session:
        session.add(_text(ringback, ALEX, "+447700900100", "QUIT please", InboxState.DONE))
        session.commit()
    token = leila.token("/admin/opt-outs")
    page = leila.posts("/admin/opt-outs/show", csrf_token=token, lookup=quitter).text
    assert "<p>QUIT please</p>" in page
    assert "<p>QUIT</p>" not in page
    # and whose latest text it is decides: it is Dana's no more
    dana = Member(ringback, "dana@example.org")
    token = dana.token("/admin/opt-outs")
    assert dana.posts("/admin/opt-outs/show", csrf_token=token, lookup=quitter).status_code == 404


def test_rows_of_another_centre_are_not_taken_by_ones_own_forms(
    ringback: Ringback, leila: Member, sam: Phone
) -> None:
    before = everything(ringback)
    shifts = change(
        leila, "/admin/centres/willow-london/shifts", staff_9="sam@example.org", level_9="1",
        days_9=["sat"], start_9="10:00", end_9="12:00",
    )  # fmt: skip
    ladder = change(leila, "/admin/centres/willow-london/ladder", after_9="9m", to_9="staff:sam@example.org")
    keyword = change(leila, "/admin/keywords/new", word="HOPE", number="83222", centre="willow-london")
    person = change(
        leila, "/admin/staff/new", name="Ben", email="ben@example.org", mobile="07700 900011",
        role="responder", centres=["willow-house"],
    )  # fmt: skip
    for page in (shifts, ladder, keyword, person):
        assert page.status_code == 422
    assert everything(ringback) == before
