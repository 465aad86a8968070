"""What services need to know of the installation. It rides on the session: `settings_of(session)`."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from enquiries.core.enums import AlarmChannel, KeywordMode

_KEY = "settings"


@dataclass(frozen=True)
class Settings:
    """`public_base_url` is how the world reaches us, without a slash at its end."""

    public_base_url: str
    keyword_mode: KeywordMode = KeywordMode.APP
    number_after_claim: bool = False
    nudge_after: timedelta = timedelta(minutes=5)
    release_after: timedelta = timedelta(minutes=10)
    # beyond so many, texts that forms ask for wait until a person has looked
    form_texts_per_hour: int = 60
    # how alarms go out beside texts
    alarm_channels: tuple[AlarmChannel, ...] = ()
    # whose texts are synthetic enquiries, and to whom alerts about those go
    synthetic_number: str | None = None

    def for_session(self) -> dict[str, "Settings"]:
        """The `info` of sessions that carry these settings."""
        return {_KEY: self}


def settings_of(session: Session) -> Settings:
    settings = session.info[_KEY]
    assert isinstance(settings, Settings)
    return settings
