"""A centre's own wordings in a setup file."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from enquiries.core.db import db
from enquiries.organisation import snapshot
from enquiries.organisation.models import Centre
from enquiries.setup.change import Change, ChangeKind
from enquiries.setup.changes import load_file
from enquiries.setup.dump import dump_settings
from enquiries.setup.faults import SetupFileWrong
from enquiries.setup.file import read_setup_file
from enquiries.setup.toml import write_setup_file
from tests.support.ringback import Ringback

FREE = """
[[wordings]]
centre = "willow-house"
text = "answers.cost"
words = "It's “free”. A person will {reach} you. STOP to end."
"""
DARMOWE = FREE.replace("words", 'language = "pl"\nwords')
NOW = datetime(2026, 1, 14, 3, 0, tzinfo=UTC)


def load(text: str) -> list[Change]:
    """What loading changes."""
    changes = load_file(db.session(), NOW, read_setup_file(text))
    return [each for each in changes if each.what.startswith("wording") and each.is_news]


def test_they_are_added_changed_and_kept(ringback: Ringback) -> None:
    with ringback.session() as session:
        assert [str(each) for each in load(FREE)] == ["added     wording answers.cost of willow-house"]
        assert load(FREE) == []
        other = FREE.replace("A person", "We")
        assert [str(each) for each in load(other)] == [
            "changed   wording answers.cost of willow-house (words)"
        ]
        kept = load_file(session, NOW, read_setup_file(""))
        assert Change(ChangeKind.KEPT, "wording answers.cost of willow-house") in kept
        house = session.scalars(select(Centre).where(Centre.slug == "willow-house")).one()
        setup = snapshot.current_setup(session)
        assert setup.own_wording(house.id, "answers.cost", "en") == (
            'It\'s "free". We will {reach} you. STOP to end.'
        )
        assert setup.own_wording(house.id, "answers.cost", "pl") is None
        assert setup.own_wording(house.id + 1, "answers.cost", "en") is None


def test_those_of_two_languages_stand_side_by_side(ringback: Ringback) -> None:
    with ringback.session():
        assert [str(each) for each in load(FREE + DARMOWE)] == [
            "added     wording answers.cost of willow-house",
            "added     wording answers.cost (pl) of willow-house",
        ]


def test_one_is_held_to_the_text_of_its_language(ringback: Ringback) -> None:
    welcome = FREE.replace("answers.cost", "enquirer.welcome")
    hola = "¿Para ti? Di YO u OTRO. STOP: parar. ¿Peligro? {emergency}"
    english = 'words = "It\'s “free”. A person will {reach} you. STOP to end."'
    with ringback.session():
        (added,) = load(welcome.replace(english, f'language = "es"\nwords = "{hola}"'))
        assert str(added) == "added     wording enquirer.welcome (es) of willow-house"
        with pytest.raises(SetupFileWrong) as wrong:
            load(welcome.replace(english, f'language = "pl"\nwords = "{hola}"'))
    assert wrong.value.problems == [
        "wordings[0].words: it no longer says JA albo INNY: put it back, "
        "since the next text is read as the answer to that"
    ]


def test_a_dump_has_them_and_loading_it_changes_nothing(ringback: Ringback) -> None:
    with ringback.session() as session:
        load(FREE + DARMOWE)
        dumped = write_setup_file(dump_settings(session, NOW))
        assert dumped.count("[[wordings]]") == 2
        assert dumped.count('language = "pl"') == 1
        assert 'language = "en"' not in dumped
        assert load(dumped) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("willow-house", "willow-hous", "wordings[0].centre: no centre willow-hous is known: did you mean"),
        (
            "answers.cost",
            "answers.costs",
            "wordings[0].text: 'answers.costs' is not a text to the public: did",
        ),
        ("answers.cost", "staff.alert", "wordings[0].text: 'staff.alert' is not a text to the public: "),
        ("STOP", "stop", "wordings[0].words: it no longer says STOP: put it back"),
        ("A person", "Rehab: a person", "wordings[0].words: others may read this phone, and networks stop"),
        ("A person", "Sam", "wordings[0].words: others may read this phone: write “a person” instead of Sam"),
        (
            "words",
            'language = "english"\nwords',
            "wordings[0].language: 'english' is no language that texts are written in",
        ),
        ("words", "wording", "wordings[0].wording: is not a key here: did you mean words?"),
        ("words", "#", "wordings[0].words: is missing: write it, like words = "),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_loaded(
    ringback: Ringback, old: str, new: str, problem: str
) -> None:
    with ringback.session() as session:
        with pytest.raises(SetupFileWrong) as wrong:
            load(FREE.replace(old, new, 1))
        assert any(each.startswith(problem) for each in wrong.value.problems), wrong.value.problems
        assert dump_settings(session, NOW).wordings == ()


def test_the_same_text_is_there_once(ringback: Ringback) -> None:
    with ringback.session(), pytest.raises(SetupFileWrong) as wrong:
        load(FREE + FREE)
    assert wrong.value.problems == [
        "wordings[1].text: answers.cost (en) of willow-house is there already, in wordings[0]: "
        "leave one out or change it"
    ]
