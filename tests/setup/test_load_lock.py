"""How much others wait for while a setup file is loaded, and what is there where a load is cut short."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from sqlalchemy import Connection, event

from config import PROJECT
from enquiries.audit.trail import latest
from enquiries.core.db import db
from enquiries.organisation import centres
from enquiries.organisation.staff import staff_by_email
from enquiries.setup import dump
from enquiries.setup.changes import prepare_file, save_settings, write_prepared
from enquiries.setup.file import read_setup_file
from enquiries.setup.toml import write_setup_file
from tests.support.ringback import A_WEDNESDAY, Ringback
from tools.bench.crowd import CROWD

pytestmark = pytest.mark.both_databases

WILLOW = (PROJECT / "examples" / "willow.toml").read_text(encoding="utf-8")
LATER = A_WEDNESDAY + timedelta(hours=1)
# One or two for each table, and some to find what is there; as many for one centre as for 640.
MOST_STATEMENTS = 20
# Sam and Priya swap their phones, Dana leaves the rota, a centre opens and a keyword moves to it.
MUCH_CHANGED = (
    WILLOW.replace("+447700900001", "sams")
    .replace("+447700900002", "+447700900001")
    .replace("sams", "+447700900002")
    .replace('promise = "15m"', 'promise = "10m"')
    .replace('staff = "dana@example.org"', 'staff = "priya@example.org"')
    .replace(
        'centres = ["willow-house", "willow-london"]', 'centres = ["willow-house", "willow-london", "bay"]'
    )
    .replace('centres = ["willow-london"]', 'centres = ["willow-london", "bay"]')
    .replace('after = "90s"', 'after = "60s"')
    + """
[[centres]]
slug = "bay"
name = "Willow Bay"
line = "+442079460789"
hours = "24/7"
promise = "15m"

[[keywords]]
word = "BAY"
number = "83222"
centre = "bay"

[[shifts]]
staff = "priya@example.org"
centre = "bay"
level = 1
days = "mon-sun"
start = "00:00"
end = "24:00"

[[escalation]]
centre = "bay"
after = "0s"
to = "level:1"
"""
)


Load = Callable[..., Result]


class CutShortError(Exception):
    """The load ends here."""


@pytest.fixture
def load(ringback: Ringback, tmp_path: Path) -> Load:
    """Type `flask load` with a file that says this."""

    def load(written: str, *options: str) -> Result:
        file = tmp_path / "setup.toml"
        file.write_text(written, encoding="utf-8")
        return ringback.app.test_cli_runner().invoke(args=["load", str(file), *options])

    return load


@contextmanager
def told_of_writing(ringback: Ringback, tell: Callable[[int], None]) -> Iterator[list[str]]:
    """Collect what transactions that may write ask; `tell` hears how often they asked before."""
    statements = list[str]()

    def note(connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        if not connection.get_execution_options().get("reads_only") and not statement.startswith("PRAGMA"):
            tell(len(statements))
            statements.append(statement)

    with ringback.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def go_on(_: int) -> None:
    """Nothing is in the way."""


def written_now(ringback: Ringback) -> str:
    """All settings, as a setup file, and the latest entries of the audit trail."""
    with ringback.session() as session:
        noted = [(each.id, each.what, each.deed, each.before, each.after) for each in latest(session)]
        return f"{write_setup_file(dump.dump_settings(session, A_WEDNESDAY))}{noted}"


class TestWhatOthersWaitFor:
    def test_is_a_few_statements_for_six_hundred_centres(self, ringback: Ringback, load: Load) -> None:
        with told_of_writing(ringback, go_on) as statements:
            assert load(CROWD.setup_file()).exit_code == 0
        assert 0 < len(statements) <= MOST_STATEMENTS

    @pytest.mark.parametrize("options", [(), ("--dry-run",)], ids=["nothing-to-change", "dry-run"])
    def test_is_nothing_where_nothing_is_written(
        self, ringback: Ringback, load: Load, options: Sequence[str]
    ) -> None:
        written = MUCH_CHANGED if options else WILLOW
        with told_of_writing(ringback, go_on) as statements:
            assert load(written, *options).exit_code == 0
        assert statements == []


def test_a_load_that_is_cut_short_leaves_all_as_it_was_and_can_be_run_again(
    ringback: Ringback, load: Load
) -> None:
    before = written_now(ringback)
    for statement in count():

        def cut(statements_before: int, last: int = statement) -> None:
            if statements_before == last:
                raise CutShortError

        with told_of_writing(ringback, cut):
            result = load(MUCH_CHANGED)
        if not isinstance(result.exception, CutShortError):
            break
        assert written_now(ringback) == before
    assert statement > 10
    assert result.exit_code == 0
    assert load(MUCH_CHANGED).output.startswith("Nothing changed")
    with ringback.session() as session:
        sam = staff_by_email(session, "sam@example.org")
        assert sam.mobile == "+447700900002"
        assert [each.slug for each in staff_by_email(session, "priya@example.org").centres][-1] == "bay"


def promise(length: str) -> str:
    """The Willow file with another promise of Willow House."""
    return WILLOW.replace('promise = "15m"', f'promise = "{length}"')


class TestSettingsThatChangeWhileAFileIsPrepared:
    @contextmanager
    def changing(self, ringback: Ringback, *lengths: str) -> Iterator[None]:
        """Dana writes another promise each time that a load has read what is there."""
        left = list(lengths)

        def change(connection: Connection) -> None:
            if left and connection.get_execution_options().get("reads_only"):
                length = left.pop(0)
                with ringback.session() as session:
                    dana = staff_by_email(session, "dana@example.org")
                    save_settings(session, A_WEDNESDAY, read_setup_file(promise(length)), by=dana, seen={})
                    session.commit()

        with ringback.app.app_context():
            engine = db.engine
        event.listen(engine, "rollback", change)
        try:
            yield
        finally:
            event.remove(engine, "rollback", change)

    def promised(self, ringback: Ringback) -> int:
        with ringback.session() as session:
            return centres.by_slug(session, "willow-house").promise_seconds

    def test_are_not_undone(self, ringback: Ringback, load: Load) -> None:
        with self.changing(ringback, "20m"):
            result = load(promise("10m"))
        assert result.exit_code == 1
        assert "centre willow-house was changed on the pages by Dana Brooks" in result.output
        assert self.promised(ringback) == 1200

    def test_are_undone_with_force(self, ringback: Ringback, load: Load) -> None:
        with self.changing(ringback, "20m"):
            assert load(promise("10m"), "--force").exit_code == 0
        assert self.promised(ringback) == 600
        with ringback.session() as session:
            assert latest(session)[0].before == {"promise_seconds": 1200}

    def test_do_not_keep_a_file_out_for_ever(self, ringback: Ringback, load: Load) -> None:
        with self.changing(ringback, "20m", "21m", "22m"):
            assert load(promise("10m"), "--force").exit_code == 0
        assert self.promised(ringback) == 600

    def test_make_what_was_prepared_useless(self, ringback: Ringback) -> None:
        with ringback.session() as session:
            prepared = prepare_file(session, read_setup_file(promise("10m")))
            dana = staff_by_email(session, "dana@example.org")
            save_settings(session, A_WEDNESDAY, read_setup_file(promise("20m")), by=dana, seen={})
            assert not write_prepared(session, LATER, prepared)
            assert centres.by_slug(session, "willow-house").promise_seconds == 1200
