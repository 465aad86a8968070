"""The rules of the check-up: what is weak, too long, too old, or too far off."""

import secrets
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.monitoring.doctor import findings
from enquiries.monitoring.doctor.findings import Level, fail, ok

RANDOM = bytes(range(32))


def test_a_finding_is_a_line_with_what_to_do() -> None:
    assert str(fail("queue", "is away", "Start it")) == "fail  queue: is away. Start it"
    assert str(ok("queue", "is there")) == "ok    queue: is there"


@pytest.mark.parametrize("weak", ["", "changeme", "only for tests", "a" * 64, "0123" * 16])
def test_a_secret_that_somebody_made_up_is_weak(weak: str) -> None:
    finding = findings.secret("SECRET_KEY", weak)
    assert finding.level is Level.FAIL
    assert not weak or weak not in str(finding)


def test_a_secret_as_we_advise_to_make_it_is_not() -> None:
    assert findings.secret("SECRET_KEY", secrets.token_urlsafe(32)).level is Level.OK
    assert findings.token("METRICS_TOKEN", secrets.token_urlsafe(16)).level is Level.OK
    assert findings.key("LOOKUP_KEY", secrets.token_bytes(32)).level is Level.OK


@pytest.mark.parametrize("weak", [bytes(32), b"0123456789abcde0" * 2, b"x" * 32])
def test_a_key_that_is_not_random_is_weak(weak: bytes) -> None:
    assert findings.key("LOOKUP_KEY", weak).level is Level.FAIL


def test_a_key_is_for_one_thing() -> None:
    assert findings.key("LOOKUP_KEY", RANDOM, [RANDOM]).level is Level.FAIL


@pytest.mark.parametrize(
    ("address", "level"),
    [
        ("https://ring.willow.example", Level.OK),
        ("https://rings.willow.example", Level.WARN),
        ("http://127.0.0.1:5000", Level.WARN),
    ],
)
def test_a_link_must_fit_into_a_text(address: str, level: Level) -> None:
    assert findings.public_address(address, link_width=52).level is level


@pytest.mark.parametrize(("sid", "level"), [("AC" + "0a" * 16, Level.OK), ("SK" + "0a" * 16, Level.FAIL)])
def test_an_account_has_a_name_of_its_own_shape(sid: str, level: Level) -> None:
    assert findings.account_sid(sid).level is level


def test_helplines_are_checked_each_year() -> None:
    checked = date(2026, 1, 18)
    assert findings.helplines("GB", checked, date(2027, 1, 18)).level is Level.OK
    late = findings.helplines("GB", checked, date(2027, 1, 19))
    assert (late.level, late.says) == (Level.WARN, "were last checked on 18 January 2026")


def test_a_country_without_a_line_to_talk_to_fails() -> None:
    none = findings.helplines("JP", date(2027, 1, 18), date(2027, 1, 19), named=False)
    assert (none.level, none.about) == (Level.FAIL, "helplines JP")


def test_helplines_that_nobody_checked_are_not_called_checked() -> None:
    never = findings.helplines("IE", None, date(2027, 1, 19))
    assert (never.level, never.about) == (Level.WARN, "helplines IE")
    assert "checked = 2027-01-19" in never.advice


@given(st.integers(-100, 100))
def test_clocks_may_differ_by_two_seconds_and_must_not_by_more_than_ten(seconds: int) -> None:
    finding = findings.clock("the database", timedelta(seconds=seconds))
    expected = Level.OK if abs(seconds) <= 2 else Level.WARN if abs(seconds) <= 10 else Level.FAIL
    assert finding.level is expected
    if expected is not Level.OK:
        assert ("ahead of" in finding.says) == (seconds > 0)


@pytest.mark.parametrize(
    ("found", "level"),
    [("Redis 6.2.0", Level.OK), ("Redis 7.0.15", Level.OK), ("Redis 6.0.16", Level.FAIL), ("?", Level.FAIL)],
)
def test_versions_are_compared_by_number(found: str, level: Level) -> None:
    assert findings.version("queue", found, (6, 2)).level is level
