"""Every setting of the service: one frozen `Config`, read once from the environment.

Settings that are missing or wrong stop the start, and all of them are named at once. An empty value counts as
missing. In `development` the missing secrets are made and kept in `var/secrets.json`, the stand-in takes
Twilio's place, and `.env` is read; the real environment wins.
"""

import base64
import json
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final, Self

from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic import BeforeValidator as Read
from pydantic_core import ErrorDetails

from enquiries.core import env as read
from enquiries.core.enums import KeywordMode
from enquiries.core.env import KEY_BYTES, DataKey
from enquiries.core.files import project
from enquiries.dates.durations import parse_duration

PROJECT: Final = project()
Duration = Annotated[timedelta, Read(parse_duration)]


class Env(StrEnum):
    DEVELOPMENT = "development"
    PRODUCTION = "production"


class NumberInSms(StrEnum):
    """When the text after a claim holds the enquirer's number, instead of only the link to the page."""

    NEVER = "never"
    AFTER_CLAIM = "after_claim"


class ConfigWrong(Exception):
    """The settings do not allow a start; `problems` names each that is missing or wrong, a line apiece."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n- ".join(["Settings missing or wrong (.env.example explains each):", *problems]))
        self.problems = problems


class Config(BaseModel):
    """Every setting, checked. The alias is its name in the environment; `repr=False` keeps it out of logs."""

    model_config = ConfigDict(frozen=True)

    # Production refuses to start where something is missing; development makes it.
    env: Env = Field(Env.PRODUCTION, alias="RINGBACK_ENV")
    # Signs sessions and the tokens in links.
    secret_key: str = Field(alias="SECRET_KEY", repr=False)
    # Seal personal data: `id:base64,…` of 32 bytes each; the first seals, all of them open.
    data_keys: Annotated[tuple[DataKey, ...], Read(read.data_keys)] = Field(alias="DATA_KEYS")
    # Finds a number by its HMAC: base64 of 32 bytes, never rotated with the others.
    lookup_key: Annotated[bytes, Read(read.key)] = Field(alias="LOOKUP_KEY", repr=False)
    # `sqlite:///` and a file (in var/ by default), or `postgresql+psycopg://`.
    database_url: Annotated[str, Read(read.database_url(PROJECT))] = Field(alias="DATABASE_URL", repr=False)
    # Redis 6.2 or Valkey; holds ids and nothing else.
    redis_url: Annotated[str, Read(read.url("redis", "rediss", "unix"))] = Field(
        "redis://127.0.0.1:6379/0", alias="REDIS_URL", repr=False
    )
    # How the world reaches us, without a slash at the end; webhook signatures are checked against it.
    public_base_url: read.BaseUrl = Field(alias="PUBLIC_BASE_URL")
    # How many proxies stand in front; with 0 no X-Forwarded-For is believed.
    trusted_proxies: read.FromZero = Field(0, alias="TRUSTED_PROXIES")
    # Whose texts these are.
    twilio_account_sid: str = Field(alias="TWILIO_ACCOUNT_SID")
    # One, or two while rotating: either verifies a webhook, the first sends.
    twilio_auth_tokens: Annotated[tuple[str, ...], Read(read.one_or_two)] = Field(
        alias="TWILIO_AUTH_TOKEN", repr=False
    )
    # Send through this Messaging Service instead of from a number.
    twilio_messaging_service_sid: str | None = Field(None, alias="TWILIO_MESSAGING_SERVICE_SID")
    # Twilio, or the stand-in on loopback; without a slash at the end.
    twilio_api_base_url: read.BaseUrl = Field("https://api.twilio.com", alias="TWILIO_API_BASE_URL")
    # Who answers HELP and STOP on numbers that do not say.
    keyword_mode: KeywordMode = Field(KeywordMode.APP, alias="TWILIO_KEYWORD_MODE")
    # When the text after a claim holds the enquirer's number.
    number_in_sms: NumberInSms = Field(NumberInSms.NEVER, alias="RINGBACK_NUMBER_IN_SMS")
    # Worker processes of one `python -m workers`.
    workers: read.FromOne = Field(2, alias="RINGBACK_WORKERS")
    # A claim without a logged dial is asked about after this long …
    nudge_after: Duration = Field(timedelta(minutes=5), alias="RINGBACK_NUDGE_AFTER")
    # … and one without any answer goes back to the queue after this long; both count from the claim.
    release_after: Duration = Field(timedelta(minutes=10), alias="RINGBACK_RELEASE_AFTER")
    # A form that is sent sooner than this after its page was made is taken, and its number not texted until a
    # person has looked. `0s` is never. The same is done with …
    form_fastest: Duration = Field(timedelta(seconds=3), alias="RINGBACK_FORM_FASTEST")
    # … more forms than this from one address in an hour, since a hospital or a mobile network may be one, …
    forms_per_address: read.FromOne = Field(10, alias="RINGBACK_FORMS_PER_ADDRESS")
    # … more than this for one number in a day, …
    forms_per_number: read.FromOne = Field(10, alias="RINGBACK_FORMS_PER_NUMBER")
    # … and more than this in an hour, from everywhere, that ask for a text.
    form_texts_per_hour: read.FromZero = Field(60, alias="RINGBACK_FORM_TEXTS_PER_HOUR")
    # Reports name a person who closes more than this share, in percent, as spam, duplicates or tests.
    left_out_share: read.FromZero = Field(10, alias="RINGBACK_LEFT_OUT_SHARE")
    # An outside dead-man's switch, pinged while all is well.
    heartbeat_url: read.WebUrl | None = Field(None, alias="HEARTBEAT_URL", repr=False)
    # A second channel for alarms, for when texts themselves fail.
    alarm_webhook_url: read.WebUrl | None = Field(None, alias="ALARM_WEBHOOK_URL", repr=False)
    # Takes alarms, invitations, weekly summaries and the head of the log by email.
    smtp_url: Annotated[str | None, Read(read.url("smtp", "smtps"))] = Field(
        None, alias="SMTP_URL", repr=False
    )
    # Who gets alarms by email.
    alarm_email: Annotated[str | None, Read(read.email)] = Field(None, alias="ALARM_EMAIL")
    # An enquiry of our own walks through the whole service this often; `0s` is never …
    synthetic_every: Duration = Field(timedelta(minutes=10), alias="RINGBACK_SYNTHETIC_EVERY")
    # … from this number, to which its alert goes. Without one no walk is made.
    synthetic_number: Annotated[str | None, Read(read.e164)] = Field(None, alias="RINGBACK_SYNTHETIC_NUMBER")
    # Bearer token of /metrics; without one it answers only direct loopback requests.
    metrics_token: str | None = Field(None, alias="METRICS_TOKEN", repr=False)

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ, root: Path = PROJECT) -> Self:
        """Read every setting; `.env` and `var/` are `root`'s. Raises ConfigWrong naming all problems."""
        told = {name: text.strip() for name, text in environ.items() if text.strip()}
        if told.get("RINGBACK_ENV") == Env.DEVELOPMENT:
            told = _development_defaults(root) | told
        told.setdefault("DATABASE_URL", f"sqlite:///{root}/var/ringback.db")
        try:
            return cls.model_validate(told)
        except ValidationError as wrong:
            raise ConfigWrong([_problem(error) for error in wrong.errors()]) from None

    @model_validator(mode="after")
    def _without_contradictions(self) -> Self:
        problems = []
        if self.nudge_after >= self.release_after:
            problems.append("RINGBACK_RELEASE_AFTER must be longer than RINGBACK_NUDGE_AFTER")
        if self.alarm_email and not self.smtp_url:
            problems.append("ALARM_EMAIL needs SMTP_URL to send with")
        if problems:
            raise ConfigWrong(problems)
        return self

    @property
    def sqlite(self) -> bool:
        return self.database_url.startswith("sqlite:")


def _problem(error: ErrorDetails) -> str:
    """What to put right. Only a word that is none of a few is repeated: it cannot be a secret."""
    name = error["loc"][0]
    if error["type"] == "missing":
        return f"{name} is missing"
    if error["type"] == "enum":
        choices = error["ctx"]["expected"].replace("'", "")
        return f"{name}: {error['input']!r} is not a choice: write {choices}"
    return f"{name}: {error['ctx']['error']}"


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
