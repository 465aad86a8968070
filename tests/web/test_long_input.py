"""However much somebody sends in one field, it is soon read: nothing takes the square of its length."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import pytest

from enquiries.accounts import passwords
from enquiries.core import phone, text
from enquiries.parsing import (
    automatic_text,
    courtesy,
    keywords,
    opt_words,
    staff_commands,
    unwise_words,
)
from enquiries.parsing.risk.scan import scan
from enquiries.simulator.webhooks import sign
from enquiries.web.public.callback_form import CallbackForm
from tests.support.ringback import Ringback
from tests.support.webhooks import FALLBACK, TEXTS, a_text
from tests.web.visitor import Visitor

_MOST: Final = 62_000  # bytes: a request has 64 KB
_LONGEST: Final = 4.0  # seconds of the processor: a linear rule takes 0.2, one with the square minutes
LONG: Final = {
    "brackets": "(" * _MOST,
    "digits": "7" * _MOST,
    "numbers": "07700 900123 " * (_MOST // 13),
    "marks": "\u0301" * (_MOST // 4) + "\u0323" * (_MOST // 4),
    "ligatures": "\ufdfa" * (_MOST // 3),
    "letters apart": "o v e r d o s e " * (_MOST // 16),
    "commas": "," * _MOST,
    "spaces": " " * _MOST,
}
FIELDS: Final = sorted(
    name
    for name in dir(CallbackForm)
    if getattr(getattr(CallbackForm, name), "field_class", None) is not None and name != "csrf_token"
)
PARAMETERS: Final = ("MessageSid", "SmsSid", "AccountSid", "From", "To", "Body", "OptOutType", "NumMedia")
FORM: Final = "application/x-www-form-urlencoded"


@contextmanager
def soon(kind: str) -> Iterator[None]:
    """By the processor's clock, so that a busy machine is no failure."""
    began = time.process_time()
    yield
    assert time.process_time() - began < _LONGEST, kind


def raw(fields: dict[str, str]) -> bytes:
    """As a form is sent, with nothing written out as %XX that need not be."""
    return "&".join(f"{name}={value.replace('+', '%2B')}" for name, value in fields.items()).encode()


def posts(ringback: Ringback, path: str, params: dict[str, str]) -> None:
    """As Twilio does; nothing follows."""
    signed = {"X-Twilio-Signature": sign(ringback.twilio.exchange.auth_token, ringback.url + path, params)}
    client = ringback.app.test_client()
    assert client.post(path, data=raw(params), content_type=FORM, headers=signed).status_code == 200


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_of_the_form(visitor: Visitor, field: str) -> None:
    address = "/callback/willow-house"
    token = visitor.token(address)
    for kind, long in LONG.items():
        given = {"phone": "07700 900123", "csrf_token": token, field: long}
        with soon(kind):
            page = visitor.client.post(address, data=raw(given), content_type=FORM)
        assert page.status_code == 422, kind  # no consent: nothing is taken


@pytest.mark.parametrize("parameter", PARAMETERS)
@pytest.mark.parametrize("path", [TEXTS, FALLBACK])
def test_a_parameter_of_a_text(ringback: Ringback, path: str, parameter: str) -> None:
    posts(ringback, path, a_text("HELP"))  # what a process reads once is read
    for place, (kind, long) in enumerate(LONG.items()):
        with soon(kind):
            posts(ringback, path, {**a_text("HELP", sid=f"SM{place}"), parameter: long})


@pytest.mark.parametrize("parameter", ["MessageSid", "MessageStatus", "ErrorCode"])
def test_a_parameter_of_a_receipt(ringback: Ringback, parameter: str) -> None:
    usual = {"MessageSid": "SM1", "MessageStatus": "failed", "ErrorCode": "30003"}
    for kind, long in LONG.items():
        with soon(kind):
            posts(ringback, "/webhooks/twilio/status/1", {**usual, parameter: long})


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/sign-in", "email"),
        ("/sign-in", "password"),
        ("/sign-in", "kept"),
        ("/sign-in/text", "email"),
        ("/m/nothing", "time"),
        ("/m/nothing", "do"),
        ("/c/nothing", "beacon"),
        ("/join/nothing", "password"),
    ],
)
def test_a_field_of_another_page(visitor: Visitor, address: str, field: str) -> None:
    token = visitor.token("/sign-in")
    for kind, long in LONG.items():
        given = {"csrf_token": token, field: long}
        with soon(kind):
            page = visitor.client.post(address, data=raw(given), content_type=FORM)
        assert page.status_code < 500, kind


@pytest.mark.parametrize(
    "rule",
    [
        text.normalise,
        opt_words.opt_word,
        automatic_text.is_automatic_reply,
        automatic_text.is_reaction,
        automatic_text.is_refusal_of_a_call,
        automatic_text.quotation,
        courtesy.is_thanks,
        staff_commands.parse,
        staff_commands.may_be_a_slip,
        scan,
        unwise_words.unwise_words,
        phone.read_sender,
        passwords.normal,
        lambda text: keywords.leading_keyword(text, ["HELP"] * 40),
    ],
)
def test_a_rule(rule: Callable[[str], object]) -> None:
    for kind, long in LONG.items():
        with soon(kind):
            rule(long)


def test_what_is_too_long_for_a_number_is_none() -> None:
    with pytest.raises(phone.NumberRefused) as refused:
        phone.read_number("07700 900123" + " " * 100)
    assert refused.value.refusal is phone.NumberRefusal.NOT_A_NUMBER


def test_a_long_text_is_understood_by_its_beginning() -> None:
    assert text.normalise("Help " + "x" * 10_000).startswith("help x")
    assert scan("I took an overdose " + "x" * 10_000).tiers
