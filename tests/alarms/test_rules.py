"""When an alarm is said: what must hold however often, and however long, its cause is seen."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.alarms.rules import LONGEST_WORDS, REPEAT, AlarmKind, Cause, Course, News

START = datetime(2026, 1, 14, 2, 14, tzinfo=UTC)
LOOKS_EVERY = timedelta(seconds=5)
KINDS = st.sampled_from(AlarmKind)
# Whether the cause is there, at each look of an hour and more.
SIGHTINGS = st.lists(st.tuples(st.booleans(), st.integers(1, 200)), max_size=12).map(
    lambda runs: [there for there, looks in runs for _ in range(looks)]
)


def told(kind: AlarmKind, sightings: list[bool]) -> list[tuple[datetime, News]]:
    """What is said when, of one alarm whose cause is there at first, until it is over."""
    course = Course(kind, START, START, None)
    news = []
    for number, there in enumerate([True, *sightings]):
        now = START + number * LOOKS_EVERY
        if there:
            course = replace(course, seen_at=now)
        said = course.news(now)
        if said is not None:
            news.append((now, said))
            course = replace(course, said_at=now)
        if course.is_over(now):
            break
    return news


@given(KINDS, SIGHTINGS)
def test_it_begins_once_and_ends_once_in_that_order(kind: AlarmKind, sightings: list[bool]) -> None:
    words = [said for _, said in told(kind, sightings)]
    assert words[:1] in ([], [News.BEGAN])
    assert News.BEGAN not in words[1:]
    assert News.OVER not in words[:-1]


@given(KINDS, SIGHTINGS)
def test_it_is_repeated_as_often_as_its_kind_is_and_no_sooner(kind: AlarmKind, sightings: list[bool]) -> None:
    moments = [at for at, said in told(kind, sightings) if said is not News.OVER]
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert all(kind.repeat <= gap < kind.repeat + LOOKS_EVERY for gap in gaps)


def test_that_is_each_half_hour_but_for_what_was_changed_in_the_log() -> None:
    assert {kind for kind in AlarmKind if kind.repeat != REPEAT} == {AlarmKind.LOG_CHANGED}


@given(KINDS)
def test_what_lasts_is_said_once_its_patience_is_over(kind: AlarmKind) -> None:
    (at, said), *_ = told(kind, [True] * 100)
    assert (at - START, said) == (kind.patience, News.BEGAN)


@given(KINDS, SIGHTINGS)
def test_it_is_over_only_after_its_calm(kind: AlarmKind, sightings: list[bool]) -> None:
    news = told(kind, sightings)
    if news and news[-1][1] is News.OVER:
        looks = int((news[-1][0] - START) / LOOKS_EVERY)
        quiet = int(kind.calm / LOOKS_EVERY)
        assert not any([True, *sightings][looks - quiet + 1 : looks + 1])


@pytest.mark.parametrize("kind", AlarmKind)
def test_each_kind_says_what_it_means(kind: AlarmKind) -> None:
    assert kind.means.endswith(".")


def test_words_fit_into_the_text() -> None:
    with pytest.raises(AssertionError):
        Cause(AlarmKind.NO_WORKER, "x" * (LONGEST_WORDS + 1))
