"""Settings changed by files and on pages, and what is written down of it, on both databases."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from config import PROJECT
from enquiries.audit.models import AmendmentKind, Through
from enquiries.audit.trail import latest, version
from enquiries.organisation import centres, staff
from enquiries.organisation.models import Staff
from enquiries.setup import dump
from enquiries.setup.changes import Newer, load_file, save_settings
from enquiries.setup.file import SetupFile, read_setup, read_setup_file
from enquiries.setup.toml import write_setup_file
from tests.support.ringback import A_WEDNESDAY, Ringback

pytestmark = pytest.mark.both_databases

WILLOW = (PROJECT / "examples" / "willow.toml").read_text(encoding="utf-8")
LATER = A_WEDNESDAY + timedelta(hours=1)


@pytest.fixture
def session(ringback: Ringback) -> Iterator[Session]:
    with ringback.session() as session:
        yield session


@pytest.fixture
def dana(session: Session) -> Staff:
    return staff.staff_by_email(session, "dana@example.org")


def promise(length: str) -> SetupFile:
    """Willow House, with another promise."""
    return read_setup_file(WILLOW.replace('promise = "15m"', f'promise = "{length}"'))


def on_a_page(session: Session, by: Staff, setup: SetupFile, **seen: int) -> None:
    save_settings(session, A_WEDNESDAY, setup, by=by, seen=seen)


class TestWhatIsWrittenDown:
    def test_who_changed_what_from_what_to_what(self, session: Session, dana: Staff) -> None:
        on_a_page(session, dana, promise("10m"))
        (entry,) = latest(session)[:1]
        assert (entry.what, entry.deed, entry.through, entry.by) == (
            "centre willow-house",
            AmendmentKind.CHANGED,
            Through.PAGE,
            "Dana Brooks",
        )
        assert (entry.before, entry.after) == ({"promise_seconds": 900}, {"promise_seconds": 600})

    def test_nothing_where_nothing_changed(self, session: Session, dana: Staff) -> None:
        before = latest(session)
        on_a_page(session, dana, read_setup_file(WILLOW))
        assert latest(session) == before

    def test_a_mobile_stands_there_masked(self, session: Session, dana: Staff) -> None:
        on_a_page(session, dana, read_setup_file(WILLOW.replace("+447700900001", "+447700900011")))
        (entry,) = latest(session)[:1]
        assert (entry.before, entry.after) == ({"mobile": "…001"}, {"mobile": "…011"})

    @pytest.mark.parametrize("change", ["UPDATE amendment SET what = ''", "DELETE FROM amendment"])
    def test_it_cannot_be_changed_or_taken_away(self, session: Session, change: str) -> None:
        with pytest.raises(DBAPIError, match="only ever added to"):
            session.execute(text(change))


class TestAFileOverNewerChanges:
    def test_is_refused_where_it_does_not_say_when_it_was_written(
        self, session: Session, dana: Staff
    ) -> None:
        on_a_page(session, dana, promise("10m"))
        with pytest.raises(Newer) as newer:
            load_file(session, LATER, read_setup_file(WILLOW))
        (entry,) = newer.value.amendments
        assert (entry.what, entry.by, entry.at) == ("centre willow-house", "Dana Brooks", A_WEDNESDAY)

    def test_is_taken_with_force_and_then_is_the_last_word(self, session: Session, dana: Staff) -> None:
        on_a_page(session, dana, promise("10m"))
        load_file(session, LATER, read_setup_file(WILLOW), force=True)
        load_file(session, LATER, promise("5m"))
        assert centres.by_slug(session, "willow-house").promise_seconds == 300

    def test_may_change_what_nobody_changed_on_a_page(self, session: Session, dana: Staff) -> None:
        on_a_page(session, dana, promise("10m"))
        other = promise("10m")
        load_file(session, LATER, other)
        file = WILLOW.replace('promise = "30m"', 'promise = "20m"').replace(
            'promise = "15m"', 'promise = "10m"'
        )
        load_file(session, LATER, read_setup_file(file))
        assert centres.by_slug(session, "willow-london").promise_seconds == 1200

    def test_that_was_written_after_them_is_taken(self, session: Session, dana: Staff) -> None:
        on_a_page(session, dana, promise("10m"))
        dumped = write_setup_file(dump.dump_settings(session, A_WEDNESDAY + timedelta(seconds=1)))
        edited = dumped.replace('promise = "10m"', 'promise = "5m"')
        load_file(session, LATER, read_setup_file(edited))
        assert centres.by_slug(session, "willow-house").promise_seconds == 300

    def test_that_was_written_before_them_is_refused(self, session: Session, dana: Staff) -> None:
        dumped = write_setup_file(dump.dump_settings(session, A_WEDNESDAY - timedelta(seconds=1)))
        on_a_page(session, dana, promise("10m"))
        with pytest.raises(Newer):
            load_file(session, LATER, read_setup_file(dumped))


class TestAForm:
    def test_does_not_undo_what_somebody_else_changed_meanwhile(self, session: Session, dana: Staff) -> None:
        what = "centre willow-house"
        opened = version(session, what)
        on_a_page(session, dana, promise("10m"))
        with pytest.raises(Newer, match=what):
            save_settings(session, LATER, promise("20m"), by=dana, seen={what: opened})
        save_settings(session, LATER, promise("20m"), by=dana, seen={what: version(session, what)})
        assert centres.by_slug(session, what.split()[1]).promise_seconds == 1200


class TestADump:
    def test_changes_nothing_when_it_is_loaded(self, session: Session) -> None:
        dumped = write_setup_file(dump.dump_settings(session, A_WEDNESDAY))
        changes = load_file(session, LATER, read_setup_file(dumped))
        assert [str(change) for change in changes if change.is_news] == []
        assert len(changes) == 17

    def test_keeps_zones_and_targets(self, session: Session) -> None:
        written = {
            "centres": [
                {
                    "slug": "willow-bay",
                    "name": "Willow Bay",
                    "line": "+442079460789",
                    "hours": "24/7",
                    "promise": "15m",
                    "timezone": "Asia/Kolkata",
                }
            ],
            "staff": [
                {
                    "name": "Asha",
                    "mobile": "+447700900077",
                    "email": "asha@example.org",
                    "role": "manager",
                    "centres": ["willow-bay"],
                }
            ],
            "targets": [{"of": "claim", "percent": 90, "within": "4m"}],
        }
        load_file(session, LATER, read_setup(written))
        dumped = write_setup_file(dump.dump_settings(session, LATER))
        assert 'timezone = "Asia/Kolkata"' in dumped
        changes = load_file(session, LATER, read_setup_file(dumped))
        assert not any(change.is_news for change in changes)

    def test_leaves_out_whoever_was_switched_off(self, session: Session) -> None:
        tom = staff.staff_by_email(session, "tom@example.org")
        tom.active = False
        setup = dump.dump_settings(session, A_WEDNESDAY)
        assert "tom@example.org" not in [row.email for row in setup.staff]


def test_a_new_mobile_has_not_proved_that_texts_reach_it(session: Session, dana: Staff) -> None:
    sam = staff.staff_by_email(session, "sam@example.org")
    sam.ready_at = A_WEDNESDAY
    on_a_page(session, dana, read_setup_file(WILLOW.replace("Sam Carter", "Sam Cartwright")))
    assert sam.ready_at == A_WEDNESDAY
    on_a_page(session, dana, read_setup_file(WILLOW.replace("+447700900001", "+447700900011")))
    assert sam.ready_at is None
