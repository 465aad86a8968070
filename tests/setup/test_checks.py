"""The rows of a setup file fit together, and fit what was loaded before."""

import pytest

from enquiries.setup.checks import Known, check_setup
from enquiries.setup.faults import SetupFileWrong
from enquiries.setup.file import read_setup_file
from tests.setup.test_file import SMALL, with_line


def problems(text: str, known: Known | None = None) -> list[str]:
    """What is said about a file that reads well and does not fit together."""
    setup = read_setup_file(text)
    with pytest.raises(SetupFileWrong) as wrong:
        check_setup(setup, known)
    return wrong.value.problems


def row(table: str, **values: object) -> str:
    """One more row for a file; text is put in quotes."""
    lines = [f"{key} = {value!r}" for key, value in values.items()]
    return "\n".join([f"[[{table}]]", *lines, ""])


def centre(slug: str) -> str:
    return row("centres", slug=slug, name="Oak", line="+442079460123", hours="24/7", promise="15m")


def ann(email: str = "ann@example.org", mobile: str = "+447700900009", role: str = "responder") -> str:
    return row("staff", name="Ann", mobile=mobile, email=email, role=role, centres=["oak"])


def step(to: str, after: str = "9m", centre: str = "oak") -> str:
    return row("escalation", centre=centre, after=after, to=to)


def test_the_small_file_fits_together() -> None:
    check_setup(read_setup_file(SMALL))


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        (centre("oak"), "centres[1].slug: oak is there already, in centres[0]: leave one out or change it"),
        (row("numbers", number="83222", centre="oak"), "numbers[1].number: 83222 is there already"),
        (
            row("keywords", word="Help", number="83222", centre="oak"),
            "keywords[1].word: HELP on 83222 is there",
        ),
        (ann(email="dana@example.org"), "staff[1].email: dana@example.org is there already, in staff[0]"),
        (ann(mobile="+447700900003"), "staff[1].mobile: +447700900003 is there already, in staff[0]"),
        (row("helplines", country="IE", emergency="999"), "helplines[1].country: IE is there already"),
        (
            row("numbers", number="+447700900003", centre="oak"),
            "staff[0].mobile: +447700900003 is a number of",
        ),
    ],
)
def test_nothing_is_there_twice(more: str, problem: str) -> None:
    said = problems(SMALL + more)
    assert len(said) == 1
    assert said[0].startswith(problem)


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        (
            row("numbers", number="84433", centre="oka"),
            "numbers[1].centre: no centre oka is known: did you mean oak?",
        ),
        (
            step("everyone", centre="ash", after="0s"),
            "escalation[2].centre: no centre ash is known: there is oak",
        ),
        (
            row("keywords", word="HOPE", number="83223", centre="oak"),
            "keywords[1].number: no number 83223 is known: did you mean 83222?",
        ),
        (
            step("staff:dan@example.org"),
            "escalation[2].to: no member of staff dan@example.org is known: did you mean dana@example.org?",
        ),
    ],
)
def test_every_name_is_known(more: str, problem: str) -> None:
    assert problems(SMALL + more) == [problem]


def test_staff_of_shifts_and_centres_of_staff_are_known() -> None:
    assert problems(with_line("shifts", 'staff = "dan@example.org"')) == [
        "shifts[0].staff: no member of staff dan@example.org is known: did you mean dana@example.org?"
    ]
    assert problems(with_line("staff", 'centres = ["oak", "ash"]')) == [
        "staff[0].centres: no centre ash is known: there is oak"
    ]


def test_whoever_is_alerted_works_there_and_is_no_auditor() -> None:
    assert problems(SMALL + ann(role="auditor") + step("staff:ann@example.org")) == [
        "escalation[2].to: ann@example.org is an auditor, and auditors are not alerted: name another person"
    ]
    elsewhere = ann().replace("['oak']", "[]")
    assert problems(SMALL + elsewhere + step("staff:ann@example.org")) == [
        "escalation[2].to: ann@example.org does not work at oak: add it to the centres of that person"
    ]


def test_a_ladder_starts_at_once_and_rises() -> None:
    assert problems(with_line("escalation", 'after = "5s"')) == [
        "escalation[0].after: the first step of a ladder is at once: write 0s"
    ]
    assert problems(SMALL + step("everyone", after="2m")) == [
        "escalation[2].after: is not later than the step before it: write more than 120s"
    ]


def test_a_centre_has_a_manager() -> None:
    no_manager = '{} has no manager: add one under [[staff]], with role = "manager"'
    assert problems(with_line("staff", 'role = "admin"')) == ["centres[0]: " + no_manager.format("oak")]
    assert problems(SMALL + centre("elm")) == ["centres[1]: " + no_manager.format("elm")]


BEFORE = Known(
    centres={"elm"}, numbers={"84433"}, staff={"lee@example.org": {"elm"}}, managers={"lee@example.org"}
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        centre("elm"),
        row("keywords", word="HELP", number="84433", centre="elm"),
        step("staff:lee@example.org", after="0s", centre="elm"),
    ],
)
def test_what_was_loaded_before_is_known(text: str) -> None:
    check_setup(read_setup_file(text), BEFORE)


def test_somebody_loaded_before_is_alerted_only_for_their_own_centre() -> None:
    assert problems(SMALL + step("staff:lee@example.org"), BEFORE) == [
        "escalation[2].to: lee@example.org does not work at oak: add it to the centres of that person"
    ]


ANNS = Known(
    centres={"oak"},
    numbers={"+447700900100"},
    staff={"ann@example.org": {"oak"}},
    mobiles={"+447700900009": "ann@example.org"},
)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            SMALL + ann(email="ben@example.org"),
            "staff[1].mobile: +447700900009 is that of ann@example.org: write their new one as well",
        ),
        (
            row("numbers", number="+447700900009", centre="oak"),
            "numbers[0].number: +447700900009 is the mobile of ann@example.org: write another number",
        ),
        (
            SMALL + ann(mobile="+447700900100"),
            "staff[1].mobile: +447700900100 is a number of the service: write the person's own",
        ),
    ],
)
def test_a_number_loaded_before_is_not_given_away(text: str, problem: str) -> None:
    assert problems(text, ANNS) == [problem]


def test_a_mobile_changes_hands_where_its_owner_gets_another() -> None:
    swapped = ann(mobile="+447700900008") + ann(email="ben@example.org")
    check_setup(read_setup_file(SMALL + swapped), ANNS)


@pytest.mark.parametrize("change", [("['oak']", "[]"), ("'responder'", "'auditor'")])
def test_nobody_leaves_a_rota_that_the_file_does_not_write(change: tuple[str, str]) -> None:
    on_call = Known(centres={"oak"}, staff={"ann@example.org": {"oak"}}, posts={"ann@example.org": {"oak"}})
    check_setup(read_setup_file(ann()), on_call)
    assert problems(ann().replace(*change), on_call) == [
        "staff[0]: ann@example.org is on call at oak: write that centre too, without them"
    ]
    check_setup(read_setup_file(SMALL + ann().replace(*change)), on_call)


def test_a_centre_does_not_lose_its_last_manager() -> None:
    demoted = ann(email="lee@example.org").replace("oak", "elm")
    assert problems(demoted, BEFORE) == [
        'staff: elm would lose its last manager: keep one with role = "manager"'
    ]
