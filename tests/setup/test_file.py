"""A setup file is read whole, or refused with a line for each thing to mend."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from enquiries.organisation.rota import PlannedShift, gaps, who_is_on
from enquiries.setup.checks import check_setup
from enquiries.setup.faults import SetupFileWrong
from enquiries.setup.file import SetupFile, read_setup_file

WILLOW = (Path(__file__).parents[2] / "examples" / "willow.toml").read_text()

SMALL = """
[[centres]]
slug = "oak"
name = "Oak"
line = "+442079460123"
hours = "24/7"
promise = "15m"

[[numbers]]
number = "83222"
centre = "oak"

[[keywords]]
word = "help"
number = "83222"
centre = "oak"

[[staff]]
name = "Dana Brooks"
mobile = "+447700900003"
email = "Dana@example.org"
role = "manager"
centres = ["oak"]

[[shifts]]
staff = "dana@example.org"
centre = "oak"
level = 1
days = "mon-fri"
start = "20:00"
end = "08:00"

[[escalation]]
centre = "oak"
after = "0s"
to = "level:1"

[[escalation]]
centre = "oak"
after = "2m"
to = "staff:dana@example.org"

[[helplines]]
country = "IE"
emergency = "112"
checked = 2026-01-12
"""


def problems(text: str) -> list[str]:
    """What is said about a file that cannot be read."""
    with pytest.raises(SetupFileWrong) as wrong:
        read_setup_file(text)
    return wrong.value.problems


def with_line(table: str, line: str) -> str:
    """The small file with one line of the first row of a table changed, or added."""
    rows = SMALL.strip().split("\n\n")
    index = next(n for n, row in enumerate(rows) if row.startswith(f"[[{table}]]"))
    key = line.partition("=")[0]
    rows[index] = "\n".join([*(old for old in rows[index].splitlines() if not old.startswith(key)), line])
    return "\n\n".join(rows) + "\n\n"


def shifts_of(setup: SetupFile, centre: str) -> list[PlannedShift]:
    staff = [row.email for row in setup.staff]
    return [
        PlannedShift(staff.index(row.staff), row.level, row.days, row.start, row.end)
        for row in setup.shifts
        if row.centre == centre
    ]


class TestTheExample:
    setup = read_setup_file(WILLOW)
    week = (datetime(2026, 1, 12, tzinfo=UTC), datetime(2026, 1, 19, tzinfo=UTC))

    def test_it_fits_together(self) -> None:
        check_setup(self.setup)
        assert [row.slug for row in self.setup.centres] == ["willow-house", "willow-london"]
        assert self.setup.staff[0].email == "sam@example.org"

    def test_sam_is_on_call_at_willow_house_whenever_somebody_tries_it(self) -> None:
        rota = shifts_of(self.setup, "willow-house")
        assert [(on.staff, on.level) for on in who_is_on(rota, [], self.week[0], self.setup.timezone)] == [
            (0, 1),
            (2, 2),
        ]
        for level in (1, 2):
            assert gaps(rota, [], *self.week, self.setup.timezone, level) == []

    def test_willow_london_is_staffed_whenever_it_is_open(self) -> None:
        rota = shifts_of(self.setup, "willow-london")
        hours = self.setup.centres[1].hours
        for start, end in gaps(rota, [], *self.week, self.setup.timezone):
            assert hours.next_opening(start, self.setup.timezone) >= end


def test_defaults_are_filled_in() -> None:
    setup = read_setup_file(SMALL)
    oak = setup.centres[0]
    assert setup.timezone.key == "Europe/London"
    assert (oak.text_name, oak.kind, oak.calls_from, oak.role, oak.country) == (
        "Oak",
        "residential",
        "any",
        "provider",
        "GB",
    )
    assert (oak.town, oak.operator, oak.regulator) == ("", "", "")
    assert oak.promise == timedelta(minutes=15)
    assert (setup.numbers[0].use, setup.numbers[0].keyword_mode) == ("both", None)
    assert (setup.keywords[0].source, setup.keywords[0].about) == ("", "unknown")


def test_values_are_read_as_what_they_mean() -> None:
    setup = read_setup_file(SMALL)
    assert setup.keywords[0].word == "HELP"
    assert setup.staff[0].email == "dana@example.org"
    assert (setup.shifts[0].start, setup.shifts[0].end) == (20 * 60, 8 * 60)
    assert [str(row.step.to) for row in setup.escalation] == ["level:1", "staff:dana@example.org"]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Willow House", "Willow House"),
        ("Willow London Day Programme", "Willow London"),
        ("Wołów  House", "Wolow House"),
        ("Zoë's", "Zoe's"),
        ("Llanfairpwllgwyngyll", "Llanfairpwllgw"),
    ],
)
def test_a_long_name_is_shortened_for_texts(name: str, short: str) -> None:
    assert read_setup_file(with_line("centres", f'name = "{name}"')).centres[0].text_name == short


@pytest.mark.parametrize(
    ("table", "line", "complaint"),
    [
        ("centres", 'slug = "The Oak"', "'The Oak' will not do: write small letters, digits and hyphens"),
        ("centres", 'name = " "', "is empty: write something"),
        (
            "centres",
            'text_name = "Oak House Chelmsford"',
            "'Oak House Chelmsford' has 20 letters: write at most 14",
        ),
        ("centres", 'text_name = "Oâk"', "'â' is not in the alphabet of texts (GSM-7): write plain letters"),
        ("centres", 'twon = "Ely"', "is not a key here: did you mean town?"),
        ("centres", 'kind = "clinic"', "'clinic' is not a choice: write residential or outpatient"),
        ("centres", 'role = "owner"', "'owner' is not a choice: write provider or referrer"),
        ("centres", 'calls_from = "us"', "'us' is not a choice: write any or line"),
        ("centres", 'country = "Britain"', "'Britain' will not do: write two capital letters, like GB"),
        ("centres", 'line = "020 7946 0123"', "'020 7946 0123' will not do: write an international number"),
        ("centres", 'hours = "always"', "'always' has no times after it: write 24/7, or days and times"),
        ("centres", "hours = 24", "24 is not text: write it in quotes"),
        ("centres", 'promise = "soon"', "'soon' is not a length of time: write a number and s, m, h or d"),
        ("centres", 'promise = "90s"', "'90s' is not a promise to keep: write whole minutes from 1m to 999m"),
        ("centres", 'promise = "0m"', "'0m' is not a promise to keep"),
        ("centres", 'promise = "17h"', "'17h' is not a promise to keep"),
        ("numbers", "number = 83222", "83222 is not text: write it in quotes"),
        (
            "numbers",
            'number = "07700 900100"',
            "'07700 900100' will not do: write a short code like 83222, or",
        ),
        ("numbers", 'use = "all"', "'all' is not a choice: write public, staff or both"),
        ("numbers", 'keyword_mode = "us"', "'us' is not a choice: write app, advanced_opt_out or default"),
        ("keywords", 'word = "STOP"', "STOP already means something in a text: choose another word"),
        ("keywords", 'word = "start"', "START already means something in a text"),
        ("keywords", 'word = "pass"', "PASS already means something in a text"),
        ("keywords", 'word = "me"', "ME already means something in a text"),
        ("keywords", 'word = "help me"', "'HELP ME' will not do: write one word of letters and digits"),
        ("keywords", 'about = "me"', "'me' is not a choice: write self, other or unknown"),
        ("staff", 'mobile = "07700 900003"', "'07700 900003' will not do: write an international number"),
        ("staff", 'email = "Dana"', "'dana' will not do: write an email address"),
        ("staff", 'role = "boss"', "'boss' is not a choice: write responder, manager, admin or auditor"),
        ("staff", 'centres = "oak"', "'oak' is not a list: write it in brackets"),
        ("shifts", 'level = "1"', "'1' is not a level: write 1 for on call"),
        ("shifts", "level = 0", "0 is not a level"),
        ("shifts", 'days = "weekdays"', "'weekdays' is not a day: write mon, tue"),
        ("shifts", 'start = "8pm"', "'8pm' is not a time of day: write one from 00:00 to 24:00"),
        ("shifts", 'start = "24:00"', "'24:00' is the end of a day: write 00:00"),
        ("shifts", 'end = "8"', "'8' is not a time of day"),
        ("escalation", 'after = "2"', "'2' is not a length of time"),
        (
            "escalation",
            'to = "sam"',
            "'sam' is not someone to alert: write level:1, everyone, managers or staff:",
        ),
        ("helplines", 'country = "ie"', "'ie' will not do: write two capital letters"),
        ("helplines", 'checked = "2026-01-12"', "'2026-01-12' is not a day"),
        ("helplines", "checked = 2026-01-12T10:00:00Z", "datetime.datetime(2026"),
        ("helplines", 'emergency = "0800 1111"', "'0800 1111' will not do: write two or three digits"),
    ],
)
def test_a_wrong_value_is_named_with_what_to_write(table: str, line: str, complaint: str) -> None:
    said = problems(with_line(table, line))
    assert len(said) == 1
    assert said[0].startswith(f"{table}[0].{line.partition(' =')[0]}: {complaint}")


REQUIRED = sorted({line for line in SMALL.splitlines() if " = " in line} - {"checked = 2026-01-12"})


@pytest.mark.parametrize("line", REQUIRED)
def test_a_key_that_must_be_there_is_missed(line: str) -> None:
    key = line.partition(" =")[0]
    missed = re.compile(rf"\w+\[\d\]\.{key}: is missing: write it, like {key} = ")
    assert missed.match(problems(SMALL.replace(line, ""))[0])


def test_a_name_that_cannot_be_shortened_needs_one_for_texts() -> None:
    assert problems(with_line("centres", 'name = "橡树"')) == [
        "centres[0].text_name: is missing: write it in plain letters"
    ]


def test_a_table_that_is_no_list_or_unknown_is_named() -> None:
    assert problems(SMALL.replace("[[helplines]]", "[helplines]")) == [
        "helplines: is not a list of tables: write [[helplines]], in two brackets, above each"
    ]
    assert problems(SMALL.replace("helplines", "helpline")) == [
        "helpline: is not a key here: did you mean helplines?"
    ]


@pytest.mark.parametrize("zone", ["London", "Europe", "../etc/passwd", ""])
def test_a_wrong_time_zone_is_named(zone: str) -> None:
    assert problems(f'timezone = "{zone}"' + SMALL)[0].startswith("timezone: ")


def test_a_row_that_is_no_table_is_named() -> None:
    assert problems('centres = ["oak"]') == ["centres[0]: is not a table: write keys and values, one a line"]


def test_a_file_that_is_not_toml_says_where() -> None:
    assert re.search("this is not TOML: .*line 2", problems('timezone = "Europe/London"\nslug oak')[0])


def test_a_fault_has_its_place_and_its_code_for_pages() -> None:
    text = with_line("centres", 'promise = "soon"').replace("level = 1\n", "") + "\n[[targets]]\nper = 1\n"
    with pytest.raises(SetupFileWrong) as wrong:
        read_setup_file(text)
    placed = {fault.loc: (fault.code, fault.written) for fault in wrong.value.faults}
    assert placed["centres", 0, "promise"] == ("value_error", "soon")
    assert placed["shifts", 0, "level"] == ("missing", None)
    assert placed["targets", 0, "per"] == ("extra_forbidden", None)


def test_everything_wrong_is_said_at_once() -> None:
    text = with_line("centres", 'hours = "never"').replace('days = "mon-fri"', 'days = "x"')
    assert [problem.split(":")[0] for problem in problems(text)] == ["centres[0].hours", "shifts[0].days"]
