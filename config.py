"""What the service is told from outside: one frozen `Config`, read once from the environment.

A setting that is missing or wrong stops the start, and all of them are named at once, so that nobody
mends them one restart at a time. An empty value counts as missing. In `development` the missing secrets are
made and kept in `var/secrets.json`, the stand-in takes Twilio's place, and `.env` is read; the real
environment wins.
"""

# ruff: noqa: RUF009 - `setting()` returns the description of a field, as `dataclasses.field()` does

import base64
import json
import os
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from dotenv import dotenv_values

from enquiries.core import env as read
from enquiries.core.enums import KeywordMode
from enquiries.core.env import KEY_BYTES, DataKey
from enquiries.dates.durations import parse_duration

PROJECT: Final = Path(__file__).resolve().parent
REQUIRED: Final = object()
Reader = Callable[[str], Any]


class Env(StrEnum):
    DEVELOPMENT = "development"
    PRODUCTION = "production"


class NumberInSms(StrEnum):
    """Whether the text after a claim holds the enquirer's number, or only the link to the page that does."""

    NEVER = "never"
    AFTER_CLAIM = "after_claim"


class ConfigWrong(Exception):
    """The settings do not allow a start; `problems` names each that is missing or wrong, a line apiece."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n- ".join(["Settings missing or wrong (.env.example explains each):", *problems]))
        self.problems = problems


@dataclass(frozen=True)
class Setting:
    """How a field of Config is told: the variable's name, what reads its text, what it is without one."""

    name: str
    read: Reader
    default: Any


def setting(name: str, read: Reader = str, default: Any = REQUIRED, *, secret: bool = False) -> Any:
    """A field of Config; `secret` keeps it out of the repr, and so out of logs and tracebacks."""
    return field(repr=not secret, metadata={"setting": Setting(name, read, default)})


@dataclass(frozen=True, kw_only=True)
class Config:
    """Every setting, checked."""

    # Production refuses to start where something is missing; development makes it.
    env: Env = setting("RINGBACK_ENV", read.one_of(Env), Env.PRODUCTION)
    # Signs sessions and the tokens in links.
    secret_key: str = setting("SECRET_KEY", secret=True)
    # Seal personal data: `id:base64,…` of 32 bytes each; the first seals, all of them open.
    data_keys: tuple[DataKey, ...] = setting("DATA_KEYS", read.data_keys)
    # Finds a number by its HMAC: base64 of 32 bytes, never rotated with the others.
    lookup_key: bytes = setting("LOOKUP_KEY", read.key, secret=True)
    # `sqlite:///` and a file (in var/ by default), or `postgresql+psycopg://`.
    database_url: str = setting("DATABASE_URL", read.database_url(PROJECT), secret=True)
    # Redis 6.2 or Valkey; holds ids and nothing else.
    redis_url: str = setting(
        "REDIS_URL", read.url("redis", "rediss", "unix"), "redis://127.0.0.1:6379/0", secret=True
    )
    # How the world reaches us, without a slash at the end; webhook signatures are checked against it.
    public_base_url: str = setting("PUBLIC_BASE_URL", read.base_url)
    # How many proxies stand in front; with 0 no X-Forwarded-For is believed.
    trusted_proxies: int = setting("TRUSTED_PROXIES", read.whole_number(0), 0)
    # Whose texts these are.
    twilio_account_sid: str = setting("TWILIO_ACCOUNT_SID")
    # One, or two while rotating: either verifies a webhook, the first sends.
    twilio_auth_tokens: tuple[str, ...] = setting("TWILIO_AUTH_TOKEN", read.one_or_two, secret=True)
    # Send through this Messaging Service instead of from a number.
    twilio_messaging_service_sid: str | None = setting("TWILIO_MESSAGING_SERVICE_SID", default=None)
    # Twilio, or the stand-in on loopback; without a slash at the end.
    twilio_api_base_url: str = setting("TWILIO_API_BASE_URL", read.base_url, "https://api.twilio.com")
    # Who answers HELP and STOP on numbers that do not say.
    keyword_mode: KeywordMode = setting("TWILIO_KEYWORD_MODE", read.one_of(KeywordMode), KeywordMode.APP)
    # Whether the text after a claim holds the enquirer's number.
    number_in_sms: NumberInSms = setting(
        "RINGBACK_NUMBER_IN_SMS", read.one_of(NumberInSms), NumberInSms.NEVER
    )
    # Worker processes of one `python -m workers`.
    workers: int = setting("RINGBACK_WORKERS", read.whole_number(1), 2)
    # A claim without a logged dial is asked about after this long …
    nudge_after: timedelta = setting("RINGBACK_NUDGE_AFTER", parse_duration, timedelta(minutes=5))
    # … and one without any answer goes back to the queue after this long; both count from the claim.
    release_after: timedelta = setting("RINGBACK_RELEASE_AFTER", parse_duration, timedelta(minutes=10))
    # A form that is sent sooner than this after its page was made is taken, and its number not texted until a
    # person has looked. `0s` is never. The same is done with …
    form_fastest: timedelta = setting("RINGBACK_FORM_FASTEST", parse_duration, timedelta(seconds=3))
    # … more forms than this from one address in an hour, since a hospital or a mobile network may be one, …
    forms_per_address: int = setting("RINGBACK_FORMS_PER_ADDRESS", read.whole_number(1), 10)
    # … more than this for one number in a day, …
    forms_per_number: int = setting("RINGBACK_FORMS_PER_NUMBER", read.whole_number(1), 10)
    # … and more than this in an hour, from everywhere, that ask for a text.
    form_texts_per_hour: int = setting("RINGBACK_FORM_TEXTS_PER_HOUR", read.whole_number(0), 60)
    # An outside dead-man's switch, pinged while all is well.
    heartbeat_url: str | None = setting("HEARTBEAT_URL", read.url("https", "http"), None, secret=True)
    # A second channel for alarms, for when texts themselves fail.
    alarm_webhook_url: str | None = setting("ALARM_WEBHOOK_URL", read.url("https", "http"), None, secret=True)
    # Takes alarms and invitations by email.
    smtp_url: str | None = setting("SMTP_URL", read.url("smtp", "smtps"), None, secret=True)
    # Who gets alarms by email.
    alarm_email: str | None = setting("ALARM_EMAIL", read.email, None)
    # An enquiry of our own walks through the whole service this often; `0s` is never …
    synthetic_every: timedelta = setting("RINGBACK_SYNTHETIC_EVERY", parse_duration, timedelta(minutes=10))
    # … from this number, to which its alert goes. Without one no walk is made.
    synthetic_number: str | None = setting("RINGBACK_SYNTHETIC_NUMBER", read.e164, None)
    # Bearer token of /metrics; without one it answers only direct loopback requests.
    metrics_token: str | None = setting("METRICS_TOKEN", default=None, secret=True)

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ, root: Path = PROJECT) -> "Config":
        """Read every setting; `.env` and `var/` are `root`'s. Raises ConfigWrong naming all problems."""
        told = {name: text.strip() for name, text in environ.items() if text.strip()}
        if told.get("RINGBACK_ENV") == Env.DEVELOPMENT:
            told = _development_defaults(root) | told
        told.setdefault("DATABASE_URL", f"sqlite:///{root}/var/ringback.db")
        problems: list[str] = []
        values = {each.name: _value(each.metadata["setting"], told, problems) for each in fields(cls)}
        problems = problems or _contradictions(values)
        if problems:
            raise ConfigWrong(problems)
        return cls(**values)

    @property
    def sqlite(self) -> bool:
        return self.database_url.startswith("sqlite:")


def _value(setting: Setting, told: Mapping[str, str], problems: list[str]) -> Any:
    if setting.name not in told:
        if setting.default is REQUIRED:
            problems.append(f"{setting.name} is missing")
        return setting.default
    try:
        return setting.read(told[setting.name])
    except ValueError as wrong:
        problems.append(f"{setting.name}: {wrong}")
        return None


def _contradictions(values: Mapping[str, Any]) -> list[str]:
    problems = []
    if values["nudge_after"] >= values["release_after"]:
        problems.append("RINGBACK_RELEASE_AFTER must be longer than RINGBACK_NUDGE_AFTER")
    if values["alarm_email"] and not values["smtp_url"]:
        problems.append("ALARM_EMAIL needs SMTP_URL to send with")
    return problems


def _development_defaults(root: Path) -> dict[str, str]:
    """Secrets of this machine's own, the stand-in's addresses, and over both of them what `.env` says."""
    written = dotenv_values(root / ".env")
    return {
        "PUBLIC_BASE_URL": "http://127.0.0.1:5000",
        "TWILIO_API_BASE_URL": "http://127.0.0.1:5001",
        **_development_secrets(root / "var" / "secrets.json"),
        **{name: text.strip() for name, text in written.items() if text and text.strip()},
    }


def _development_secrets(kept: Path) -> dict[str, str]:
    """Made once, for the owner's eyes. Of processes that start together, all get what the first one made."""
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        draft = kept.with_name(f"{kept.name}.{secrets.token_hex(8)}")
        with open(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            json.dump(_new_secrets(), file, indent=2)
        with suppress(FileExistsError):
            os.link(draft, kept)  # unlike a rename it fails where another process was first
        draft.unlink()
    made: dict[str, str] = json.loads(kept.read_text())
    return made


def _new_secrets() -> dict[str, str]:
    def key() -> str:
        return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()

    return {
        "SECRET_KEY": secrets.token_urlsafe(32),
        "DATA_KEYS": f"development:{key()}",
        "LOOKUP_KEY": key(),
        "TWILIO_ACCOUNT_SID": f"AC{secrets.token_hex(16)}",
        "TWILIO_AUTH_TOKEN": secrets.token_hex(16),
    }
