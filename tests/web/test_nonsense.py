"""Whatever somebody puts into an address, a query, a form or a cookie: an answer, never a fault of ours."""

import re
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.routing import Rule

from config import PROJECT
from enquiries.messaging.models import InboxState
from enquiries.simulator.signature import sign
from tests.support import records
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.webhooks import FALLBACK, TEXTS
from tests.web.member import Member
from tests.web.visitor import Visitor

FORM: Final = "application/x-www-form-urlencoded"
_NAMED = re.compile(r'name="([a-z_-]+)"|(?:form|args|values)\.get\("(\w+)"|^    ([a-z_]+) = \w*Field\(', re.M)
_PARAMETER = re.compile(r"<[^>]+>")
# It ends the sign-in of whoever tries the rest, or asks much of the processor.
_LAST: Final = ("/sign-out", "/account/sign-out-everywhere", "/account/password")
_MAY_BE_UNWELL: Final = ("/health/ready", "/health/working")
NASTY: Final = (
    *("", " ", "0", "1", "2", "-1", "1.5", "1e9", "٣", "²", "nan", "yes", "no", "self", "now", "later"),
    *(str(2**31 - 1), str(2**31), str(2**63), str(2**64), "9" * 30, "9" * 5000),
    *("\0", "a\0b", "\ud800", "x\ud800y", "\u202e", "é", "e\u0301" * 50, "👍", "a" * 3000, "%", "%zz", "%00"),
    *("0001-01-01", "9999-12-31", "2026-02-30", "9999-12-31T23:59", "0001-01-01T00:00", "2026-03-29T01:30"),
    *(
        "2026-10-25T01:30+23:59",
        "23:59",
        "24:00",
        "25:00",
        "mon-sun",
        "24/7",
        "0s",
        "9" * 20 + "h",
        "level:0",
    ),
    *("../..", "//host/", "////host/", "\\host", "http://[", "javascript:", "{{7*7}}", "' OR 1=1 --", "<b>"),
    *("willow-house", "willow-london", "83222", "HELP", "sam@example.org", "07700 900123", "+447700900123"),
    *("take", "done", "later", "note", "move", "text", "reopen", "booked", "wrong_number", "1234"),
)


def names() -> list[str]:
    """Every name that a form or a query of ours may have."""
    files = [*(PROJECT / "templates").rglob("*.html"), *(PROJECT / "enquiries" / "web").rglob("*.py")]
    found = (each for file in files for each in _NAMED.findall(Path(file).read_text("utf-8")))
    placed = (
        "start-0",
        "level-0",
        "days-0",
        "end-0",
        "staff-0",
        "after-0",
        "to-0",
        "gone-0",
        "word",
        "version",
    )
    return sorted({next(filter(None, each)) for each in found} | set(placed))


def addresses(app: Flask) -> list[tuple[str, Rule]]:
    """Each method and route, but those of the provider."""
    return [
        (method, rule)
        for rule in sorted(app.url_map.iter_rules(), key=lambda each: each.rule)
        for method in sorted((rule.methods or set()) & {"GET", "POST"})
        if not rule.rule.startswith("/webhooks/") and rule.rule not in _LAST
    ]


values = st.sampled_from(NASTY) | st.text(max_size=20)
fields = st.lists(st.tuples(st.sampled_from(names()), values), max_size=12)
alike = st.sampled_from(NASTY).map(lambda each: [(name, each) for name in names()])


def is_answered(browser: Visitor, method: str, address: str, **request: Any) -> None:
    answer = browser.client.open(address, method=method, buffered=True, **request)
    may_be_unwell = address.startswith(_MAY_BE_UNWELL) and answer.status_code == 503
    assert answer.status_code < 500 or may_be_unwell, (method, address, request)


def encoded(pairs: list[tuple[str, str]]) -> str:
    """With surrogates as bytes that are no UTF-8."""
    return urlencode(pairs, errors="surrogatepass")


def filled(rule: Rule, value: str) -> str:
    return _PARAMETER.sub(lambda _: quote(value, safe="", errors="surrogatepass"), rule.rule)


@pytest.fixture(params=["", "sam@example.org", "dana@example.org", "tom@example.org"])
def browser(request: pytest.FixtureRequest, ringback: Ringback, the_enquirer: Phone, sam: Phone) -> Visitor:
    """Of somebody of the public, and of each role of the example, while there is an enquiry."""
    the_enquirer.texts("HELP").ignores_the_rest()
    sam.ignores_the_rest()
    return Member(ringback, request.param) if request.param else Visitor(ringback)


@pytest.mark.both_databases
@pytest.mark.parametrize("with_token", [True, False])
def test_no_address_fails(
    ringback: Ringback, browser: Visitor, monkeypatch: pytest.MonkeyPatch, with_token: bool
) -> None:
    # as if every form had come from our page
    monkeypatch.setitem(ringback.app.config, "WTF_CSRF_ENABLED", not with_token)
    known = [ringback.enquiry().reference, *NASTY]
    doors = addresses(ringback.app)

    @settings(max_examples=25, database=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(doors), st.sampled_from(known), fields | alike, fields | alike)
    def try_one(door: tuple[str, Rule], value: str, query: list[Any], form: list[Any]) -> None:
        method, rule = door
        address = f"{filled(rule, value)}?{encoded(query)}"
        sent = {"data": encoded(form), "content_type": FORM} if method == "POST" else {}
        is_answered(browser, method, address, **sent)

    try_one()
    for method, rule in doors:
        for value in (str(2**63), "\0", "\ud800", known[0]) if rule.arguments else ("",):
            is_answered(browser, method, filled(rule, value))
    for address in _LAST:
        is_answered(browser, "POST", address, data={"password": "\0" * 20}, content_type=FORM)


@pytest.mark.parametrize(
    "cookie", ["session=x", "session=.e.e.e", "session=\xff\xfe", ";;=;", "session=" + "a" * 4000]
)
def test_no_cookie_fails(visitor: Visitor, cookie: str) -> None:
    for method, rule in addresses(visitor.client.application):
        if not rule.arguments:
            is_answered(visitor, method, rule.rule, headers={"Cookie": cookie})


def test_a_deed_on_a_foreign_enquiry_without_a_token_is_not_there(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    the_enquirer.texts("HELP").ignores_the_rest()
    sam.ignores_the_rest()
    stranger = Member(ringback, "leila@example.org")
    reference = ringback.enquiry().reference
    for address in (f"/enquiries/{reference}/take", "/enquiries/NOTHING/take"):
        assert stranger.client.post(address, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 404
        assert stranger.client.post(address).status_code == 403  # it could come from any page


def test_an_id_that_no_row_can_have_is_not_there(ringback: Ringback) -> None:
    tom = Member(ringback, "tom@example.org")
    for number in (2**31, 2**63, 2**70):
        assert tom.opens(f"/admin/staff/{number}").status_code == 404
        assert tom.opens(f"/admin/changes?before={number}").status_code == 200


@pytest.mark.parametrize(
    "path", [TEXTS, FALLBACK, "/webhooks/twilio/status/1", f"/webhooks/twilio/status/{2**63}"]
)
def test_no_parameter_of_the_provider_fails(ringback: Ringback, path: str) -> None:
    known = ("MessageSid", "From", "To", "Body", "OptOutType", "MessageStatus", "ErrorCode", "NumMedia", "Xx")
    client, token = ringback.app.test_client(), ringback.twilio.exchange.auth_token
    told = st.dictionaries(st.sampled_from(known), values.map(lambda each: each.replace("\ud800", "?")))

    @settings(max_examples=40, database=None, suppress_health_check=list(HealthCheck))
    @given(told)
    def try_one(params: dict[str, str]) -> None:
        params = {name: re.sub("[\ud800-\udfff]", "?", value) for name, value in params.items()}
        signed = {"X-Twilio-Signature": sign(token, ringback.url + path, params)}
        answer = client.post(path, data=urlencode(params), content_type=FORM, headers=signed)
        assert answer.status_code == 200, params

    try_one()
    assert InboxState.FAILED not in records.inbox_states(ringback)
