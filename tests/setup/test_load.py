"""Loading a setup file adds and changes what differs, and keeps what the file leaves out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from config import PROJECT
from enquiries.core.db import db
from enquiries.organisation.models import Centre, EscalationStep, Keyword, Number, Shift, Staff
from enquiries.setup.change import ChangeKind
from enquiries.setup.faults import SetupFileWrong
from enquiries.setup.file import read_setup_file
from enquiries.setup.load import load_settings
from tests.support.fresh import fresh_app

WILLOW = (PROJECT / "examples" / "willow.toml").read_text(encoding="utf-8")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with fresh_app(tmp_path).app_context():
        yield db.session()
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def willow(session: Session) -> Session:
    """The two Willow centres are there already."""
    load(session, WILLOW)
    return session


def load(session: Session, text: str) -> list[str]:
    """Load a file, commit, and say what was not left as it was."""
    changes = load_settings(session, read_setup_file(text))
    session.commit()
    session.expire_all()
    return [str(change) for change in changes if change.fate is not ChangeKind.UNCHANGED]


def responder(name: str, mobile: str) -> str:
    """A row for somebody who works at Willow House."""
    return (
        f'[[staff]]\nname = "{name}"\nmobile = "{mobile}"\nemail = "{name.lower()}@example.org"\n'
        'role = "responder"\ncentres = ["willow-house"]\n'
    )


def changed_line(old: str, new: str) -> str:
    """The Willow file with one thing written differently."""
    assert old in WILLOW
    return WILLOW.replace(old, new, 1)


def test_everything_in_the_file_is_there(session: Session) -> None:
    said = load(session, WILLOW)
    assert len(said) == 17
    assert "added     keyword FAMILY on 83222" in said
    house = session.scalars(select(Centre).where(Centre.slug == "willow-house")).one()
    assert (house.promise_seconds, house.hours, house.timezone) == (900, "24/7", "Europe/London")
    priya = session.scalars(select(Staff).where(Staff.email == "priya@example.org")).one()
    assert [centre.slug for centre in priya.centres] == ["willow-house", "willow-london"]
    night = session.scalars(select(Shift).join(Staff).where(Staff.email == "dana@example.org")).one()
    assert (night.level, night.days, night.start, night.end) == (2, "mon-sun", "20:00", "08:00")
    rungs = session.scalars(select(EscalationStep).where(EscalationStep.centre_id == house.id))
    assert [(each.position, each.after_seconds, each.to) for each in rungs] == [
        (0, 0, "level:1"),
        (1, 90, "level:2"),
        (2, 180, "everyone"),
    ]


def test_loading_twice_changes_nothing_the_second_time(willow: Session) -> None:
    before = [each.id for each in willow.scalars(select(Shift))]
    assert load(willow, WILLOW) == []
    assert [each.id for each in willow.scalars(select(Shift))] == before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('promise = "15m"', 'promise = "10m"', "changed   centre willow-house (promise)"),
        ('use = "both" ', 'use = "public"', "changed   number 83222 (use)"),
        ('source = "poster"', 'source = "bus"', "changed   keyword REHAB on 83222 (source)"),
        ("+447700900001", "+447700900011", "changed   staff sam@example.org (mobile)"),
        (
            'start = "08:00"\nend = "20:00"',
            'start = "07:00"\nend = "20:00"',
            "changed   shifts of willow-house",
        ),
        ('after = "90s"', 'after = "60s"', "changed   ladder of willow-house"),
    ],
)
def test_what_is_written_differently_is_changed_and_nothing_else(
    willow: Session, old: str, new: str, said: str
) -> None:
    assert load(willow, changed_line(old, new)) == [said]
    assert load(willow, changed_line(old, new)) == []


def test_what_the_file_leaves_out_is_kept_and_listed(willow: Session) -> None:
    shifts = len(willow.scalars(select(Shift)).all())
    said = load(willow, "")
    assert len(said) == 13
    assert all(line.startswith("kept ") for line in said)
    assert "kept      staff tom@example.org" in said
    assert len(willow.scalars(select(Shift)).all()) == shifts
    assert willow.scalars(select(Keyword)).all()


def test_a_centre_that_only_shifts_name_keeps_its_ladder(willow: Session) -> None:
    only_sam = (
        '[[shifts]]\nstaff = "sam@example.org"\ncentre = "willow-house"\nlevel = 1\ndays = "mon-sun"\n'
        'start = "00:00"\nend = "24:00"\n'
    )
    said = [line for line in load(willow, only_sam) if not line.startswith("kept ")]
    assert said == ["changed   shifts of willow-house"]
    assert len(willow.scalars(select(EscalationStep)).all()) == 6


def test_two_people_may_swap_their_mobiles(willow: Session) -> None:
    swapped = (WILLOW.replace("+447700900001", "sams").replace("+447700900002", "+447700900001")).replace(
        "sams", "+447700900002"
    )
    assert load(willow, swapped) == [
        "changed   staff sam@example.org (mobile)",
        "changed   staff priya@example.org (mobile)",
    ]
    sam = willow.scalars(select(Staff).where(Staff.email == "sam@example.org")).one()
    assert sam.mobile == "+447700900002"


def test_a_mobile_goes_to_somebody_new_where_its_owner_gets_another(willow: Session) -> None:
    said = load(willow, responder("Ben", "+447700900001") + responder("Sam", "+447700900011"))
    assert [line for line in said if not line.startswith("kept ")] == [
        "added     staff ben@example.org",
        "changed   staff sam@example.org (name, mobile)",
    ]


def test_a_mobile_of_somebody_whom_the_file_leaves_out_is_refused(willow: Session) -> None:
    with pytest.raises(SetupFileWrong) as wrong:
        load(willow, responder("Ben", "+447700900001"))
    assert wrong.value.problems == [
        "staff[0].mobile: +447700900001 is that of sam@example.org: write their new one as well"
    ]


def test_nobody_leaves_a_centre_that_would_go_on_alerting_them(willow: Session) -> None:
    moves = responder("Sam", "+447700900001").replace("willow-house", "willow-london")
    with pytest.raises(SetupFileWrong) as wrong:
        load(willow, moves)
    assert wrong.value.problems == [
        "staff[0]: sam@example.org is on call at willow-house: write that centre too, without them"
    ]


def test_a_number_moves_to_another_centre(willow: Session) -> None:
    said = load(willow, '[[numbers]]\nnumber = "83222"\ncentre = "willow-london"\n')
    assert "changed   number 83222 (centre, keyword_mode)" in said
    number = willow.scalars(select(Number).where(Number.number == "83222")).one()
    assert number.centre.slug == "willow-london"


def test_somebody_who_was_switched_off_is_on_again(willow: Session) -> None:
    sam = willow.scalars(select(Staff).where(Staff.email == "sam@example.org")).one()
    sam.active = False
    willow.commit()
    assert load(willow, WILLOW) == ["changed   staff sam@example.org (active)"]


def test_a_file_that_does_not_fit_changes_nothing(willow: Session) -> None:
    wrong_file = changed_line('promise = "15m"', 'promise = "10m"').replace(
        'to = "level:2"', 'to = "staff:x@y.zz"'
    )
    with pytest.raises(SetupFileWrong):
        load(willow, wrong_file)
    willow.rollback()
    assert load(willow, WILLOW) == []
