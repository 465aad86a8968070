"""Of whom a report says that they closed many as spam, duplicates or tests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.lifecycle.states import Outcome
from enquiries.reporting.closing_shares import LEAST, Closings, sentences, stands_out

MAY_LEAVE = [outcome for outcome in Outcome if not outcome.counts]
a_person = st.builds(
    Closings,
    st.sampled_from(["Sam Carter", "Priya Shah", "Dana Bell"]),
    st.dictionaries(st.sampled_from(list(Outcome)), st.integers(0, 40)),
)
percents = st.integers(0, 100)


def closings(**counts: int) -> Closings:
    return Closings("Sam Carter", {Outcome(outcome): count for outcome, count in counts.items()})


@pytest.mark.parametrize(
    ("person", "said"),
    [
        (closings(booked=7, spam=4, duplicate=1), "Sam Carter closed 5 of 12 as spam or duplicate."),
        (closings(spam=3), "Sam Carter closed 3 of 3 as spam."),
        (
            closings(reached=5, test=1, spam=1, duplicate=1),
            "Sam Carter closed 3 of 8 as spam, duplicate or test.",
        ),
        (closings(reached=26, spam=3), "Sam Carter closed 3 of 29 as spam."),
    ],
)
def test_it_says_how_many_of_how_many(person: Closings, said: str) -> None:
    assert list(sentences([person], 10)) == [said]


@pytest.mark.parametrize(
    "person",
    [
        closings(spam=2),
        closings(reached=27, spam=3),  # just a tenth
        closings(reached=100, spam=5, duplicate=5),
        closings(booked=12),
        Closings("Sam Carter", {}),
    ],
)
def test_it_says_nothing_of_few(person: Closings) -> None:
    assert list(sentences([person], 10)) == []


@given(a_person, percents)
def test_it_is_never_said_of_a_person_below_the_share(person: Closings, percent: int) -> None:
    many = sum(person.by_outcome.get(outcome, 0) for outcome in MAY_LEAVE)
    everything = sum(person.by_outcome.values())
    is_said = bool(list(sentences([person], percent)))
    assert is_said is stands_out(person, percent)
    if many < LEAST or (everything and many / everything < percent / 100):
        assert not is_said
    if many >= LEAST and many * 100 > percent * everything:
        assert is_said


@given(st.lists(a_person, max_size=5), percents)
def test_each_is_spoken_of_once_and_the_most_first(people: list[Closings], percent: int) -> None:
    said = list(sentences(people, percent))
    expected = sorted((each.may_leave for each in people if stands_out(each, percent)), reverse=True)
    assert [int(each.split(" closed ")[1].split()[0]) for each in said] == expected


@given(a_person, percents, st.sampled_from([each for each in Outcome if each.counts]), st.integers(1, 9))
def test_more_calls_never_make_it_worse(person: Closings, percent: int, outcome: Outcome, more: int) -> None:
    busier = Closings(person.name, {**person.by_outcome, outcome: person.by_outcome.get(outcome, 0) + more})
    assert stands_out(person, percent) or not stands_out(busier, percent)
