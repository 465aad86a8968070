"""Crisis lines that a setup file gives for a country."""

from datetime import UTC, date, datetime

import pytest

from enquiries.organisation import helplines, snapshot
from enquiries.organisation.helplines import LineFor
from enquiries.setup.change import ChangeKind
from enquiries.setup.dump import dump_settings
from enquiries.setup.faults import SetupFileWrong
from enquiries.setup.file import read_setup_file
from enquiries.setup.load import load_settings
from enquiries.setup.toml import write_setup_file
from tests.support.ringback import Ringback

WRITTEN = """
[[helplines]]
country = "IE"
emergency = "112"
talk = [ { name = "Oak", call = "116 123" }, { name = "Acorn", text = "OAK to 50808", for = "children" } ]
checked = 2026-01-12
"""


def test_they_stand_instead_of_those_that_are_shipped(ringback: Ringback) -> None:
    with ringback.session() as session:
        load_settings(session, read_setup_file(WRITTEN))
        session.commit()
        setup = snapshot.current_setup(session)
        lines = setup.lines_of("IE")
        assert [(each.name, each.for_whom) for each in lines.lines] == [
            ("Oak", LineFor.ANYONE),
            ("Acorn", LineFor.CHILDREN),
        ]
        assert {each.checked for each in lines.lines} == {date(2026, 1, 12)}
        assert setup.lines_of("FR") == helplines.lines_of("FR")


def test_a_dump_has_them_and_loading_it_changes_nothing(ringback: Ringback) -> None:
    with ringback.session() as session:
        load_settings(session, read_setup_file(WRITTEN))
        dumped = write_setup_file(dump_settings(session, datetime(2026, 11, 27, tzinfo=UTC)))
        assert 'talk = [{ name = "Oak", call = "116 123" }, ' in dumped
        again = load_settings(session, read_setup_file(dumped))
        fates = {each.fate for each in again if each.what == "helpline IE"}
        assert fates == {ChangeKind.UNCHANGED}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{ name = "Oak" }', "has no number: write call, text or both"),
        ('{ call = "116 123" }', "is missing: write it, like name"),
        ('{ name = "Oak", call = "116 123", phone = "1" }', "is not a key here"),
        ('{ name = "Oak", call = "one" }', "call"),
        (f'{{ name = "{"Oak" * 9}", call = "116 123" }}', "at most 22 characters"),
        ('{ name = "Oak", call = "116 123", for = "pets" }', "is not a choice"),
    ],
)
def test_a_line_that_will_not_do_is_named(line: str, says: str) -> None:
    with pytest.raises(SetupFileWrong) as wrong:
        read_setup_file(f'[[helplines]]\ncountry = "IE"\nemergency = "112"\ntalk = [ {line} ]\n')
    assert any(says in each and "talk" in each for each in wrong.value.problems)
