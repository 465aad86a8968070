"""Texts that come in at the same time are taken in one transaction, and each as if it had come alone."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from time import sleep

import pytest
from flask import Flask
from sqlalchemy import text, update

from enquiries.core import crypto
from enquiries.lifecycle import find
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry
from enquiries.messaging.models import InboxState, Outgoing
from tests.support import records
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.statements import asked
from tests.support.webhooks import FALLBACK, TEXTS, a_text, post
from workers.sender import TextSender
from workers.tick import Tick

pytestmark = pytest.mark.both_databases

ALONE = "+447700900129"
EIGHT = [f"+4477009001{each}" for each in range(30, 38)]


@contextmanager
def no_one_writes(ringback: Ringback) -> Iterator[None]:
    """Whoever wants to keep a text waits until this ends."""
    with ringback.session() as session:
        if session.get_bind().dialect.name == "postgresql":
            session.execute(text("LOCK TABLE inbox IN EXCLUSIVE MODE"))
        else:
            session.execute(update(Outgoing).values(attempts=Outgoing.attempts))
        yield
        session.rollback()


def come_at_once(ringback: Ringback, texts: Sequence[dict[str, str]]) -> None:
    """Nothing happens yet on what they say. The first comes alone, and the others while it waits."""
    with ThreadPoolExecutor(len(texts)) as phones:
        with no_one_writes(ringback):
            posted = []
            for each in texts:
                posted.append(phones.submit(post, ringback, TEXTS, each))
                sleep(0.1)
        assert {each.result(timeout=20).status_code for each in posted} == {200}


def texts_of(senders: Sequence[str], body: str = "HELP") -> list[dict[str, str]]:
    return [a_text(body, f"SM{sender}", From=sender) for sender in senders]


def test_eight_ask_little(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back")
    with asked(ringback.app) as statements:
        come_at_once(ringback, texts_of([ALONE, *EIGHT]))
    began = max(place for place, each in enumerate(statements) if each.startswith("INSERT INTO inbox"))
    assert len(statements[began:]) <= 59, "\n".join(statements)  # and before them one that locks the numbers
    ringback.settle()
    for each in (ALONE, *EIGHT):
        ringback.phone(each).expects("You did the right thing")
    sam.ignores_the_rest()


def test_no_more_alerts_reach_one_person_than_if_they_had_come_one_by_one(
    ringback: Ringback, sam: Phone
) -> None:
    come_at_once(ringback, texts_of(EIGHT))
    ringback.settle()
    for _ in range(5):
        sam.expects("new call-back")
    sam.expects_nothing()
    ringback.wait(seconds=11)
    sam.expects("3 ")
    for each in EIGHT:
        ringback.phone(each).ignores_the_rest()
    sam.ignores_the_rest()


def test_one_that_cannot_be_understood_keeps_no_other_from_it(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back")
    with ringback.session() as session:
        session.execute(update(Enquiry).values(key="lost:AAAA"))
        session.commit()
    come_at_once(ringback, texts_of([*EIGHT[:3], the_enquirer.number, EIGHT[3]], body="please call me"))
    assert sorted(records.inbox_states(ringback)[1:]) == [*[InboxState.DONE] * 4, InboxState.FAILED]
    ringback.settle()
    for each in EIGHT[:4]:
        ringback.phone(each).expects("You did the right thing")
    sam.ignores_the_rest()


def test_two_of_one_person_are_one_conversation(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone
) -> None:
    pieces = [a_text("i have taken all my", "SM1"), a_text("tablets, all of them", "SM2")]
    come_at_once(ringback, [*texts_of(EIGHT[:1]), *pieces])
    ringback.settle()
    assert len(records.enquiries(ringback)) == 2
    the_enquirer.expects("999").ignores_the_rest()
    dana.expects("URGENT")
    sam.ignores_the_rest()
    ringback.phone(EIGHT[0]).ignores_the_rest()


def test_a_claim_among_them_is_a_claim(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back")
    code = ringback.enquiry().code
    come_at_once(ringback, [*texts_of(EIGHT[:2]), a_text(f"{code} Y", "SMY", From=sam.number)])
    ringback.settle()
    sam.expects(f"{code} is yours").ignores_the_rest()
    for each in EIGHT[:2]:
        ringback.phone(each).expects("You did the right thing")


def test_the_same_words_of_danger_twice_are_answered_once(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone
) -> None:
    the_enquirer.texts("i want to kill myself").expects("999").ignores_the_rest()
    ringback.wait(seconds=60)
    the_enquirer.ignores_the_rest()
    come_at_once(ringback, [a_text("i am going to kill myself now", f"SM{each}") for each in (1, 2)])
    ringback.settle()
    the_enquirer.expects("999").ignores_the_rest()
    for phone in (sam, dana):
        phone.ignores_the_rest()


@contextmanager
def locked(ringback: Ringback, phone: Phone) -> Iterator[None]:
    """By a host that was cut off, or a form that is being taken."""
    with ringback.session() as session:
        if session.get_bind().dialect.name != "postgresql":
            pytest.skip("SQLite has one writer at a time")
        find.lock_number(session, crypto.lookup(phone.number))
        yield
        session.rollback()


def test_a_number_that_is_locked_holds_up_no_other(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    texts = texts_of([the_enquirer.number, *EIGHT[:2]])
    with ThreadPoolExecutor(3) as phones:
        with locked(ringback, the_enquirer):
            waits, *others = [phones.submit(post, ringback, TEXTS, each) for each in texts]
            assert [each.result(timeout=10).status_code for each in others] == [200, 200]
            assert not waits.done()
        assert waits.result(timeout=10).status_code == 200
    ringback.settle()
    for each in (the_enquirer, *map(ringback.phone, EIGHT[:2])):
        each.expects("You did the right thing")
    sam.ignores_the_rest()


def test_a_number_that_is_locked_does_not_hold_up_the_fallback(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    with locked(ringback, the_enquirer):
        assert post(ringback, FALLBACK, a_text("HELP")).status_code == 200
    assert records.inbox_states(ringback) == [InboxState.NEW]
    ringback.settle()
    the_enquirer.expects("You did the right thing")
    sam.expects("new call-back")


def test_the_tick_leaves_kept_texts_of_a_locked_number_and_then_reads_them_in_order(
    ringback: Ringback, app: Flask, text_sender: TextSender, the_enquirer: Phone, sam: Phone
) -> None:
    other = ringback.phone(EIGHT[0])
    for number, body in enumerate(("HELP", "please call me after 6")):
        post(ringback, FALLBACK, a_text(body, f"SM1{number}", From=the_enquirer.number))
    post(ringback, FALLBACK, a_text("HELP", "SM2", From=other.number))
    tick = Tick(app, text_sender, name="tick@oak:1")
    with locked(ringback, the_enquirer):
        tick.turn(ringback.now)
    assert [state for _, state in records.inbox(ringback)] == [
        InboxState.NEW,
        InboxState.NEW,
        InboxState.DONE,
    ]
    ringback.wait(seconds=1)
    tick.turn(ringback.now)
    tick.close()
    assert {state for _, state in records.inbox(ringback)} == {InboxState.DONE}
    first = next(each for each in records.enquiries(ringback) if each.phone == the_enquirer.number)
    wrote = [each["inbox_id"] for each in records.happened(ringback, EventKind.WROTE, first)]
    assert len(wrote) == 2
    assert wrote == sorted(wrote)
    for phone in (the_enquirer, other, sam):
        phone.ignores_the_rest()
