"""Findings of `flask doctor`, and its checks that need only a value: strength, width, version, clock.

A finding never repeats a secret. Random secrets are told from typed ones by their number of different
characters or bytes: 32 random bytes have about 30 different ones, and fewer than 16 once in 10^16 times.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_LONG_ENOUGH = 32  # characters
_TOKEN_LONG_ENOUGH = 16  # characters
_VARIED_CHARACTERS = 10
_VARIED_BYTES = 16
# "/c/" and 22 characters: 128 bits in base64
_PATH_OF_A_LINK = 25
_HELPLINES_LAST = timedelta(days=365)
_CLOCK_MAY_DIFFER = timedelta(seconds=2)
# A text posted by a host that is ahead waits for as long on the others; twice this, and one may go twice.
_CLOCK_MUST_NOT_DIFFER = timedelta(seconds=10)


class Level(StrEnum):
    OK = "ok"
    # it works now, but not for ever or not for all
    WARN = "warn"
    # enquiries are or will be late, lost or unreadable
    FAIL = "fail"


@dataclass(frozen=True)
class Finding:
    """One line of a check-up. `advice` says what to do, and is empty where there is nothing."""

    level: Level
    about: str
    says: str
    advice: str = ""

    def __str__(self) -> str:
        advice = f". {self.advice}" if self.advice else ""
        return f"{self.level:<4}  {self.about}: {self.says}{advice}"


def ok(about: str, says: str) -> Finding:
    return Finding(Level.OK, about, says)


def warn(about: str, says: str, advice: str) -> Finding:
    return Finding(Level.WARN, about, says, advice)


def fail(about: str, says: str, advice: str) -> Finding:
    return Finding(Level.FAIL, about, says, advice)


def secret(name: str, text: str, long_enough: int = _LONG_ENOUGH) -> Finding:
    """Check a secret written as text."""
    if len(text) < long_enough or len(set(text)) < _VARIED_CHARACTERS:
        make = 'python3 -c "import secrets; print(secrets.token_urlsafe(32))"'
        return fail(name, "could be guessed: it is too short, or was made up by hand", f"Make one: {make}")
    return ok(name, "is long enough")


def token(name: str, text: str) -> Finding:
    """Check a token with which machines authenticate."""
    return secret(name, text, _TOKEN_LONG_ENOUGH)


def key(name: str, secret_bytes: bytes, others: Sequence[bytes] = ()) -> Finding:
    """Check a key of 32 bytes, which must differ from the others."""
    if len(set(secret_bytes)) < _VARIED_BYTES:
        return fail(
            name, "is not random", "Make one as .env.example says, then seal again what this one sealed"
        )
    if secret_bytes in others:
        return fail(name, "is one of the other keys", "Make a separate one as .env.example says")
    return ok(name, "is random")


def account_sid(text: str) -> Finding:
    if not re.fullmatch(r"AC[0-9a-f]{32}", text):
        return fail("TWILIO_ACCOUNT_SID", "is not AC and 32 hexadecimal digits", "Copy it from the console")
    return ok("TWILIO_ACCOUNT_SID", "looks like one")


def public_address(base_url: str, link_width: int) -> Finding:
    """Check that links to the public address fit into texts of one segment."""
    name, room = "PUBLIC_BASE_URL", link_width - _PATH_OF_A_LINK
    if len(base_url) > room:
        says = f"has {len(base_url)} characters, but links in texts have room for {room}"
        return warn(name, says, "Texts with a link will go as two, at twice the price: use a shorter host")
    if not base_url.startswith("https://"):
        return warn(
            name, "is only reachable on this machine", "No phone can open it; in production it is https"
        )
    return ok(name, f"fits in texts ({len(base_url)} of {room} characters)")


def helplines(country: str, checked: date | None, today: date, *, named: bool = True) -> Finding:
    """Check that a country (ISO 3166) has crisis lines, which are `named`, and when they were checked."""
    about = f"helplines {country}"
    if not named:
        return fail(
            about, "no line is known for people there to talk to", "Write `talk` at its [[helplines]]"
        )
    advice = f"Call each, then write `checked = {today}` at its [[helplines]] in the setup file"
    if checked is None:
        return warn(about, "no checking date is known, and pages show none", advice)
    if today - checked > _HELPLINES_LAST:
        return warn(about, f"were last checked on {checked:%-d %B %Y}", advice)
    return ok(about, f"were checked on {checked:%-d %B %Y}")


def clock(whose: str, ahead: timedelta) -> Finding:
    """Check a clock. `ahead` is how far this machine's clock is ahead of the other."""
    about, seconds = "clock", abs(ahead).total_seconds()
    says = f"is {seconds:.1f} s {'ahead of' if ahead > timedelta(0) else 'behind'} that of {whose}"
    advice = "Let NTP keep the time on every host (timedatectl set-ntp true)"
    if abs(ahead) > _CLOCK_MUST_NOT_DIFFER:
        return fail(about, says, advice)
    if abs(ahead) > _CLOCK_MAY_DIFFER:
        return warn(about, says, advice)
    return ok(about, f"agrees with that of {whose}")


def version(about: str, found: str, least: tuple[int, ...]) -> Finding:
    """Check a version written with dots, such as 7.2.4."""
    numbers = tuple(int(part) for part in re.findall(r"\d+", found)[: len(least)])
    if numbers < least:
        return fail(about, f"{found} is too old", f"Install {'.'.join(map(str, least))} or newer")
    return ok(about, found)
