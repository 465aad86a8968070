"""Letters to staff, by email where a server is set up. Nothing of ours waits for them."""

from flask import current_app, render_template

from enquiries.mail import Mailbox, NotSent


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
