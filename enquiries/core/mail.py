"""Sending email by `smtp://user:password@host:port` (encrypted where the server can) or `smtps://`.

Letters to staff, by email where a server is set up. Nothing of ours waits for them.
"""

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from flask import current_app, render_template

_TIMEOUT = 10.0  # seconds
_SUBMISSION, _SMTPS = 587, 465  # ports, RFC 6409 and RFC 8314


class NotSent(Exception):
    """The server did not take it; the words say why, and hold no address."""


class Mailbox:
    """Where letters leave from: the user of the server, or the reader's own address where it names none."""

    def __init__(self, url: str) -> None:
        self._server = urlsplit(url)

    def send(self, to: str, subject: str, text: str) -> None:
        """Raises NotSent."""
        letter = EmailMessage()
        user = unquote(self._server.username or "")
        letter["From"] = user if "@" in user else to
        letter["To"] = to
        letter["Subject"] = subject
        letter.set_content(text)
        try:
            with self._connected() as smtp:
                smtp.send_message(letter)
        except (OSError, smtplib.SMTPException) as failure:
            raise NotSent(type(failure).__name__) from failure

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


def send_link(email: str, link: str, by: str) -> bool | None:
    """Whether the link that `by` made went out; None where no server is set up."""
    mailbox: Mailbox | None = current_app.extensions["mailbox"]
    if mailbox is None:
        return None
    try:
        mailbox.send(email, "Your link to sign in", render_template("mail/link.txt", link=link, by=by))
    except NotSent:
        return False
    return True
