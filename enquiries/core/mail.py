"""Email to staff, where a mail server is configured. No enquiry waits for it.

Servers are addressed as `smtp://user:password@host:port` (encrypted with STARTTLS where offered) or `smtps://`.
"""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate
from urllib.parse import unquote, urlsplit

from flask import current_app, render_template

_TIMEOUT = 10.0  # seconds
_SUBMISSION, _SMTPS = 587, 465  # ports, RFC 6409 and RFC 8314


class NotSent(Exception):
    """The server did not accept the email. The message says why and contains no address."""


class Mailbox:
    """A mail server. Email comes from its user, or from the recipient's address where that is not one."""

    def __init__(self, url: str) -> None:
        self._server = urlsplit(url)

    def send(self, to: str, subject: str, text: str, *, message_id: str | None = None) -> None:
        """Send one plain-text email. Raises NotSent.

        Mail programs show one that comes twice with the same `message_id` once.
        """
        email = EmailMessage()
        user = unquote(self._server.username or "")
        email["From"] = user if "@" in user else to
        email["To"] = to
        email["Subject"] = subject
        email["Date"] = formatdate()
        if message_id is not None:
            email["Message-ID"] = message_id
        email["Auto-Submitted"] = "auto-generated"  # RFC 3834: no one’s absence answers it
        email.set_content(text)
        try:
            with self._connected() as smtp:
                smtp.send_message(email)
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


def is_set_up() -> bool:
    """Return True where there is a mail server."""
    return current_app.extensions["mailbox"] is not None


def send_link(email: str, link: str, by: str) -> bool | None:
    """Email the sign-in link that `by` made. Returns False where that failed, None without a mail server."""
    mailbox: Mailbox | None = current_app.extensions["mailbox"]
    if mailbox is None:
        return None
    try:
        mailbox.send(email, "Your link to sign in", render_template("mail/link.txt", link=link, by=by))
    except NotSent:
        return False
    return True
