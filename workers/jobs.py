"""What RQ runs. A job carries an id and only says "look now": the database knows what there is to do."""

from flask import current_app


def deliver(message_id: int) -> None:
    """Send what is due, the text of that id among it."""
    current_app.extensions["sender"].deliver()
