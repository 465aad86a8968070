"""Settings of the installation that services need, carried by the session: `settings_of(session)`."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from enquiries.core.enums import AlarmChannel, KeywordMode

_KEY = "settings"


@dataclass(frozen=True)
class Settings:
    """`public_base_url` is the public address of the service, without a trailing slash."""

    public_base_url: str
    keyword_mode: KeywordMode = KeywordMode.APP
    number_after_claim: bool = False
    nudge_after: timedelta = timedelta(minutes=5)
    release_after: timedelta = timedelta(minutes=10)
    # above this, texts requested through forms are held until a person has reviewed them
    form_texts_per_hour: int = 60
    # reports name a person who closes more than this share, in percent, as spam, duplicates or tests
    left_out_share: int = 10
    # how alarms are sent, besides texts
    alarm_channels: tuple[AlarmChannel, ...] = ()
    # the number whose texts are synthetic enquiries, and which receives the alerts about them
    synthetic_number: str | None = None

    def for_session(self) -> dict[str, "Settings"]:
        """Return the `info` of sessions that carry these settings."""
        return {_KEY: self}


def settings_of(session: Session) -> Settings:
    """Return the settings that this session carries."""
    settings = session.info[_KEY]
    assert isinstance(settings, Settings)
    return settings
