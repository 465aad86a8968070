"""The second channels of alarms: a webhook, and email. What goes out says nothing of any person."""

import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

import requests

from enquiries.domain.alarm import Kind, News

_TIMEOUT = 10.0  # seconds
_SUBMISSION, _SMTPS = 587, 465  # ports, RFC 6409 and RFC 8314


@dataclass(frozen=True)
class Announcement:
    """News of an alarm. `centre` is a slug, empty where it concerns all of them; times are UTC."""

    alarm: int
    kind: Kind
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
    """The channel did not take it; the words say why, and hold no address."""


class SecondChannel(Protocol):
    def tell(self, announcement: Announcement) -> None:
        """Raises NotTold."""


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
    """Sends by `smtp://user:password@host:port` (encrypted where the server can) or `smtps://`."""

    def __init__(self, url: str, to: str) -> None:
        self._server = urlsplit(url)
        self._to = to

    def tell(self, announcement: Announcement) -> None:
        try:
            with self._connected() as smtp:
                smtp.send_message(self._written(announcement))
        except (OSError, smtplib.SMTPException) as failure:
            raise NotTold(type(failure).__name__) from failure

    def _connected(self) -> smtplib.SMTP:
        server, host = self._server, self._server.hostname or ""
        context = ssl.create_default_context()
        if server.scheme == "smtps":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                host, server.port or _SMTPS, timeout=_TIMEOUT, context=context
            )
        else:
            smtp = smtplib.SMTP(host, server.port or _SUBMISSION, timeout=_TIMEOUT)
            smtp.ehlo()
            if smtp.has_extn("starttls"):
                smtp.starttls(context=context)
        if server.username:
            smtp.login(unquote(server.username), unquote(server.password or ""))
        return smtp

    def _written(self, announcement: Announcement) -> EmailMessage:
        message = EmailMessage()
        user = unquote(self._server.username or "")
        message["From"] = user if "@" in user else self._to
        message["To"] = self._to
        message["Subject"] = f"Ringback: {announcement.words} ({announcement.news})"
        lines = [f"{name}: {value}" for name, value in announcement.as_json().items() if value != ""]
        message.set_content("\n".join([announcement.kind.means, "", *lines]))
        return message
