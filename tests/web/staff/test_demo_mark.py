"""Every page for staff says so where what it shows is a demo history, and none where it is not."""

from datetime import UTC, datetime

import pytest

from enquiries.core import counters
from enquiries.organisation import setup_edition
from enquiries.organisation.snapshot import DEMO_MARK
from tests.support.ringback import Ringback
from tests.web.member import Member

MARK = "Demo history: no real people. Everything before 25 November 2026 is made up."
PAGES = ["/board", "/reports", "/board/search", "/admin", "/account"]


@pytest.fixture
def manager(ringback: Ringback) -> Member:
    return Member(ringback, "dana@example.org")


@pytest.mark.parametrize("page", PAGES)
def test_pages_of_a_demo_history_say_so(ringback: Ringback, manager: Member, page: str) -> None:
    with ringback.session() as session:
        counters.set_checkpoint(session, DEMO_MARK, datetime(2026, 11, 25, tzinfo=UTC))
        setup_edition.new_edition(session)
        session.commit()
    assert MARK in manager.opens(page).text


@pytest.mark.parametrize("page", PAGES)
def test_others_do_not(manager: Member, page: str) -> None:
    assert "Demo history" not in manager.opens(page).text
