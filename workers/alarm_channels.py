"""The second channels of alarms, webhook and email. Announcements contain no personal data of enquirers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import requests

from enquiries.alarms.rules import AlarmKind, News
from enquiries.core.mail import Mailbox, NotSent

_TIMEOUT = 10.0  # seconds


@dataclass(frozen=True)
class Announcement:
    """News of an alarm. `centre` is a slug, empty where it concerns all of them; times are UTC."""

    alarm: int
    kind: AlarmKind
    news: News
    words: str
    centre: str
    since: datetime
    at: datetime
    service: str

    def as_json(self) -> dict[str, Any]:
        return {
            "service": self.service,
            "alarm": self.alarm,
            "kind": self.kind.value,
            "news": self.news.value,
            "words": self.words,
            "means": self.kind.means,
            "centre": self.centre,
            "since": self.since.isoformat(),
            "at": self.at.isoformat(),
        }


class NotTold(Exception):
    """The channel did not accept it. The message says why and contains no address."""


class SecondChannel(Protocol):
    def tell(self, announcement: Announcement) -> None:
        """Send an announcement. Raises NotTold."""


class Webhook:
    """Posts JSON to an address; anything but a 2xx is a refusal."""

    def __init__(self, url: str) -> None:
        self._url = url

    def tell(self, announcement: Announcement) -> None:
        try:
            answer = requests.post(
                self._url, json=announcement.as_json(), timeout=_TIMEOUT, allow_redirects=False
            )
        except requests.RequestException as failure:
            raise NotTold(type(failure).__name__) from failure
        if answer.status_code // 100 != 2:
            raise NotTold(f"answered {answer.status_code}")


class Email:
    """Sends an email to one address."""

    def __init__(self, url: str, to: str) -> None:
        self._mailbox = Mailbox(url)
        self._to = to

    def tell(self, announcement: Announcement) -> None:
        lines = [f"{name}: {value}" for name, value in announcement.as_json().items() if value != ""]
        subject = f"Ringback: {announcement.words} ({announcement.news})"
        try:
            self._mailbox.send(self._to, subject, "\n".join([announcement.kind.means, "", *lines]))
        except NotSent as why:
            raise NotTold(str(why)) from why
