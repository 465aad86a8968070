"""What is changed in the log by hand is found, and by which check; what the product does is not."""

import pytest

from tests.chain.records import change_by_hand, findings, head, notes, seal
from tests.support.phone import Phone
from tests.support.ringback import Ringback

pytestmark = pytest.mark.both_databases


@pytest.fixture
def conversation(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> Ringback:
    """Asked for, taken, called and booked, a minute each, and sealed at every step."""
    seal(ringback)
    the_enquirer.texts("HELP").expects("You did the right thing")
    seal(ringback)
    ringback.wait(minutes=1)
    sam.expects("new call-back").replies("{code} Y").expects("{code} is yours")
    seal(ringback)
    ringback.wait(minutes=1)
    sam.replies("{code} CALLING").ignores_the_rest()
    ringback.wait(minutes=1)
    sam.replies("{code} DONE BOOKED").ignores_the_rest()
    seal(ringback)
    the_enquirer.ignores_the_rest()
    return ringback


def test_what_the_product_writes_is_in_order(conversation: Ringback) -> None:
    assert findings(conversation) == []
    assert notes(conversation) == []


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE timeline SET at = '2026-01-14 02:14:30.000000' WHERE id = CLAIMED", "its hash is"),
        ("UPDATE timeline SET staff_id = 3 WHERE id = CLAIMED", "was changed: its hash is"),
        ("UPDATE timeline SET what = 'noted' WHERE id = CLAIMED", "was changed: its hash is"),
        ("UPDATE timeline SET detail = '{}' WHERE what = 'closed'", "was changed: its hash is"),
        ("DELETE FROM timeline WHERE id = CLAIMED", "was sealed here, and is gone"),
        ("UPDATE timeline_chain SET hash = '00' WHERE entry_id = CLAIMED", "was changed: its hash is 00"),
        ("DELETE FROM timeline_chain WHERE entry_id = CLAIMED", "links are missing or moved"),
        ("UPDATE timeline_chain SET kind = 'older' WHERE entry_id = CLAIMED", "was changed: its hash is"),
        (
            "UPDATE timeline_chain SET sealed_at = '2026-01-14 02:13:00.000000' WHERE entry_id = CLAIMED",
            "before the link ahead of it",
        ),
    ],
)  # fmt: skip
def test_what_is_changed_in_the_log_is_found(conversation: Ringback, statement: str, found: str) -> None:
    claimed = "(SELECT MIN(id) FROM timeline WHERE what = 'claimed')"
    change_by_hand(conversation, statement.replace("CLAIMED", claimed))
    assert any(found in each for each in findings(conversation)), findings(conversation)


@pytest.mark.parametrize("table", ["timeline", "timeline_chain"])
def test_two_that_are_swapped_are_found(conversation: Ringback, table: str) -> None:
    key = "id" if table == "timeline" else "position"
    swap = ("UPDATE TABLE SET KEY = 1000 WHERE KEY = 3", "UPDATE TABLE SET KEY = 3 WHERE KEY = 4",
            "UPDATE TABLE SET KEY = 4 WHERE KEY = 1000")  # fmt: skip
    change_by_hand(conversation, *(each.replace("TABLE", table).replace("KEY", key) for each in swap))
    assert sum("was changed: its hash is" in each for each in findings(conversation)) >= 2


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("received_at", "'2026-01-14 02:14:01.000000'", "its timeline says 2026-01-14T02:14:00.000000Z"),
        ("alerted_at", "'2026-01-14 02:10:00.000000'", "its timeline says 2026-01-14T02:14:00.000000Z"),
        ("alerted_at", "NULL", "its timeline says 2026-01-14T02:14:00.000000Z"),
        ("claimed_at", "'2026-01-14 02:14:10.000000'", "its timeline says 2026-01-14T02:15:00.000000Z"),
        ("first_call_at", "'2026-01-14 02:15:00.000000'", "its timeline says 2026-01-14T02:16:00.000000Z"),
        ("reached_at", "NULL", "its timeline says 2026-01-14T02:17:00.000000Z"),
        ("closed_at", "'2026-01-14 02:16:00.000000'", "its timeline says 2026-01-14T02:17:00.000000Z"),
        ("outcome", "'spam'", "its timeline says booked"),
        ("attempts", "7", "its timeline says 1"),
        ("claimed_by_id", "3", "its timeline says 1"),
    ],
)  # fmt: skip
def test_a_time_of_an_enquiry_that_its_timeline_does_not_bear_out_is_found(
    conversation: Ringback, column: str, value: str, says: str
) -> None:
    change_by_hand(
        conversation, "UPDATE enquiry SET COLUMN = VALUE".replace("COLUMN", column).replace("VALUE", value)
    )
    (found,) = findings(conversation)
    assert f": {column} is " in found
    assert says in found


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE wait SET wanted_at = '2026-01-14 02:15:30.000000'", "wait 1: wanted_at is"),
        ("UPDATE wait SET called_at = '2026-01-14 02:15:30.000000'", "wait 1: called_at is"),
        ("UPDATE wait SET promise_seconds = 86400", "wait 1: promise_seconds is 86400"),
        ("UPDATE wait SET evidence = 'network'", "wait 1: evidence is network, but its timeline says said"),
        ("DELETE FROM wait", "wait 1 is missing, but its timeline says there"),
    ],
)  # fmt: skip
def test_a_wait_that_its_timeline_does_not_bear_out_is_found(
    conversation: Ringback, change: str, found: str
) -> None:
    change_by_hand(conversation, change)
    (only,) = findings(conversation)
    assert found in only


def test_an_entry_put_in_for_earlier_is_back_dated(conversation: Ringback) -> None:
    conversation.wait(minutes=60)
    seal(conversation)
    change_by_hand(
        conversation,
        "INSERT INTO timeline (enquiry_id, at, what, staff_id, detail) "
        "SELECT id, '2026-01-14 02:14:20.000000', 'noted', 1, '{}' FROM enquiry",
    )
    seal(conversation)
    found = findings(conversation)
    assert any("back-dated or sealed late: it says 2026-01-14 02:14:20" in each for each in found), found
    assert any("before the entry ahead of it" in each for each in found), found


def test_an_entry_that_was_never_sealed_is_found(conversation: Ringback) -> None:
    conversation.wait(minutes=60)
    seal(conversation)
    change_by_hand(
        conversation,
        "INSERT INTO timeline (enquiry_id, at, what, staff_id, detail) "
        "SELECT id, '2026-01-14 02:17:20.000000', 'noted', 1, '{}' FROM enquiry",
    )
    (found,) = findings(conversation)
    assert "is not in the chain, and says that it is of 2026-01-14 02:17:20" in found


def test_a_log_that_was_written_again_is_found_by_a_head_that_was_kept(conversation: Ringback) -> None:
    kept = head(conversation)
    assert findings(conversation, kept) == []
    change_by_hand(
        conversation,
        "DELETE FROM timeline_chain",
        "UPDATE timeline SET at = '2026-01-14 02:14:30.000000' WHERE what = 'claimed'",
        "UPDATE enquiry SET claimed_at = '2026-01-14 02:14:30.000000'",
        "UPDATE wait SET claimed_at = '2026-01-14 02:14:30.000000'",
    )
    seal(conversation)
    assert findings(conversation) == []
    (found,) = findings(conversation, kept)
    assert found == f"head {kept}: does not occur: the log was written again since, or cut off"


def test_a_person_who_is_erased_leaves_it_whole(conversation: Ringback) -> None:
    change_by_hand(
        conversation,
        "UPDATE enquiry SET key = NULL, phone = NULL, name = NULL, message = NULL",
        "UPDATE timeline SET words = NULL",
    )
    assert findings(conversation) == []
