"""Check the provider's webhooks, and who answers HELP and STOP, for each number of the service."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.core.enums import KeywordMode
from enquiries.core.settings import settings_of
from enquiries.messaging.gateway import NumberSetUp
from enquiries.monitoring.doctor.findings import Finding, fail, ok, warn
from enquiries.organisation.models import Number

_PATH = "/webhooks/twilio/sms"


def check(session: Session, found: Sequence[NumberSetUp], *, has_service: bool) -> Iterator[Finding]:
    """Check each number. `found` is the provider's view; `has_service`: texts use a Messaging Service."""
    there = {each.number: each for each in found}
    webhook = settings_of(session).public_base_url + _PATH
    numbers = session.scalars(select(Number).order_by(Number.id)).all()
    for number in numbers:
        if number.number not in there:
            advice = "Buy it, move it here, or take it out of the setup file"
            yield fail(number.number, "is not a number of this account", advice)
        else:
            yield from _webhooks(there[number.number], webhook)
        yield _keyword_mode(
            number.number, number.keyword_mode or settings_of(session).keyword_mode, has_service
        )
    if not numbers:
        yield fail("numbers", "there is none", "Load a setup file with [[numbers]]")
    if has_service:
        says = "has its own webhooks, which override those of its numbers and can't be read here"
        yield warn("Messaging Service", says, f"Check in the console that it sends texts to {webhook}")


def _webhooks(found: NumberSetUp, webhook: str) -> Iterator[Finding]:
    about = found.number
    if found.application:
        says = f"the application {found.application} decides where its texts go"
        yield warn(about, says, f"Check in the console that it says {webhook}, by POST")
    elif _bare(found.texts_to) != webhook or found.method != "POST":
        says = f"its texts go {_to(found.texts_to)} by {found.method or 'no method'}"
        yield fail(about, says, f"Set its webhook in the console to {webhook}, by POST")
    elif _bare(found.fallback_to) != f"{webhook}/fallback":
        says = f"when we don't answer, its texts go {_to(found.fallback_to)}"
        yield warn(about, says, f"Set the fallback in the console to {webhook}/fallback")
    else:
        yield ok(about, "its texts come to us, and to the fallback when we don't answer")


def _keyword_mode(number: str, mode: KeywordMode, has_service: bool) -> Finding:
    """By Twilio's own rules of who answers what; those of long numbers differ between countries."""
    is_long = number.startswith("+")
    if mode is KeywordMode.ADVANCED_OPT_OUT and not has_service:
        advice = "Set TWILIO_MESSAGING_SERVICE_SID, or another keyword_mode"
        return warn(number, "Advanced Opt-Out belongs to a Messaging Service, and there is none", advice)
    if mode is KeywordMode.DEFAULT and not is_long:
        advice = 'Set keyword_mode = "app", or people get no answer'
        return warn(number, "Twilio answers neither HELP nor STOP on a short code of your own", advice)
    if mode is KeywordMode.APP and is_long:
        advice = 'Set keyword_mode = "default", unless Twilio turned its own answers off for you'
        return warn(number, "Twilio answers HELP and STOP itself on most long numbers, and so do we", advice)
    who = "we answer" if mode is KeywordMode.APP else "Twilio answers"
    return ok(number, f"{who} HELP and STOP")


def _to(url: str) -> str:
    """Say where texts go; an address may be empty."""
    return f"to {_bare(url)}" if url else "nowhere"


def _bare(url: str) -> str:
    """Without what tells Twilio how to connect and try again."""
    return url.partition("#")[0]
