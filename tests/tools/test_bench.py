"""`make bench`: its figures and its copies are right, and its load arrives."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enquiries.dates.period import Period
from enquiries.lifecycle.models import Claim, Enquiry, TimelineEntry
from enquiries.messaging.models import Alert, Outgoing
from enquiries.organisation.models import Centre
from enquiries.reporting.figures import figures
from enquiries.setup.checks import check_setup
from enquiries.setup.file import read_setup_file
from tests.support.databases import Database
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tools.bench import explain, load, seeding, texts
from tools.bench.__main__ import replaced
from tools.bench.crowd import CROWD, LARGER_CROWD, Crowd
from tools.bench.figures import Figure, Waits, say, table
from tools.bench.form import assets
from tools.bench.load import Answer, Post
from tools.bench.processor import said, seconds_of_tree
from tools.bench.write_lock import WriteLockWatch

pytestmark = pytest.mark.both_databases


def test_a_percentile_is_a_wait_that_really_was() -> None:
    waits = Waits([0.003, 0.001, 0.002], of=3)
    assert (waits.percentile(50), waits.percentile(99)) == (0.002, 0.003)


def test_what_never_happened_waits_for_ever() -> None:
    assert str(Waits([0.2], of=2)) == "200 ms, p99 never"
    assert not Waits([0.2], of=2).within(99, 1.0)


@given(st.lists(st.floats(0, 1000), min_size=1), st.floats(0, 1000))
def test_within_is_what_the_percentile_says(seconds: list[float], limit: float) -> None:
    waits = Waits(seconds, of=len(seconds))
    largest = waits.percentile(100)
    assert largest is not None
    assert waits.within(100, limit) == (largest <= limit)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.0084, "8.4 ms"), (0.15, "150 ms"), (1.254, "1.25 s"), (31.2, "31 s"), (None, "never")],
)
def test_times_are_said_with_three_digits_or_so(seconds: float | None, said: str) -> None:
    assert say(seconds) == said


def test_the_table_shows_each_database_with_its_floor() -> None:
    measured = {
        "SQLite": [
            Figure("webhook", "90", "most", "200", reached=False),
            Figure("form", "19 KB", "30 KB", reached=True),
        ],
        "PostgreSQL": [Figure("webhook", "120", "half", "180", reached=True)],
    }
    assert table(measured).splitlines() == [
        "| what | to reach | SQLite | its floor | PostgreSQL | its floor |",
        "| --- | --- | --- | --- | --- | --- |",
        "| webhook | most / half | 90 ✗ | 200 | 120 ✓ | 180 |",
        "| form | 30 KB | 19 KB ✓ |  |  |  |",
    ]


@pytest.mark.parametrize("crowd", [CROWD, LARGER_CROWD])
def test_the_crowd_can_be_loaded_and_no_stranger_is_on_call(crowd: Crowd) -> None:
    setup = read_setup_file(crowd.setup_file())
    check_setup(setup)
    keywords = {(row.number, row.word): row.centre for row in setup.keywords}
    assert len({keywords[crowd.address(centre)] for centre in range(crowd.centres)}) == crowd.centres
    staff = {row.mobile for row in setup.staff}
    assert crowd.on_call(3) in staff
    assert staff.isdisjoint(texts.stranger(number) for number in range(10_000))


def test_a_page_loads_what_it_names_on_our_own_site() -> None:
    page = '<link rel="stylesheet" href="/static/a.css"><a href="/b"><script src="/static/c.js"></script>'
    assert assets(page) == ["/static/a.css", "/static/c.js"]


@pytest.mark.parametrize(
    ("plan", "reads_all"),
    [
        ("SCAN outbox; USE TEMP B-TREE FOR ORDER BY", True),
        ("MATERIALIZE (join-1); SCAN enquiry_1", True),
        ("Seq Scan on code", True),
        ("SEARCH outbox USING INDEX ix_outbox_recent (to_lookup=?)", False),
        ("SCAN enquiry USING INDEX ix_enquiry_look_at", False),
        ("Index Scan using pk_enquiry on enquiry; Seq Scan on centre centre_1", False),
    ],
)
def test_a_plan_that_reads_all_of_a_growing_table_is_told_apart(plan: str, reads_all: bool) -> None:
    assert explain.reads_whole_table(plan) == reads_all


def test_what_was_measured_before_is_replaced_in_the_page() -> None:
    page = "# Fast\n<!-- measured -->\nold\n<!-- end of measured -->\nMore.\n"
    assert replaced(page, "new") == "# Fast\n<!-- measured -->\n\nnew\n<!-- end of measured -->\nMore.\n"


class _Taking(BaseHTTPRequestHandler):
    """Answers each post with 200, on a connection that stays open."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def taking() -> Iterator[int]:
    """The port of a server that takes everything."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Taking)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def _posts(count: int) -> list[Post]:
    return [
        texts.text("http://127.0.0.1", "token", sender=texts.stranger(each), to="83222", body="HELP")
        for each in range(count)
    ]


def test_a_paced_load_arrives_whole_and_in_its_time(taking: int) -> None:
    answers = load.paced(taking, _posts(20), per_second=50)
    assert [answer.status for answer in answers] == [200] * 20
    assert answers[-1].sent_at - answers[0].sent_at >= 19 / 50 - 0.001


def test_a_closed_load_sends_each_post_once(taking: int) -> None:
    answers = load.closed([taking], _posts(30), connections=4, seconds=10)
    assert sorted(answer.name for answer in answers) == sorted(post.name for post in _posts(30))


def test_who_gets_no_answer_is_told_so() -> None:
    (answer,) = load.paced(1, _posts(1), per_second=1)  # nothing listens on port 1
    assert not answer.taken
    assert load.not_taken([answer, Answer("", 0.0, 0.1, 503)]) == "1 unanswered, 1 with 503"


def test_copies_are_as_consistent_as_what_they_are_copies_of(
    ringback: Ringback, database: Database, the_enquirer: Phone, sam: Phone
) -> None:
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("{code} new call-back").replies("{code} DONE BOOKED").expects("closed")
    seeding.grow(database.url, 40, ringback.now)
    ringback.changed_by_hand = True  # the times of copies differ from those of their timelines
    with ringback.session() as session:
        model, *copies = session.scalars(select(Enquiry).order_by(Enquiry.id)).all()
        assert len(copies) == 39
        assert {copy.phone for copy in copies} == {the_enquirer.number}
        assert len({copy.phone_lookup for copy in copies}) == 39
        for copy in copies:
            assert _rows_of(session, copy) == _rows_of(session, model)
            alert = session.scalars(select(Alert).where(Alert.enquiry_id == copy.id)).one()
            assert alert.text.enquiry_id == copy.id
        centre = session.get_one(Centre, model.centre_id)
        assert (
            figures(session, ringback.now, Period.parse(None, None), [centre]).together.calls == 39
        )  # one copy is spam


def _rows_of(session: Session, enquiry: Enquiry) -> list[int | None]:
    """How many texts, entries and claims it has."""
    nouns = (Outgoing, TimelineEntry, Claim)
    return [
        session.scalar(select(func.count(noun.id)).where(noun.enquiry_id == enquiry.id)) for noun in nouns
    ]


def test_the_processor_time_of_children_that_have_ended_is_counted() -> None:
    before = seconds_of_tree(os.getpid())
    subprocess.run([sys.executable, "-c", "while __import__('time').process_time() < 0.3: pass"], check=True)
    assert seconds_of_tree(os.getpid()) - before >= 0.25
    assert said({"tick": 0.5, "web": 2.0}, ".1f", 10) == "web 20.0, tick 5.0"


_HOLDS_IT = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("PRAGMA journal_mode=WAL")
database.execute("CREATE TABLE text (id INTEGER)")
for step in ("BEGIN IMMEDIATE", "COMMIT"):
    print("open", flush=True)
    input()
    database.execute(step)
print("open", flush=True)
input()
"""


def test_the_write_lock_is_seen_while_another_process_holds_it(tmp_path: Path) -> None:
    file = tmp_path / "ringback.db"
    argv = [sys.executable, "-c", _HOLDS_IT, str(file)]
    with subprocess.Popen(  # noqa: S603 - our own Python
        argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdin
        assert holder.stdout
        held = []
        for _ in range(3):
            assert holder.stdout.readline() == "open\n"
            with WriteLockWatch(file) as watch:
                time.sleep(0.1)
            held.append(watch.held / watch.watched)
            holder.stdin.write("\n")
            holder.stdin.flush()
    assert held == [0, pytest.approx(1), 0]
